namespace GeminiTuning;

/// <summary>A tuned model.</summary>
public sealed record TunedModel
{
    /// <summary>The resource name: <c>tunedModels/ID</c>. On Vertex AI, it's the name of the tuning job,
    /// <c>projects/P/locations/L/tuningJobs/ID</c>, because the job exists before its model and refers to the model and its
    /// endpoints.</summary>
    public required string Name { get; init; }

    /// <summary>The display name: at most 40 characters, or 128 on Vertex AI.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The description.</summary>
    public string? Description { get; init; }

    /// <summary>The state of the model.</summary>
    public TunedModelState State { get; init; }

    /// <summary>The base model: <c>models/ID</c>, or only the ID on Vertex AI.</summary>
    public string? BaseModel { get; init; }

    /// <summary>The tuned model that this model continues from; null if it was tuned from a base model.</summary>
    public string? SourceModel { get; init; }

    /// <summary>The tuning method; null if it's one that this module doesn't know.</summary>
    public TuningMethod? Method { get; init; }

    /// <summary>The default temperature, from 0 to 1.</summary>
    public float? Temperature { get; init; }

    /// <summary>The default topP.</summary>
    public float? TopP { get; init; }

    /// <summary>The default topK.</summary>
    public int? TopK { get; init; }

    /// <summary>When the model was created.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When the model was last updated.</summary>
    public DateTimeOffset? UpdateTime { get; init; }

    /// <summary>When the tuning started.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When the tuning ended.</summary>
    public DateTimeOffset? CompleteTime { get; init; }

    /// <summary>The hyperparameters of the tuning.</summary>
    public Hyperparameters Hyperparameters { get; init; } = new();

    /// <summary>The loss of each step. On Vertex AI, the loss comes from the experiment of the tuning job. If the experiment can't be
    /// read, the list contains a snapshot without a loss for each checkpoint.</summary>
    public IReadOnlyList<TuningSnapshot> Snapshots { get; init => field = TextList<TuningSnapshot>.Of(value); } = TextList<TuningSnapshot>.Empty;

    /// <summary>The numbers of the projects that can read the model.</summary>
    public IReadOnlyList<long> ReaderProjectNumbers { get; init => field = TextList<long>.Of(value); } = TextList<long>.Empty;

    /// <summary>The checkpoints of the model. Only on Vertex AI.</summary>
    public IReadOnlyList<TunedModelCheckpoint> Checkpoints { get; init => field = TextList<TunedModelCheckpoint>.Of(value); } = TextList<TunedModelCheckpoint>.Empty;

    /// <summary>The results of the service's own evaluation, if the tuning asked for one: one for each checkpoint and metric. Only on Vertex
    /// AI.</summary>
    public IReadOnlyList<TunedModelEvaluation> Evaluations { get; init => field = TextList<TunedModelEvaluation>.Of(value); } = TextList<TunedModelEvaluation>.Empty;

    /// <summary>The ID of the default checkpoint, which responds to prompts that name no checkpoint. Only on Vertex AI.</summary>
    public string? DefaultCheckpointId => Checkpoints.FirstOrDefault(checkpoint => checkpoint.IsDefault)?.CheckpointId;

    /// <summary>The endpoint of the model. Only on Vertex AI; null until the model is ready.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The name in the Vertex AI Model Registry, <c>projects/P/locations/L/models/ID@VERSION</c>; null until the model is ready.</summary>
    public string? RegistryName { get; init; }

    /// <summary>The experiment of the tuning job, which contains the loss:
    /// <c>projects/P/locations/L/metadataStores/default/contexts/ID</c>. Only on Vertex AI.</summary>
    public string? Experiment { get; init; }

    /// <summary>The number of examples, the tokens that the service charges for, and their distribution. Only on Vertex AI; null until the
    /// service has read the dataset.</summary>
    public TuningDataStatistics? DataStatistics { get; init; }

    /// <summary>The rows of some of the examples that the service truncated or dropped, with its reasons. Only on Vertex AI.</summary>
    public IReadOnlyList<RowProblem> DroppedExamples { get; init => field = TextList<RowProblem>.Of(value); } = TextList<RowProblem>.Empty;

    /// <summary>The labels. Only on Vertex AI.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init => field = TextLabels.Of(value); } = TextLabels.Empty;

    /// <summary>Why the tuning failed, if the service reports it with the model; null if it didn't fail.</summary>
    public ServiceStatus? Error { get; init; }

    /// <summary>How long ago it was created; null if the service doesn't say.</summary>
    public Age? Age => GeminiTuning.Age.Since(CreateTime);

    /// <summary>The last step; null if there is none yet.</summary>
    public TuningSnapshot? LastStep => Snapshots.Count > 0 ? Snapshots[^1] : null;

    /// <summary>How many steps the tuning has done; null if there is none yet.</summary>
    public int? Steps => LastStep?.Step;

    /// <summary>The mean loss of the last step that has one; null if the service reports none.</summary>
    public float? Loss => Snapshots.LastOrDefault(snapshot => snapshot.MeanLoss is not null)?.MeanLoss;

    /// <summary>The last loss of the validation examples; null if the tuning had none. Only on Vertex AI.</summary>
    public float? ValidationLoss => Snapshots.LastOrDefault(snapshot => snapshot.ValidationLoss is not null)?.ValidationLoss;

    /// <summary>The loss over the steps, drawn in at most 9 characters.</summary>
    public string Curve => GeminiTuning.LossCurve.Draw(Snapshots, 9);

    /// <summary>The loss over the steps, drawn in at most 40 characters.</summary>
    public string LossCurve => GeminiTuning.LossCurve.Draw(Snapshots, 40);

    /// <summary>The resource name.</summary>
    public override string ToString() => Name;

    /// <summary>Returns the model with what was measured at its steps.</summary>
    internal TunedModel Measured(IReadOnlyList<TuningSnapshot> snapshots) =>
        this with { Snapshots = snapshots, Checkpoints = Checkpoints.Select(checkpoint => checkpoint.Measured(snapshots)).ToArray() };
}
