namespace GeminiTuning;

/// <summary>The progress of a tuning after one step.</summary>
public sealed record TuningSnapshot
{
    /// <summary>The step, counted from 1.</summary>
    public int Step { get; init; }

    /// <summary>The epoch that the step belongs to.</summary>
    public int Epoch { get; init; }

    /// <summary>The mean loss of the examples in the step; null if the service reports none.</summary>
    public float? MeanLoss { get; init; }

    /// <summary>The fraction of the step's output tokens that the model predicted correctly, from 0 to 1. Only on Vertex AI.</summary>
    public float? TokenAccuracy { get; init; }

    /// <summary>The loss of the validation examples, which the service computes at some of the steps. Only on Vertex AI.</summary>
    public float? ValidationLoss { get; init; }

    /// <summary>The token accuracy of the validation examples, from 0 to 1. Only on Vertex AI.</summary>
    public float? ValidationTokenAccuracy { get; init; }

    /// <summary>When the step was computed.</summary>
    public DateTimeOffset? ComputeTime { get; init; }

    /// <summary>The step, the epoch, and the losses on one line.</summary>
    public override string ToString() => FormattableString.Invariant($"step {Step}, epoch {Epoch}")
        + (MeanLoss is { } loss ? FormattableString.Invariant($", mean loss {loss:0.####}") : "")
        + (ValidationLoss is { } validation ? FormattableString.Invariant($", validation loss {validation:0.####}") : "");
}
