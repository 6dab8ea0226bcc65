namespace GeminiTuning;

/// <summary>How far a tuning was after one step.</summary>
public sealed record TuningSnapshot
{
    /// <summary>The step, counted from 1.</summary>
    public int Step { get; init; }

    /// <summary>The epoch that the step belongs to.</summary>
    public int Epoch { get; init; }

    /// <summary>The mean loss of the step's examples; NaN where the service has none.</summary>
    public float MeanLoss { get; init; }

    /// <summary>When the step was computed.</summary>
    public DateTimeOffset? ComputeTime { get; init; }

    /// <summary>Step, epoch and loss on one line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"step {Step}, epoch {Epoch}") + (float.IsNaN(MeanLoss) ? "" : FormattableString.Invariant($", mean loss {MeanLoss:0.####}"));
}
