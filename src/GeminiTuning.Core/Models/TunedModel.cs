namespace GeminiTuning;

/// <summary>A tuned model, as the service describes it.</summary>
public sealed record TunedModel
{
    /// <summary>The resource name: <c>tunedModels/ID</c>. On Vertex AI it is that of the tuning job which made it,
    /// <c>projects/P/locations/L/tuningJobs/ID</c>: it is there from the start, and knows the model and its endpoints.</summary>
    public required string Name { get; init; }

    /// <summary>The name for people: at most 40 characters, on Vertex AI 128.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What the model is for.</summary>
    public string? Description { get; init; }

    /// <summary>Where it stands.</summary>
    public TunedModelState State { get; init; }

    /// <summary>The base model that it was tuned from: <c>models/ID</c>, on Vertex AI the ID alone.</summary>
    public string? BaseModel { get; init; }

    /// <summary>The tuned model that it was tuned on from, where it was.</summary>
    public string? SourceModel { get; init; }

    /// <summary>The temperature it is asked with where a request names none: 0 to 1.</summary>
    public float? Temperature { get; init; }

    /// <summary>The topP it is asked with where a request names none.</summary>
    public float? TopP { get; init; }

    /// <summary>The topK it is asked with where a request names none.</summary>
    public int? TopK { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? UpdateTime { get; init; }

    /// <summary>When the tuning started.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When the tuning ended.</summary>
    public DateTimeOffset? CompleteTime { get; init; }

    /// <summary>How it was tuned.</summary>
    public Hyperparameters Hyperparameters { get; init; } = new();

    /// <summary>The loss, step by step. On Vertex AI, which does not tell the loss, a snapshot for each checkpoint.</summary>
    public IReadOnlyList<TuningSnapshot> Snapshots { get; init; } = [];

    /// <summary>The projects, by number, that may read it.</summary>
    public IReadOnlyList<long> ReaderProjectNumbers { get; init; } = [];

    /// <summary>The model as it was after its epochs, each to be asked. On Vertex AI alone.</summary>
    public IReadOnlyList<TunedModelCheckpoint> Checkpoints { get; init; } = [];

    /// <summary>The endpoint that it is asked at. On Vertex AI alone; null until it is ready.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Its name in Vertex AI's model registry, <c>projects/P/locations/L/models/ID@VERSION</c>; null until it is ready.</summary>
    public string? RegistryName { get; init; }

    /// <summary>Its labels. On Vertex AI alone.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Why its tuning failed, as far as the service says so here; null where it did not.</summary>
    public ServiceStatus? Error { get; init; }

    /// <summary>How long ago it was created; null if the service doesn't say.</summary>
    public Age? Age => GeminiTuning.Age.Since(CreateTime);

    /// <summary>The last step; null if there is none yet.</summary>
    public TuningSnapshot? LastStep => Snapshots.Count > 0 ? Snapshots[^1] : null;

    /// <summary>How many steps the tuning has done; null if there is none yet.</summary>
    public int? Steps => LastStep?.Step;

    /// <summary>The mean loss of the last step; null if the service reports none.</summary>
    public float? Loss => LastStep?.MeanLoss;

    /// <summary>The loss over the steps, drawn in at most 9 characters.</summary>
    public string Curve => GeminiTuning.LossCurve.Draw(Snapshots, 9);

    /// <summary>The loss over the steps, drawn in at most 40 characters.</summary>
    public string LossCurve => GeminiTuning.LossCurve.Draw(Snapshots, 40);

    /// <summary>The resource name.</summary>
    public override string ToString() => Name;
}
