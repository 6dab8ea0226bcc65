namespace GeminiTuning;

/// <summary>One pair of a training set: what is asked, and what the tuned model should answer.</summary>
public sealed record TuningExample
{
    /// <summary>What is asked: 1 to 40,000 characters.</summary>
    public string TextInput { get; init; } = "";

    /// <summary>The answer to learn: 1 to 5,000 characters.</summary>
    public string Output { get; init; } = "";

    /// <summary>What the model is told beforehand, in each prompt alike; null for nothing. On Vertex AI alone.</summary>
    public string? SystemInstruction { get; init; }
}
