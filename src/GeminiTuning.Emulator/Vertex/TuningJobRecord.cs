using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>A tuning job: what was asked for, how far it is, what has come of it.</summary>
sealed record TuningJobRecord : Job
{
    public string Description { get; init; } = "";

    /// <summary>The base model that the tuning starts from, also where it starts from a tuned one.</summary>
    public required string BaseModel { get; init; }

    /// <summary>The tuned model that it starts from, as it was asked for; null where it starts from the base model.</summary>
    public string? PreTunedModel { get; init; }

    /// <summary>That model's checkpoint.</summary>
    public string PreTunedCheckpoint { get; init; } = "";

    public required TuningSpec Spec { get; init; }

    public JobStage Stage { get; init; }

    /// <summary>What the dataset holds; null before it has been read.</summary>
    public DatasetStats? Stats { get; init; }

    public int CompletedEpochs { get; init; }

    public int CompletedSteps { get; init; }

    /// <summary>What was measured at the steps so far.</summary>
    public ImmutableArray<StepMeasures> Measures { get; init; } = [];

    /// <summary>The tuned model, with its version; null before there is one.</summary>
    public string? Model { get; init; }

    /// <summary>Where the tuned model is asked.</summary>
    public string? Endpoint { get; init; }

    public ImmutableArray<JobCheckpoint> Checkpoints { get; init; } = [];

    /// <summary>The evaluations of the checkpoints.</summary>
    public ImmutableArray<EvaluationRun> Evaluations { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => $"{Parent}/tuningJobs/{Id}";

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsWhole =>
        base.IsWhole && BaseModel is not null && Spec is { IsWhole: true } && !Checkpoints.IsDefault && !Measures.IsDefault && !Evaluations.IsDefault && Stats is null or { IsWhole: true };

    /// <inheritdoc/>
    public override Job Ended(JobState state, TuningError? error, DateTimeOffset now) =>
        (TuningJobRecord)base.Ended(state, error, now) with { Stage = JobStage.None };
}

/// <summary>What was measured at a step, with the examples that are learned and with those that aren't.</summary>
/// <param name="Step">The step, counted from one.</param>
/// <param name="Epoch">The epoch of the step.</param>
/// <param name="Time">When the step was done.</param>
/// <param name="Training">The batch of the step.</param>
/// <param name="Validation">The validation dataset; null where the step isn't validated.</param>
sealed record StepMeasures(int Step, int Epoch, DateTimeOffset Time, Measure Training, Measure? Validation) : ISnapshot;

/// <summary>How well a model predicts examples: the mean loss of one, and the fraction of predictions that are correct.</summary>
sealed record Measure(double Loss, double Accuracy, long Predictions)
{
    public static Measure Of(Score score) => new(score.MeanLoss, score.Accuracy, score.Choices);
}

/// <summary>What a tuning was asked to do.</summary>
/// <param name="TrainingUri">The dataset, <c>gs://…</c>.</param>
/// <param name="ValidationUri">The validation dataset; empty for none.</param>
/// <param name="EpochCount">Null for the default.</param>
/// <param name="LearningRateMultiplier">Null for the default.</param>
/// <param name="AdapterSize">The enum's name; empty for the default.</param>
/// <param name="LastCheckpointOnly">Whether only the last checkpoint is kept.</param>
/// <param name="IsPreference">Whether the dataset has preference pairs.</param>
/// <param name="Beta">The beta of preference tuning; null for the default.</param>
/// <param name="EvaluationConfig">How the checkpoints are evaluated, as JSON; empty for not at all.</param>
sealed record TuningSpec(
    string TrainingUri, string ValidationUri, int? EpochCount, float? LearningRateMultiplier, string AdapterSize, bool LastCheckpointOnly,
    bool IsPreference = false, float? Beta = null, string EvaluationConfig = "")
{
    [JsonIgnore]
    public bool IsWhole => TrainingUri is not null && ValidationUri is not null && AdapterSize is not null;
}

/// <summary>The model as it was after an epoch, and where that one is asked.</summary>
sealed record JobCheckpoint(string Id, int Epoch, int Step, string Endpoint);
