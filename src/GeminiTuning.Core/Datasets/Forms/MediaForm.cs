namespace GeminiTuning;

/// <summary>Images: OpenAI has an address, Vertex AI a type beside it, or the image itself.</summary>
static class MediaForm
{
    // The types of images that Gemini takes.
    static readonly Dictionary<string, string> s_types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".webp"] = "image/webp",
        [".heic"] = "image/heic",
        [".heif"] = "image/heif",
        [".gif"] = "image/gif",
    };

    /// <summary>The type and the data of an address that holds the image itself; null for any other.</summary>
    public static (string Type, string Data)? Inline(string url)
    {
        const string Start = "data:";
        const string Coding = ";base64,";
        var at = url.StartsWith(Start, StringComparison.OrdinalIgnoreCase) ? url.IndexOf(Coding, StringComparison.OrdinalIgnoreCase) : -1;
        return at < 0 ? null : (url[Start.Length..at], url[(at + Coding.Length)..]);
    }

    /// <summary>The address that holds an image itself.</summary>
    public static string Address(string type, string data) => $"data:{type};base64,{data}";

    /// <summary>The type of an image by the ending of its address; null if that doesn't say.</summary>
    public static string? TypeOf(string url)
    {
        var path = url[..(url.IndexOfAny(['?', '#']) is var at and >= 0 ? at : url.Length)];
        return s_types.GetValueOrDefault(Path.GetExtension(path));
    }
}
