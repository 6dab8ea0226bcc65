using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GeminiTuning;

/// <summary>The settings of a sweep: tuning jobs that differ only in their hyperparameters.</summary>
public static class SweepGrid
{
    const int IdLength = 12;

    /// <summary>Returns all combinations of values. A hyperparameter without values is left to the service.</summary>
    /// <param name="epochCounts">The numbers of epochs.</param>
    /// <param name="batchSizes">The batch sizes. Only on the Gemini Developer API.</param>
    /// <param name="learningRates">The learning rates. Only on the Gemini Developer API.</param>
    /// <param name="learningRateMultipliers">The multipliers of the learning rate.</param>
    /// <param name="adapterSizes">The adapter sizes. Only on Vertex AI.</param>
    /// <returns>The combinations, each once; the last hyperparameter changes fastest.</returns>
    public static IReadOnlyList<Hyperparameters> Combine(
        IEnumerable<int>? epochCounts = null, IEnumerable<int>? batchSizes = null, IEnumerable<float>? learningRates = null,
        IEnumerable<float>? learningRateMultipliers = null, IEnumerable<int>? adapterSizes = null)
    {
        var combinations =
            from epochs in OrNone(epochCounts)
            from batch in OrNone(batchSizes)
            from rate in OrNone(learningRates)
            from multiplier in OrNone(learningRateMultipliers)
            from size in OrNone(adapterSizes)
            select new Hyperparameters { EpochCount = epochs, BatchSize = batch, LearningRate = rate, LearningRateMultiplier = multiplier, AdapterSize = size };
        return [.. combinations.Distinct()];
    }

    /// <summary>Returns the display name of a job: that of the sweep, and the hyperparameters in short, such as
    /// <c>banking, epochs 4, adapter 1</c>.</summary>
    public static string DisplayName(string sweep, Hyperparameters how)
    {
        ArgumentNullException.ThrowIfNull(how);
        (string Name, IFormattable? Value)[] parts =
        [
            ("epochs", how.EpochCount), ("batch", how.BatchSize), ("rate", how.LearningRate), ("multiplier", how.LearningRateMultiplier), ("adapter", how.AdapterSize),
        ];
        return string.Join(", ", parts.Where(part => part.Value is not null).Select(part => $"{part.Name} {part.Value!.ToString(null, CultureInfo.InvariantCulture)}").Prepend(sweep));
    }

    /// <summary>Returns an ID that is the same for the same sweep, examples, model, and hyperparameters, so that a job that was started by
    /// an earlier call is found.</summary>
    /// <param name="request">The request, complete except for its ID.</param>
    /// <param name="attempt">The number of the attempt, counted from 1: a job that failed has used its ID.</param>
    public static string RequestId(TuningRequest request, int attempt)
    {
        ArgumentNullException.ThrowIfNull(request);
        string?[] parts =
        [
            request.DisplayName, request.BaseModel, request.SourceModel, request.SourceCheckpoint, $"{request.Hyperparameters}",
            request.TrainingData.ContentId(), request.ValidationData?.ContentId(), $"{request.Method}", $"{request.ExportLastCheckpointOnly}",
            string.Join(',', request.EvaluationMetrics), attempt.ToString(CultureInfo.InvariantCulture),
        ];
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
        return ModelIdMaker.Make(request.DisplayName, Convert.ToHexString(hash).ToLowerInvariant()[..IdLength]);
    }

    static IEnumerable<T?> OrNone<T>(IEnumerable<T>? values) where T : struct => values is null || !values.Any() ? [null] : values.Select(value => (T?)value);
}
