namespace GeminiTuning;

/// <summary>What is to be changed of a tuned model. What is null stays as it is.</summary>
public sealed record TunedModelChanges
{
    /// <summary>The name for people, at most 40 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What the model is for; empty for none.</summary>
    public string? Description { get; init; }

    /// <summary>The model's default temperature, 0 to 1. Not on Vertex AI, as topP and topK.</summary>
    public float? Temperature { get; init; }

    /// <summary>The model's default topP, 0 to 1.</summary>
    public float? TopP { get; init; }

    /// <summary>The model's default topK, 1 or more.</summary>
    public int? TopK { get; init; }

    /// <summary>Labels to set; the others remain. On Vertex AI alone.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The checkpoint that responds to prompts that name no checkpoint, by its ID. On Vertex AI alone.</summary>
    public string? DefaultCheckpoint { get; init; }
}
