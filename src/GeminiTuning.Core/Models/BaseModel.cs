namespace GeminiTuning;

/// <summary>A base model of the service, as <c>models.list</c> returns it, or the Model Garden of Vertex AI.</summary>
public sealed record BaseModel
{
    /// <summary>The resource name: <c>models/ID</c>, or only the ID on Vertex AI.</summary>
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
    public IReadOnlyList<string> SupportedGenerationMethods { get; init => field = TextList<string>.Of(value); } = TextList<string>.Empty;

    /// <summary>The default temperature; null if the service doesn't say.</summary>
    public float? Temperature { get; init; }

    /// <summary>The default topP; null if the service doesn't say.</summary>
    public float? TopP { get; init; }

    /// <summary>The default topK; null if the service doesn't say.</summary>
    public int? TopK { get; init; }

    /// <summary>Whether the model can be tuned. On the Gemini Developer API, its methods include <c>createTunedModel</c>. Vertex AI
    /// doesn't report it: true for the models that Google's documentation names, and null for the others.</summary>
    public bool? CanTune { get; init; }

    /// <summary>The launch stage, such as <c>GA</c> or <c>PUBLIC_PREVIEW</c>. Only on Vertex AI.</summary>
    public string? LaunchStage { get; init; }

    /// <summary>The retirement date that Google has published, which may be extended; null if it isn't known. Only on Vertex AI.</summary>
    public DateOnly? RetirementDate { get; init; }

    /// <summary>The resource name.</summary>
    public override string ToString() => Name;
}
