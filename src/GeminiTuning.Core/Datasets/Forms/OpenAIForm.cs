using System.Text.Json;

namespace GeminiTuning;

/// <summary>Examples as OpenAI reads them: an object with <c>messages</c>, or a preference pair with <c>non_preferred_output</c>. They are
/// read by way of Vertex AI's form.</summary>
static class OpenAIForm
{
    /// <summary>Whether an object is of this form.</summary>
    public static bool Fits(JsonElement item) => item.TryGetProperty("messages", out _) || item.TryGetProperty("non_preferred_output", out _);

    /// <summary>Reads an example.</summary>
    /// <exception cref="TuningDataException">It isn't of this form, or has what Vertex AI has no counterpart for.</exception>
    public static TuningExample Read(JsonElement item)
    {
        if (Pair(item) is { } pair)
            return pair;
        using var vertex = JsonDocument.Parse(JsonLine.Of(writer => WriteVertex(writer, item)));
        return VertexForm.Read(vertex.RootElement);
    }

    /// <summary>Writes an example.</summary>
    /// <exception cref="TuningDataException">It has what OpenAI has no counterpart for.</exception>
    public static void Write(Utf8JsonWriter writer, TuningExample example)
    {
        using var vertex = JsonDocument.Parse(example.Json ?? JsonLine.Of(json => VertexForm.Write(json, example)));
        OpenAIWriting.Write(writer, vertex.RootElement);
    }

    // The short way for what most files have: an instruction or none, a question, an answer.
    static TuningExample? Pair(JsonElement item)
    {
        if (JsonText.Property(item, "messages") is not { ValueKind: JsonValueKind.Array } messages || item.TryGetProperty("tools", out _)
            || item.TryGetProperty("functions", out _))
            return null;
        var count = messages.GetArrayLength();
        var system = count == 3 ? OnlyText(messages[0], "system") ?? OnlyText(messages[0], "developer") : null;
        return count is 2 or 3 && (count == 2 || system is not null)
            && OnlyText(messages[count - 2], "user") is { } input && OnlyText(messages[count - 1], "assistant", "model") is { } output
            ? new TuningExample { TextInput = input, Output = output, SystemInstruction = string.IsNullOrEmpty(system) ? null : system }
            : null;
    }

    static string? OnlyText(JsonElement message, string role, string? other = null)
    {
        if (message.ValueKind != JsonValueKind.Object || message.EnumerateObject().Count() != 2)
            return null;
        var (said, content) = (JsonText.Property(message, "role"), JsonText.Property(message, "content"));
        return said.ValueKind == JsonValueKind.String && (said.ValueEquals(role) || (other is not null && said.ValueEquals(other)))
            && content.ValueKind == JsonValueKind.String
            ? JsonText.Of(content)
            : null;
    }

    static void WriteVertex(Utf8JsonWriter writer, JsonElement item)
    {
        var isPreference = !item.TryGetProperty("messages", out _);
        var request = isPreference ? JsonText.Required(item, "input", JsonValueKind.Object) : item;
        var reading = new OpenAIReading(writer);
        writer.WriteStartObject();
        reading.Contents([.. JsonText.Required(request, "messages", JsonValueKind.Array).EnumerateArray()]);
        if (isPreference)
        {
            writer.WriteStartArray("completions");
            reading.Completion(1, JsonText.Required(item, "preferred_output", JsonValueKind.Array));
            reading.Completion(0, JsonText.Required(item, "non_preferred_output", JsonValueKind.Array));
            writer.WriteEndArray();
        }
        reading.Tools(request);
        writer.WriteEndObject();
    }
}
