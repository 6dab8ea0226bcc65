namespace GeminiTuning;

/// <summary>A base model of the service, as <c>models.list</c> returns it.</summary>
public sealed record BaseModel
{
    /// <summary>The resource name: <c>models/ID</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The display name.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What the model is for.</summary>
    public string? Description { get; init; }

    /// <summary>The version of the model.</summary>
    public string? Version { get; init; }

    /// <summary>The maximum number of input tokens; null if the service doesn't say.</summary>
    public int? InputTokenLimit { get; init; }

    /// <summary>The maximum number of output tokens; null if the service doesn't say.</summary>
    public int? OutputTokenLimit { get; init; }

    /// <summary>The supported methods, such as <c>generateContent</c> and <c>createTunedModel</c>.</summary>
    public IReadOnlyList<string> SupportedGenerationMethods { get; init; } = [];

    /// <summary>The default temperature; null if the service doesn't say.</summary>
    public float? Temperature { get; init; }

    /// <summary>The default topP; null if the service doesn't say.</summary>
    public float? TopP { get; init; }

    /// <summary>The default topK; null if the service doesn't say.</summary>
    public int? TopK { get; init; }

    /// <summary>Whether the model can be tuned, which means that its methods include <c>createTunedModel</c>.</summary>
    public bool CanTune => SupportedGenerationMethods.Contains("createTunedModel");

    /// <summary>The resource name.</summary>
    public override string ToString() => Name;
}
