using System.Text.Json;

namespace GeminiTuning;

/// <summary>Writes OpenAI's messages as Vertex AI's contents.</summary>
/// <param name="writer">Where to.</param>
sealed class OpenAIReading(Utf8JsonWriter writer)
{
    // A function's response has the function's name on Vertex AI, and the ID of its call on OpenAI.
    readonly Dictionary<string, string> _names = [];

    /// <summary>Writes the system instruction and the turns.</summary>
    public void Contents(List<JsonElement> messages)
    {
        var first = messages.FindIndex(message => !IsSystem(message));
        if (first != 0 && messages.Count > 0)
            System(first < 0 ? messages : messages[..first]);
        writer.WriteStartArray("contents");
        for (var i = Math.Max(0, first); first >= 0 && i < messages.Count; i++)
            if (Role(messages[i]) is "tool" or "function")
                i = Responses(messages, i);
            else
                Turn(messages[i]);
        writer.WriteEndArray();
    }

    /// <summary>Writes one of a pair's outputs.</summary>
    public void Completion(int score, JsonElement messages)
    {
        if (messages.GetArrayLength() != 1)
            throw new TuningDataException(Messages.OneOutputExpected(messages.GetArrayLength()));
        writer.WriteStartObject();
        writer.WriteNumber("score", score);
        writer.WritePropertyName("completion");
        Turn(messages[0]);
        writer.WriteEndObject();
    }

