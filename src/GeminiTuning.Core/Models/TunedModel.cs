namespace GeminiTuning;

/// <summary>A tuned model, as the service describes it.</summary>
public sealed record TunedModel
{
    /// <summary>The resource name: <c>tunedModels/ID</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name for people, at most 40 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What the model is for.</summary>
    public string? Description { get; init; }

    /// <summary>Where it stands.</summary>
    public TunedModelState State { get; init; }

    /// <summary>The base model that it was tuned from: <c>models/ID</c>.</summary>
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

    /// <summary>The loss, step by step.</summary>
    public IReadOnlyList<TuningSnapshot> Snapshots { get; init; } = [];

    /// <summary>The projects, by number, that may read it.</summary>
    public IReadOnlyList<long> ReaderProjectNumbers { get; init; } = [];

    /// <summary>The resource name.</summary>
    public override string ToString() => Name;
}
