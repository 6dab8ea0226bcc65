namespace GeminiTuning;

/// <summary>How far a tuning was after one step.</summary>
public sealed record TuningSnapshot
{
    /// <summary>The step, counted from 1.</summary>
    public int Step { get; init; }

    /// <summary>The epoch that the step belongs to.</summary>
    public int Epoch { get; init; }

    /// <summary>The mean loss of the step's examples; null if the service reports none.</summary>
    public float? MeanLoss { get; init; }

    /// <summary>When the step was computed.</summary>
    public DateTimeOffset? ComputeTime { get; init; }

    /// <summary>Step, epoch and loss on one line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"step {Step}, epoch {Epoch}") + (MeanLoss is { } loss ? FormattableString.Invariant($", mean loss {loss:0.####}") : "");
}