    /// <summary>Writes the functions that can be called.</summary>
    public void Tools(JsonElement request)
    {
        var functions = Declarations(request).ToList();
        if (functions.Count == 0)
            return;
        writer.WriteStartArray("tools");
        writer.WriteStartObject();
        writer.WriteStartArray("functionDeclarations");
        foreach (var function in functions)
            Declaration(function);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    static IEnumerable<JsonElement> Declarations(JsonElement request)
    {
        if (JsonText.Property(request, "tools") is { ValueKind: JsonValueKind.Array } tools)
            foreach (var tool in tools.EnumerateArray())
                yield return JsonText.Required(tool, "function", JsonValueKind.Object);
        if (JsonText.Property(request, "functions") is { ValueKind: JsonValueKind.Array } functions)
            foreach (var function in functions.EnumerateArray())
                yield return function;
    }

    void Declaration(JsonElement function)
    {
        writer.WriteStartObject();
        foreach (var property in function.EnumerateObject())
            switch (property.Name)
            {
                case "parameters":
                    writer.WritePropertyName(property.Name);
                    SchemaForm.Write(writer, property.Value, type => type.ToUpperInvariant());
                    break;
                // How OpenAI decodes; it is no part of the declaration.
                case "strict":
                    break;
                default:
                    property.WriteTo(writer);
                    break;
            }
        writer.WriteEndObject();
    }

    static bool IsSystem(JsonElement message) => Role(message) is "system" or "developer";

    static string Role(JsonElement message) => message.ValueKind == JsonValueKind.Object
        ? JsonText.Of(JsonText.Required(message, "role", JsonValueKind.String))
        : throw new TuningDataException(
            Messages.FieldOfOtherKind(name: "messages", found: JsonText.Kind(message.ValueKind), expected: Messages.JsonKindObject));

    void System(List<JsonElement> messages)
    {
        writer.WriteStartObject("systemInstruction");
        writer.WriteStartArray("parts");
        foreach (var message in messages)
            Content(message);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    void Turn(JsonElement message)
    {
        var role = Role(message) switch
        {
            "user" => ChatTurn.User,
            "assistant" or "model" => ChatTurn.Model,
            "system" or "developer" => throw new TuningDataException(Messages.SystemNotFirst),
            var other => throw new TuningDataException(Messages.MessageRoleUnknown(PrintableText.Of(other, 40))),
        };
        foreach (var name in (string[])["refusal", "audio"])
            if (JsonText.Property(message, name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
                throw new TuningDataException(Messages.NoCounterpart(name));
        writer.WriteStartObject();
        writer.WriteString("role", role);
        writer.WriteStartArray("parts");
        Content(message);
        Calls(message);
        writer.WriteEndArray();
        if (JsonText.Property(message, "weight") is { ValueKind: JsonValueKind.Number } weight)
        {
            writer.WritePropertyName("weight");
            weight.WriteTo(writer);
        }
        writer.WriteEndObject();
    }

    void Content(JsonElement message)
    {
        var content = JsonText.Property(message, "content");
        switch (content.ValueKind)
        {
            case JsonValueKind.String:
                Text(content);
                break;
            case JsonValueKind.Array:
                foreach (var part in content.EnumerateArray())
                    Part(part);
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            default:
                throw new TuningDataException(Messages.FieldNotText(column: "content", kind: JsonText.Kind(content.ValueKind)));
        }
    }

    void Part(JsonElement part)
    {
        var type = part.ValueKind == JsonValueKind.Object ? JsonText.Of(JsonText.Required(part, "type", JsonValueKind.String)) : "";
        if (type == "text")
            Text(JsonText.Required(part, "text", JsonValueKind.String));
        else if (type == "image_url")
            Image(JsonText.Of(JsonText.Required(JsonText.Required(part, "image_url", JsonValueKind.Object), "url", JsonValueKind.String)));
        else
            throw new TuningDataException(Messages.NoCounterpart(PrintableText.Of(type, 40)));
    }

    void Text(JsonElement text)
    {
        writer.WriteStartObject();
        writer.WriteString("text", JsonText.Of(text));
        writer.WriteEndObject();
    }

    void Image(string url)
    {
        writer.WriteStartObject();
        if (MediaForm.Inline(url) is var (type, data))
        {
            writer.WriteStartObject("inlineData");
            writer.WriteString("mimeType", type);
            writer.WriteString("data", data);
        }
        else
        {
            writer.WriteStartObject("fileData");
            writer.WriteString("mimeType", MediaForm.TypeOf(url) ?? throw new TuningDataException(Messages.ImageTypeUnknown(PrintableText.Of(url))));
            writer.WriteString("fileUri", url);
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    void Calls(JsonElement message)
    {
        if (JsonText.Property(message, "tool_calls") is { ValueKind: JsonValueKind.Array } calls)
            foreach (var call in calls.EnumerateArray())
            {
                var function = JsonText.Required(call, "function", JsonValueKind.Object);
                if (JsonText.Property(call, "id") is { ValueKind: JsonValueKind.String } id)
                    _names[JsonText.Of(id)] = JsonText.Of(JsonText.Required(function, "name", JsonValueKind.String));
                Call(function);
            }
        if (JsonText.Property(message, "function_call") is { ValueKind: JsonValueKind.Object } only)
            Call(only);
    }

    void Call(JsonElement function)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("functionCall");
        writer.WriteString("name", JsonText.Of(JsonText.Required(function, "name", JsonValueKind.String)));
        var arguments = JsonText.Of(JsonText.Required(function, "arguments", JsonValueKind.String));
        writer.WritePropertyName("args");
        writer.WriteRawValue(ObjectOf(arguments) ?? throw new TuningDataException(Messages.ArgumentsNotObject(PrintableText.Of(arguments))));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // What follows a call: one turn with the responses of all functions that were called. The last message of it.
    int Responses(List<JsonElement> messages, int first)
    {
        writer.WriteStartObject();
        writer.WriteString("role", ChatTurn.User);
        writer.WriteStartArray("parts");
        var i = first;
        for (; i < messages.Count && Role(messages[i]) is "tool" or "function"; i++)
            Response(messages[i]);
        writer.WriteEndArray();
        writer.WriteEndObject();
        return i - 1;
    }

    void Response(JsonElement message)
    {
        var text = JsonText.Of(JsonText.Required(message, "content", JsonValueKind.String));
        writer.WriteStartObject();
        writer.WriteStartObject("functionResponse");
        writer.WriteString("name", NameOf(message));
        writer.WritePropertyName("response");
        if (ResponseForm.AsObject(text) is { } response)
            writer.WriteRawValue(response);
        else
            ResponseForm.Wrap(writer, text);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    string NameOf(JsonElement message) =>
        JsonText.Property(message, "tool_call_id") is { ValueKind: JsonValueKind.String } id && _names.TryGetValue(JsonText.Of(id), out var called) ? called
        : JsonText.Property(message, "name") is { ValueKind: JsonValueKind.String } name ? JsonText.Of(name)
        : throw new TuningDataException(Messages.ResponseToNoCall);

    static string? ObjectOf(string text) => text.Trim().Length == 0 ? "{}" : ResponseForm.IsObject(text) ? text.ReplaceLineEndings(" ") : null;
}
