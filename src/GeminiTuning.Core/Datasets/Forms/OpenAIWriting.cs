using System.Globalization;
using System.Text.Json;

namespace GeminiTuning;

/// <summary>Writes Vertex AI's contents as OpenAI's messages.</summary>
sealed class OpenAIWriting
{
    readonly Utf8JsonWriter _writer;
    // The calls that have had no response yet: OpenAI needs an ID for each.
    readonly Queue<(string Name, string Id)> _open = [];
    int _calls;

    OpenAIWriting(Utf8JsonWriter writer) => _writer = writer;

    /// <summary>Writes an example.</summary>
    /// <exception cref="TuningDataException">It has what OpenAI has no counterpart for.</exception>
    public static void Write(Utf8JsonWriter writer, JsonElement example)
    {
        Known(example, "contents", "systemInstruction", "system_instruction", "tools", "completions");
        var writing = new OpenAIWriting(writer);
        writer.WriteStartObject();
        if (JsonText.Property(example, "completions") is { ValueKind: JsonValueKind.Array } completions)
        {
            writer.WriteStartObject("input");
            writing.Request(example);
            writer.WriteEndObject();
            writing.Outputs(completions);
        }
        else
        {
            writing.Request(example);
        }
        writer.WriteEndObject();
    }

    void Request(JsonElement example)
    {
        _writer.WriteStartArray("messages");
        if (JsonText.Property(example, "systemInstruction", "system_instruction") is { ValueKind: JsonValueKind.Object } system)
        {
            Known(system, "role", "parts");
            Message("system", system);
        }
        foreach (var turn in JsonText.Required(example, "contents", JsonValueKind.Array).EnumerateArray())
            Turn(turn);
        _writer.WriteEndArray();
        if (JsonText.Property(example, "tools") is { ValueKind: JsonValueKind.Array } tools)
            Tools(tools);
    }

    void Outputs(JsonElement completions)
    {
        if (completions.GetArrayLength() != 2)
            throw CannotHold("completions");
        foreach (var one in completions.EnumerateArray())
        {
            Known(one, "score", "completion");
            _writer.WriteStartArray(JsonText.Required(one, "score", JsonValueKind.Number).GetDouble() switch
            {
                1 => "preferred_output",
                0 => "non_preferred_output",
                _ => throw CannotHold("score"),
            });
            Turn(JsonText.Required(one, "completion", JsonValueKind.Object));
            _writer.WriteEndArray();
        }
    }

    void Turn(JsonElement turn)
    {
        Known(turn, "role", "parts", "weight");
        var parts = JsonText.Required(turn, "parts", JsonValueKind.Array);
        if (parts.GetArrayLength() > 0 && parts.EnumerateArray().All(part => Is(part, "functionResponse", "function_response")))
            foreach (var part in parts.EnumerateArray())
                Response(JsonText.Property(part, "functionResponse", "function_response"));
        else
            Message(JsonText.Required(turn, "role", JsonValueKind.String).ValueEquals(ChatTurn.Model) ? "assistant" : "user", turn);
    }

    void Message(string role, JsonElement turn)
    {
        var parts = JsonText.Required(turn, "parts", JsonValueKind.Array).EnumerateArray().ToList();
        var calls = parts.Where(part => Is(part, "functionCall", "function_call")).ToList();
        var others = parts[..(parts.Count - calls.Count)];
        // OpenAI has the calls of a message after its texts.
        if (calls.Count > 0 && parts.FindIndex(part => Is(part, "functionCall", "function_call")) < others.Count)
            throw CannotHold("functionCall");
        _writer.WriteStartObject();
        _writer.WriteString("role", role);
        Content(others);
        if (calls.Count > 0)
            Calls(calls);
        if (JsonText.Property(turn, "weight") is { ValueKind: JsonValueKind.Number } weight)
        {
            _writer.WritePropertyName("weight");
            weight.WriteTo(_writer);
        }
        _writer.WriteEndObject();
    }

    void Content(List<JsonElement> parts)
    {
        switch (parts)
        {
            case []:
                _writer.WriteNull("content");
                break;
            case [var only] when Is(only, "text"):
                _writer.WriteString("content", TextOf(only));
                break;
            default:
                _writer.WriteStartArray("content");
                foreach (var part in parts)
                    Part(part);
                _writer.WriteEndArray();
                break;
        }
    }

    void Part(JsonElement part)
    {
        _writer.WriteStartObject();
        if (Is(part, "text"))
        {
            _writer.WriteString("type", "text");
            _writer.WriteString("text", TextOf(part));
        }
        else
        {
            _writer.WriteString("type", "image_url");
            _writer.WriteStartObject("image_url");
            _writer.WriteString("url", ImageOf(part));
            _writer.WriteEndObject();
        }
        _writer.WriteEndObject();
    }

