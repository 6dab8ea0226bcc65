namespace GeminiTuning;

/// <summary>The error for a text that isn't a name. A name of the other service is said to be that, because its form is valid and only
/// the connection is wrong.</summary>
static class NameRefusal
{
    /// <summary>What names of Vertex AI start with, and the service.</summary>
    public static readonly (string Start, string Service) OfVertex = ("projects/", Messages.VertexServiceName);

    /// <summary>What names of the Gemini Developer API start with, and the service.</summary>
    public static readonly (string Start, string Service) OfGeminiApi = ("tunedModels/", Messages.GeminiApiServiceName);

    /// <summary>Returns the error.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it should name.</param>
    /// <param name="allowed">The allowed forms.</param>
    /// <param name="other">The service whose names these aren't.</param>
    public static TuningArgumentException Of(string text, string what, string allowed, (string Start, string Service) other)
    {
        var shown = PrintableText.Of(text);
        return new(text.StartsWith(other.Start, StringComparison.Ordinal)
            ? Messages.NameOfOtherService(text: shown, service: other.Service, what: what, allowed: allowed)
            : Messages.NameRefused(text: shown, what: what, allowed: allowed));
    }
}
