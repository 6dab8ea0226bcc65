namespace GeminiTuning;

/// <summary>A service that tunes.</summary>
public enum TuningServiceKind
{
    /// <summary>The Gemini Developer API: <c>generativelanguage.googleapis.com</c>.</summary>
    GeminiApi,

    /// <summary>Vertex AI: <c>{location}-aiplatform.googleapis.com</c>.</summary>
    VertexAI,
}

/// <summary>What services are called.</summary>
public static class ServiceNames
{
    /// <summary>A service's name, for people.</summary>
    public static string Of(TuningServiceKind kind) => kind == TuningServiceKind.VertexAI ? "Vertex AI" : "Gemini Developer API";

    /// <summary>The same within a sentence, with its article.</summary>
    public static string InText(TuningServiceKind kind) => kind == TuningServiceKind.VertexAI ? Of(kind) : $"the {Of(kind)}";
}
