using System.Text.Json;

namespace GeminiTuning;

/// <summary>A function's response: an object on Vertex AI, a text on OpenAI. A text that is an object's JSON is that object; any
/// other is the object's <c>output</c>, as Google's documentation has it.</summary>
static class ResponseForm
{
    const string Output = "output";

    /// <summary>The JSON of a text that is an object by itself; null for any other text.</summary>
    public static string? AsObject(string text) => IsObject(text) && !text.AsSpan().ContainsAny('\r', '\n') && !IsWrapped(text) ? text : null;

    /// <summary>Whether a text is a JSON object.</summary>
    public static bool IsObject(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return parsed.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Writes a text as an object.</summary>
    public static void Wrap(Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString(Output, text);
        writer.WriteEndObject();
    }

    /// <summary>The text of an object.</summary>
    public static string ToText(JsonElement response) => Wrapped(response) ?? response.GetRawText();

    static bool IsWrapped(string text)
    {
        using var parsed = JsonDocument.Parse(text);
        return Wrapped(parsed.RootElement) is not null;
    }

    static string? Wrapped(JsonElement response) =>
        response.ValueKind == JsonValueKind.Object && response.EnumerateObject().Count() == 1
            && JsonText.Property(response, Output) is { ValueKind: JsonValueKind.String } text
            ? JsonText.Of(text)
            : null;
}
