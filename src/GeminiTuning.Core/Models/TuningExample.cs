namespace GeminiTuning;

/// <summary>An example: an input and the output that the tuned model should return for it.</summary>
public sealed record TuningExample
{
    /// <summary>The input: 1 to 40,000 characters on the Gemini Developer API. In a chat, all turns before the last answer, one per
    /// line.</summary>
    public string TextInput { get; init; } = "";

    /// <summary>The output to learn: 1 to 5,000 characters on the Gemini Developer API. In a chat, the last answer.</summary>
    public string Output { get; init; } = "";

    /// <summary>The system instruction; null for none. Supported on Vertex AI only.</summary>
    public string? SystemInstruction { get; init; }

    /// <summary>The output to avoid, in a preference pair; null in all other examples. Supported on Vertex AI only.</summary>
    public string? RejectedOutput { get; init; }

    /// <summary>The whole example as a line of JSON in Vertex AI's form, if it is more than texts: a chat of several turns, function
    /// calls, or media. Null for a text pair. Supported on Vertex AI only.</summary>
    public string? Json { get; init; }

    /// <summary>The full path of the file that the example was read from; null if it wasn't read from a file.</summary>
    public string? File { get; init; }

    /// <summary>The line in the file where the example begins, counted from 1; null if it wasn't read from a file.</summary>
    public int? Line { get; init; }

    /// <summary>The tuning method that the example is for.</summary>
    internal TuningMethod Method => RejectedOutput is null ? TuningMethod.Supervised : TuningMethod.Preference;
}
