namespace GeminiTuning;

/// <summary>How well a checkpoint of a tuned model did in the service's own evaluation, by one metric. Only on Vertex AI.</summary>
public sealed record TunedModelEvaluation
{
    /// <summary>The metric, such as <c>ExactMatch</c>; empty if the evaluation failed before it had results.</summary>
    public string Metric { get; init; } = "";

    /// <summary>The mean score over the validation examples; null if there is none. It is from 0 to 1 for the metrics that are computed,
    /// and in the range of the judge's scores for the others.</summary>
    public float? Mean { get; init; }

    /// <summary>The standard deviation of the scores; null if the service doesn't report it.</summary>
    public float? StandardDeviation { get; init; }

    /// <summary>The ID of the checkpoint; null if the service evaluated only the model.</summary>
    public string? CheckpointId { get; init; }

    /// <summary>The epoch of the checkpoint; null if it isn't known.</summary>
    public int? Epoch { get; init; }

    /// <summary>The step of the checkpoint; null if it isn't known.</summary>
    public int? Step { get; init; }

    /// <summary>The folder in Cloud Storage with the results of each example; null if the service doesn't report it.</summary>
    public string? OutputUri { get; init; }

    /// <summary>Why the evaluation failed; null if it didn't.</summary>
    public ServiceStatus? Error { get; init; }

    /// <summary>The name of the model.</summary>
    public string? Model { get; init; }

    /// <summary>The metric and its mean score, such as <c>ExactMatch 0.85</c>.</summary>
    public override string ToString() => Error is not null ? $"{Metric} {Error}".TrimStart() : FormattableString.Invariant($"{Metric} {Mean:0.####}").TrimEnd();
}
