using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace GeminiTuning.Emulator.Json;

/// <summary>
/// Reads proto3 JSON as the service does: snake_case or camelCase, enums by name or number, numbers as strings, a trailing
/// comma, null for what is not set. What comes out has camelCase names, enum names and plain numbers, and no unknown field.
/// </summary>
sealed class ProtoReader
{
    /// <summary>The most violations that are reported.</summary>
    public const int MostViolations = 50;

    const int LongestShown = 100;

    static readonly JsonDocumentOptions s_lenient = new() { AllowTrailingCommas = true, MaxDepth = 100 };

    readonly List<JsonViolation> _violations = [];
    readonly string _version;
    readonly bool _keepsNulls;

    ProtoReader(string version, bool keepsNulls) => (_version, _keepsNulls) = (version, keepsNulls);

    /// <summary>Reads a body; an empty one is an empty message.</summary>
    /// <param name="body">The body, in UTF-8.</param>
    /// <param name="message">Its message.</param>
    /// <param name="path">What the service calls the body, such as <c>tuned_model</c>; empty for the request itself.</param>
    /// <param name="version">The version of the service that was called, which errors name.</param>
    /// <param name="keepsNulls">Whether a field that is null stays, for a change that clears it.</param>
    /// <exception cref="InvalidJsonException">It is no JSON, or does not fit the message.</exception>
    public static JsonObject Read(ReadOnlyMemory<byte> body, ProtoMessage message, string path, string version, bool keepsNulls = false)
    {
        if (!Utf8.IsValid(body.Span))
            throw new InvalidJsonException("The body is not valid UTF-8.");
        if (body.Span.StartsWith("\uFEFF"u8))
            body = body[3..];
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
            return [];

        var reader = new ProtoReader(version, keepsNulls);
        var read = reader.ReadDocument(body, message, path);
        return reader._violations.Count == 0 ? read : throw new InvalidJsonException(reader._violations);
    }

    JsonObject ReadDocument(ReadOnlyMemory<byte> body, ProtoMessage message, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(body, s_lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? ReadMessage(document.RootElement, message, path)
                : throw new InvalidJsonException("Unknown name \"\": Root element must be a message.");
        }
        catch (JsonException e)
        {
            throw new InvalidJsonException(e.Message);
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair shows itself only when it is read.
            throw new InvalidJsonException("A string is not valid Unicode.");
        }
    }

    JsonObject ReadMessage(JsonElement element, ProtoMessage message, string path)
    {
        var read = new JsonObject();
        Dictionary<string, string>? oneofs = null;
        foreach (var property in element.EnumerateObject())
        {
            if (message.Find(property.Name) is not { } field)
            {
                if (message.IgnoresUnknown)
                    continue;
                var at = path.Length == 0 ? "" : $" at '{path}'";
                Report(path, $"Invalid JSON payload received. Unknown name \"{property.Name}\"{at}: Cannot find field.");
            }
            else if (property.Value.ValueKind == JsonValueKind.Null)
            {
                if (_keepsNulls)
                    read[field.JsonName] = null;
            }
            else
            {
                if (field.Oneof is not null && !(oneofs ??= []).TryAdd(field.Oneof, field.Name) && oneofs[field.Oneof] != field.Name)
                    Report(path, $"Invalid value at '{path}' (oneof), oneof field '{field.Oneof}' is already set. Cannot set '{field.JsonName}'");
                else
                    read[field.JsonName] = ReadField(property.Value, field, path.Length == 0 ? field.Name : $"{path}.{field.Name}");
            }
        }

        return read;
    }

    JsonNode? ReadField(JsonElement value, ProtoField field, string path)
    {
        if (!field.Repeated)
            return ReadValue(value, field, path);

        // Protobuf's own parser takes a single value for a list of one.
        return value.ValueKind == JsonValueKind.Array
            ? new JsonArray([.. value.EnumerateArray().Select((item, i) => ReadValue(item, field, $"{path}[{i}]"))])
            : new JsonArray(ReadValue(value, field, path));
    }

    JsonNode? ReadValue(JsonElement value, ProtoField field, string path)
    {
        if (field.Kind == ProtoKind.Any)
            return JsonValue.Create(true);
        if (field.Kind == ProtoKind.Raw)
            return JsonNode.Parse(value.GetRawText());
        if (field.Kind == ProtoKind.Map && value.ValueKind == JsonValueKind.Object)
            return ReadMap(value, path);
        if (field.Kind == ProtoKind.Message && value.ValueKind == JsonValueKind.Object)
            return ReadMessage(value, field.Message!, path);

        var read = ScalarReader.Read(value, field);
        if (read is null)
            Report(path, $"Invalid value at '{path}' ({ScalarReader.TypeOf(field, _version)}), {Shown(value)}");
        return read;
    }

    JsonObject ReadMap(JsonElement map, string path)
    {
        var read = new JsonObject();
        foreach (var property in map.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String)
                read[property.Name] = property.Value.GetString();
            else if (_keepsNulls && property.Value.ValueKind == JsonValueKind.Null)
                read[property.Name] = null;
            else
                Report($"{path}[{property.Name}]", $"Invalid value at '{path}[{property.Name}]' (TYPE_STRING), {Shown(property.Value)}");
        }

        return read;
    }

    void Report(string path, string description)
    {
        if (_violations.Count < MostViolations)
            _violations.Add(new JsonViolation(path, description));
    }

    static string Shown(JsonElement value)
    {
        var text = value.GetRawText();
        if (text.Length <= LongestShown)
            return text;
        // Half a surrogate pair is no text.
        return text[..(char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown)] + "…";
    }
}
