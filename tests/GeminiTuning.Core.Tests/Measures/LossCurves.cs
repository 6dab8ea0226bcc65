namespace GeminiTuning.Tests.Measures;

/// <summary>Synthetic loss curves with noise, the same for the same seed.</summary>
static class LossCurves
{
    /// <summary>A curve that falls from 3 to 1, almost to its end with a short time and still falling with a long one.</summary>
    public static Func<double, double> Falling(double time) => at => 1 + (2 * Math.Exp(-at / time));

    /// <summary>A validation loss that is lowest at a point and rises from there.</summary>
    public static Func<double, double> Lowest(double where, double rise) =>
        at => 1 + Math.Exp(-at / where * 4) + (at > where ? rise * (at - where) / (1 - where) : 0);

    /// <summary>Snapshots of a tuning.</summary>
    /// <param name="steps">The number of steps.</param>
    /// <param name="epochs">The number of epochs.</param>
    /// <param name="training">The training loss, from 0 to 1 of the steps.</param>
    /// <param name="noise">The standard deviation of the training loss, in proportion to it.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="validation">The validation loss; null for none.</param>
    /// <param name="every">The steps between two validation losses.</param>
    /// <param name="validationNoise">The standard deviation of the validation loss, in proportion to it.</param>
    /// <param name="memory">How much of a step's noise is in the next step's, from 0 to below 1.</param>
    public static TuningSnapshot[] Of(
        int steps, int epochs, Func<double, double> training, double noise, ulong seed,
        Func<double, double>? validation = null, int every = 10, double validationNoise = 0, double memory = 0)
    {
        var random = new SeededRandom(seed);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var last = 0.0;
        return [.. Enumerable.Range(1, steps).Select(step =>
        {
            var at = (double)step / steps;
            last = (memory * last) + (Math.Sqrt(1 - (memory * memory)) * Normal());
            return new TuningSnapshot
            {
                Step = step,
                Epoch = (int)Math.Ceiling(at * epochs),
                MeanLoss = (float)(training(at) * Math.Max(0.01, 1 + (noise * last))),
                ValidationLoss = validation is not null && step % every == 0 ? (float)(validation(at) * (1 + (validationNoise * Normal()))) : null,
            };
        })];
    }

    /// <summary>The reading of a curve.</summary>
    public static LossReading Read(TuningSnapshot[] snapshots) =>
        LossReading.Of(new TunedModel { Name = "tunedModels/curve", State = TunedModelState.Active, Snapshots = snapshots });
}
