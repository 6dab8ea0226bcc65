namespace GeminiTuning;

/// <summary>A model that the service offers, as <c>models.list</c> describes it.</summary>
public sealed record BaseModel
{
    /// <summary>The resource name: <c>models/ID</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name for people.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What the model is for.</summary>
    public string? Description { get; init; }

    /// <summary>The model's version.</summary>
    public string? Version { get; init; }

    /// <summary>The most tokens that it takes in; null where the service does not say.</summary>
    public int? InputTokenLimit { get; init; }

    /// <summary>The most tokens that it gives out; null where the service does not say.</summary>
    public int? OutputTokenLimit { get; init; }

    /// <summary>The methods that it serves, such as <c>generateContent</c> and <c>createTunedModel</c>.</summary>
    public IReadOnlyList<string> SupportedGenerationMethods { get; init; } = [];

    /// <summary>The default temperature; null where the service does not say.</summary>
    public float? Temperature { get; init; }

    /// <summary>The default topP; null where the service does not say.</summary>
    public float? TopP { get; init; }

    /// <summary>The default topK; null where the service does not say.</summary>
    public int? TopK { get; init; }

    /// <summary>Whether the service tunes this model: it lists <c>createTunedModel</c>.</summary>
    public bool CanTune => SupportedGenerationMethods.Contains("createTunedModel");

    /// <summary>The resource name.</summary>
    public override string ToString() => Name;
}
