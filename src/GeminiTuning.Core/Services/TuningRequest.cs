namespace GeminiTuning;

/// <summary>What is to be tuned, on what, and how.</summary>
public sealed record TuningRequest
{
    /// <summary>The new model's ID: see <see cref="ResourceName.NewModelId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Whether the ID was made at random for this request (<see cref="ModelIdMaker"/>), so that nobody else can
    /// have it. One that a person chose is looked up before the create.</summary>
    public bool IsRandomId { get; init; }

    /// <summary>The base model, <c>models/ID</c>. Not together with <see cref="SourceModel"/>.</summary>
    public string? BaseModel { get; init; }

    /// <summary>The tuned model to go on from, <c>tunedModels/ID</c>. Not together with <see cref="BaseModel"/>.</summary>
    public string? SourceModel { get; init; }

    /// <summary>The name for people, at most 40 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What the model is for.</summary>
    public string? Description { get; init; }

    /// <summary>The model's default temperature, 0 to 1.</summary>
    public float? Temperature { get; init; }

    /// <summary>The model's default topP, 0 to 1.</summary>
    public float? TopP { get; init; }

    /// <summary>The model's default topK, 1 or more.</summary>
    public int? TopK { get; init; }

    /// <summary>How to tune.</summary>
    public Hyperparameters Hyperparameters { get; init; } = new();

    /// <summary>The examples.</summary>
    public required IReadOnlyList<TuningExample> Examples { get; init; }
}
