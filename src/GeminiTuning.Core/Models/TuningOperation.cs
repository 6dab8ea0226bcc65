namespace GeminiTuning;

/// <summary>The progress of a tuning, as <c>tunedModels.create</c> and each poll return it. On Vertex AI, it represents the tuning
/// job.</summary>
public sealed record TuningOperation
{
    /// <summary>The resource name, <c>tunedModels/ID/operations/OP</c>, or <c>projects/P/locations/L/tuningJobs/ID</c> on Vertex AI:
    /// all you need to get the operation again.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the model that is being tuned: <c>tunedModels/ID</c>. On Vertex AI, it's the name of the operation.</summary>
    public required string Model { get; init; }

    /// <summary>The display name of the model; null if it isn't known.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The tuning method; null if it's one that this module doesn't know.</summary>
    public TuningMethod? Method { get; init; }

    /// <summary>Whether the operation has ended, successfully or not.</summary>
    public bool Done { get; init; }

    /// <summary>The number of examples that were sent; null for an operation from the service, which doesn't store the
    /// number.</summary>
    public int? ExampleCount { get; init; }

    /// <summary>The total number of steps; null until the service reports it.</summary>
    public int? TotalSteps { get; init; }

    /// <summary>The number of completed steps.</summary>
    public int CompletedSteps { get; init; }

    /// <summary>The total number of epochs; null if the service doesn't say.</summary>
    public int? TotalEpochs { get; init; }

    /// <summary>The number of completed epochs; null if the service doesn't say.</summary>
    public int? CompletedEpochs { get; init; }

    /// <summary>The state of the tuning job. Only on Vertex AI.</summary>
    public JobState JobState { get; init; }

    /// <summary>The detailed state of the running tuning job. Only on Vertex AI.</summary>
    public TuningJobState TuningJobState { get; init; }

    /// <summary>Whether the operation was accepted and waits for its turn.</summary>
    public bool IsWaiting => !Done && (JobState is JobState.Queued or JobState.Pending or JobState.Paused
        || TuningJobState is TuningJobState.WaitingForQuota or TuningJobState.WaitingForCapacity);

    /// <summary>The progress in percent, from 0 to 100.</summary>
    public double CompletedPercent { get; init; }

    /// <summary>The loss of each completed step.</summary>
    public IReadOnlyList<TuningSnapshot> Snapshots { get; init => field = TextList<TuningSnapshot>.Of(value); } = TextList<TuningSnapshot>.Empty;

    /// <summary>The number of examples that the service dropped or truncated. Only on Vertex AI.</summary>
    public int DroppedExampleCount { get; init; }

    /// <summary>The rows of some of these examples, with the reasons of the service.</summary>
    public IReadOnlyList<RowProblem> DroppedExamples { get; init => field = TextList<RowProblem>.Of(value); } = TextList<RowProblem>.Empty;

    /// <summary>Why the tuning failed; null if it didn't fail.</summary>
    public ServiceStatus? Error { get; init; }

    /// <summary>The tuned model; null until the tuning has completed successfully.</summary>
    public TunedModel? Result { get; init; }

    /// <summary>The state in one word.</summary>
    public TuningOperationState State =>
        Error is not null ? TuningOperationState.Failed
        : Done ? TuningOperationState.Done
        : IsWaiting ? TuningOperationState.Waiting
        : TuningOperationState.Running;

    /// <summary>The progress in percent, from 0 to 100. The same as <see cref="CompletedPercent"/>.</summary>
    public double Percent => CompletedPercent;

    /// <summary>The number of completed steps and, if known, of all steps, such as <c>5/38</c>.</summary>
    public string Steps => TotalSteps is { } total ? FormattableString.Invariant($"{CompletedSteps}/{total}") : FormattableString.Invariant($"{CompletedSteps}");

    /// <summary>The last step; null if there is none yet.</summary>
    public TuningSnapshot? LastStep => Snapshots.Count > 0 ? Snapshots[^1] : null;

    /// <summary>The mean loss of the last step that has one; null if the service reports none.</summary>
    public float? Loss => Snapshots.LastOrDefault(snapshot => snapshot.MeanLoss is not null)?.MeanLoss;

    /// <summary>The loss over the steps, drawn in at most 10 characters.</summary>
    public string Curve => GeminiTuning.LossCurve.Draw(Snapshots, 10);

    /// <summary>The loss over the steps, drawn in at most 40 characters.</summary>
    public string LossCurve => GeminiTuning.LossCurve.Draw(Snapshots, 40);

    /// <summary>The resource name.</summary>
    public override string ToString() => Name;
}
