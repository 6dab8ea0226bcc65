namespace GeminiTuning.Emulator.Training;

/// <summary>How a model is tuned: what was asked for, filled up with the service's defaults. There is either a rate or a
/// multiplier.</summary>
sealed record Hyperparameters(int EpochCount, int BatchSize, float? LearningRate, float? LearningRateMultiplier)
{
    // The protos name both defaults and say that the number of examples decides, not which number does (inferred).
    const int ManyExamples = 1000;

    /// <summary>Fills up what was not given: 5 epochs; batches of 4 and a rate of 0.001, or of 16 and 0.0002 for 1000
    /// examples and more; a multiplier of 1.</summary>
    public static Hyperparameters Complete(int? epochs, int? batch, float? rate, float? multiplier, int examples) => new(
        epochs ?? 5,
        batch ?? (examples < ManyExamples ? 4 : 16),
        rate ?? (multiplier is null ? DefaultRate(examples) : null),
        multiplier);

    /// <summary>The rate to learn with.</summary>
    public double EffectiveRate(int examples) =>
        LearningRate ?? (double)(LearningRateMultiplier ?? 1) * DefaultRate(examples);

    static float DefaultRate(int examples) => examples < ManyExamples ? 0.001f : 0.0002f;
}
