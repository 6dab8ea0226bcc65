namespace GeminiTuning;

/// <summary>A tuning under way, or ended: what <c>tunedModels.create</c> gives, and what polling gives anew. On Vertex AI it is
/// the tuning job.</summary>
public sealed record TuningOperation
{
    /// <summary>The resource name, <c>tunedModels/ID/operations/OP</c>, on Vertex AI <c>projects/P/locations/L/tuningJobs/ID</c>:
    /// all that is needed to pick it up again.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the model that is being tuned: <c>tunedModels/ID</c>, on Vertex AI the operation's own.</summary>
    public required string Model { get; init; }

    /// <summary>The model's name for people, where it is known.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Whether it has ended, well or not.</summary>
    public bool Done { get; init; }

    /// <summary>How many examples were sent; null for an operation that was read back, since the service does not
    /// keep the number.</summary>
    public int? ExampleCount { get; init; }

    /// <summary>The steps it takes; null where the service has not said yet.</summary>
    public int? TotalSteps { get; init; }

    /// <summary>The steps it has done.</summary>
    public int CompletedSteps { get; init; }

    /// <summary>The epochs it takes; null where the service does not say.</summary>
    public int? TotalEpochs { get; init; }

    /// <summary>The epochs it has done; null where the service does not say.</summary>
    public int? CompletedEpochs { get; init; }

    /// <summary>The state of the job, on Vertex AI.</summary>
    public JobState JobState { get; init; }

    /// <summary>What the job is about while it runs, on Vertex AI.</summary>
    public TuningJobState TuningJobState { get; init; }

    /// <summary>Whether it has been accepted and waits for its turn.</summary>
    public bool IsWaiting => !Done && (JobState is JobState.Queued or JobState.Pending or JobState.Paused
        || TuningJobState is TuningJobState.WaitingForQuota or TuningJobState.WaitingForCapacity);

    /// <summary>How far it is: 0 to 100.</summary>
    public double CompletedPercent { get; init; }

    /// <summary>The loss, step by step, so far.</summary>
    public IReadOnlyList<TuningSnapshot> Snapshots { get; init; } = [];

    /// <summary>How many examples the service left out or cut, on Vertex AI.</summary>
    public int DroppedExampleCount { get; init; }

    /// <summary>Some of those examples by their rows, with the reasons that the service gives.</summary>
    public IReadOnlyList<RowProblem> DroppedExamples { get; init; } = [];

    /// <summary>Why it failed; null where it did not.</summary>
    public ServiceStatus? Error { get; init; }

    /// <summary>The tuned model that it gave; null until it has ended well.</summary>
    public TunedModel? Result { get; init; }

    /// <summary>Where it stands, in one word.</summary>
    public TuningOperationState State =>
        Error is not null ? TuningOperationState.Failed
        : Done ? TuningOperationState.Done
        : IsWaiting ? TuningOperationState.Waiting
        : TuningOperationState.Running;

    /// <summary>How far it is: 0 to 100. The same as <see cref="CompletedPercent"/>.</summary>
    public double Percent => CompletedPercent;

    /// <summary>The steps that are done, and how many there are if that is known, such as <c>5/38</c>.</summary>
    public string Steps => TotalSteps is { } total ? FormattableString.Invariant($"{CompletedSteps}/{total}") : FormattableString.Invariant($"{CompletedSteps}");

    /// <summary>The last step; null if there is none yet.</summary>
    public TuningSnapshot? LastStep => Snapshots.Count > 0 ? Snapshots[^1] : null;

    /// <summary>The mean loss of the last step; null if the service reports none.</summary>
    public float? Loss => LastStep?.MeanLoss;

    /// <summary>The loss over the steps, drawn in at most 10 characters.</summary>
    public string Curve => GeminiTuning.LossCurve.Draw(Snapshots, 10);

    /// <summary>The loss over the steps, drawn in at most 40 characters.</summary>
    public string LossCurve => GeminiTuning.LossCurve.Draw(Snapshots, 40);

    /// <summary>The resource name.</summary>
    public override string ToString() => Name;
}
