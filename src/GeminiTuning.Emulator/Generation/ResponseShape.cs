using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Generation;

/// <summary>The form of an answer: JSON, or one value of an enum. As in the service, an answer always has the form of the schema. What the
/// model was taught is kept if it fits, and otherwise stands in each place that takes a text.</summary>
/// <param name="IsJson">Whether the answer is JSON; otherwise it's a value of the schema's enum.</param>
/// <param name="Schema">The schema; empty for any JSON.</param>
sealed record ResponseShape(bool IsJson, JsonObject Schema)
{
    public const string Json = "application/json";
    public const string Enum = "text/x.enum";

    static readonly JsonSerializerOptions s_format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The form that a request asks for; null for plain text.</summary>
    public static ResponseShape? Of(JsonObject config) => config.Text("responseMimeType") is Json or Enum
        ? new ResponseShape(config.Text("responseMimeType") == Json, config.Child(config.Has("responseSchema") ? "responseSchema" : "responseJsonSchema"))
        : null;

    /// <summary>An output in this form.</summary>
    public string Apply(string output) => IsJson ? Fit(output, Schema)?.ToJsonString(s_format) ?? "null" : Chosen(output, Schema);

    static JsonNode? Fit(string output, JsonObject schema)
    {
        var type = (schema["type"] as JsonValue)?.GetValueKind() == JsonValueKind.String ? ((string)schema["type"]!).ToUpperInvariant() : "";
        var taught = Parse(output);
        return type switch
        {
            "OBJECT" => taught as JsonObject ?? Object(output, schema),
            "ARRAY" => taught as JsonArray ?? new JsonArray(Fit(output, schema.Child("items"))),
            "INTEGER" => JsonValue.Create(long.TryParse(output, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : 0),
            "NUMBER" => taught is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? taught : JsonValue.Create(0),
            "BOOLEAN" => JsonValue.Create(bool.TryParse(output, out var truth) && truth),
            "STRING" => JsonValue.Create(Chosen(output, schema)),
            _ => taught ?? JsonValue.Create(output),
        };
    }

    static JsonObject Object(string output, JsonObject schema)
    {
        var made = new JsonObject();
        foreach (var (name, property) in schema.Child("properties"))
            made[name] = Fit(output, property as JsonObject ?? []);
        return made;
    }

    static string Chosen(string output, JsonObject schema)
    {
        var values = (schema["enum"] as JsonArray ?? []).Select(value => value?.ToString() ?? "").ToList();
        return values.Count == 0 || values.Contains(output) ? output : values[0];
    }

    static JsonNode? Parse(string text)
    {
        try
        {
            var node = JsonNode.Parse(text);
            // A name that comes twice shows itself only when it is written.
            _ = node?.ToJsonString(s_format);
            return node;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
