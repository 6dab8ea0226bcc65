namespace GeminiTuning;

/// <summary>An example: an input and the output that the tuned model should return for it.</summary>
public sealed record TuningExample
{
    /// <summary>The input: 1 to 40,000 characters.</summary>
    public string TextInput { get; init; } = "";

    /// <summary>The output: 1 to 5,000 characters.</summary>
    public string Output { get; init; } = "";

    /// <summary>The system instruction; null for none. Only on Vertex AI.</summary>
    public string? SystemInstruction { get; init; }
}
