namespace GeminiTuning;

/// <summary>What a service is called.</summary>
/// <param name="Kind">One word for scripts, such as <c>VertexAI</c>.</param>
/// <param name="Name">The product's name, such as <c>Vertex AI</c>.</param>
/// <param name="HowToConnect">The command that connects to it, for errors that point to this service.</param>
public sealed record ServiceName(string Kind, string Name, string HowToConnect)
{
    /// <summary>Whether the name takes an article within a sentence: the Gemini Developer API.</summary>
    public bool TakesArticle { get; init; }

    /// <summary>The name within a sentence.</summary>
    public string InText => TakesArticle ? $"the {Name}" : Name;

    /// <summary>The product's name.</summary>
    public override string ToString() => Name;
}