    static string TextOf(JsonElement part) => JsonText.Of(JsonText.Required(part, "text", JsonValueKind.String));

    static string ImageOf(JsonElement part)
    {
        var data = JsonText.Property(part, "inlineData", "inline_data");
        var isInline = data.ValueKind == JsonValueKind.Object;
        if (!isInline)
            data = JsonText.Property(part, "fileData", "file_data");
        if (data.ValueKind == JsonValueKind.Object && part.EnumerateObject().Count() == 1 && data.EnumerateObject().Count() == 2)
        {
            var type = JsonText.Of(JsonText.Required(data, "mimeType", JsonValueKind.String, "mime_type"));
            if (isInline && type.StartsWith("image/", StringComparison.Ordinal))
                return MediaForm.Address(type, JsonText.Of(JsonText.Required(data, "data", JsonValueKind.String)));
            var address = JsonText.Of(JsonText.Required(data, isInline ? "data" : "fileUri", JsonValueKind.String, isInline ? null : "file_uri"));
            if (!isInline && MediaForm.TypeOf(address) == type)
                return address;
        }
        throw CannotHold(PrintableText.Of(string.Join(", ", part.EnumerateObject().Select(one => one.Name)), 40));
    }

    void Calls(List<JsonElement> parts)
    {
        _writer.WriteStartArray("tool_calls");
        foreach (var part in parts)
        {
            var call = JsonText.Property(part, "functionCall", "function_call");
            Known(call, "name", "args");
            var name = JsonText.Of(JsonText.Required(call, "name", JsonValueKind.String));
            var id = string.Create(CultureInfo.InvariantCulture, $"call_{++_calls}");
            _open.Enqueue((name, id));
            _writer.WriteStartObject();
            _writer.WriteString("id", id);
            _writer.WriteString("type", "function");
            _writer.WriteStartObject("function");
            _writer.WriteString("name", name);
            _writer.WriteString("arguments", call.TryGetProperty("args", out var arguments) ? arguments.GetRawText() : "{}");
            _writer.WriteEndObject();
            _writer.WriteEndObject();
        }
        _writer.WriteEndArray();
    }

    void Response(JsonElement response)
    {
        Known(response, "name", "response");
        var name = JsonText.Of(JsonText.Required(response, "name", JsonValueKind.String));
        if (!_open.TryDequeue(out var call) || call.Name != name)
            throw new TuningDataException(Messages.ResponseToNoCall);
        _writer.WriteStartObject();
        _writer.WriteString("role", "tool");
        _writer.WriteString("tool_call_id", call.Id);
        _writer.WriteString("content", ResponseForm.ToText(JsonText.Required(response, "response", JsonValueKind.Object)));
        _writer.WriteEndObject();
    }

    void Tools(JsonElement tools)
    {
        _writer.WriteStartArray("tools");
        foreach (var tool in tools.EnumerateArray())
        {
            Known(tool, "functionDeclarations", "function_declarations");
            foreach (var function in JsonText.Required(tool, "functionDeclarations", JsonValueKind.Array, "function_declarations").EnumerateArray())
                Declaration(function);
        }
        _writer.WriteEndArray();
    }

    void Declaration(JsonElement function)
    {
        Known(function, "name", "description", "parameters");
        _writer.WriteStartObject();
        _writer.WriteString("type", "function");
        _writer.WriteStartObject("function");
        foreach (var property in function.EnumerateObject())
            if (property.Name == "parameters")
            {
                _writer.WritePropertyName(property.Name);
                SchemaForm.Write(_writer, property.Value, type => type.ToLowerInvariant());
            }
            else
            {
                property.WriteTo(_writer);
            }
        _writer.WriteEndObject();
        _writer.WriteEndObject();
    }

    static bool Is(JsonElement part, string name, string? other = null) =>
        part.ValueKind == JsonValueKind.Object && part.EnumerateObject().Count() == 1
            && JsonText.Property(part, name, other).ValueKind != JsonValueKind.Undefined;

    // What isn't known would be lost.
    static void Known(JsonElement item, params ReadOnlySpan<string> names)
    {
        if (item.ValueKind != JsonValueKind.Object)
            throw CannotHold(JsonText.Kind(item.ValueKind));
        foreach (var property in item.EnumerateObject())
            if (!names.Contains(property.Name))
                throw CannotHold(PrintableText.Of(property.Name, 40));
    }

    static TuningDataException CannotHold(string what) => new(Messages.NoCounterpartIn(name: what, format: "OpenAI"));
}
