using System.Text.Json;

namespace GeminiTuning;

/// <summary>The schema of a function's parameters: Vertex AI has its types in capitals, JSON Schema, which OpenAI has, in small
/// letters.</summary>
static class SchemaForm
{
    static readonly HashSet<string> s_types = new(["string", "number", "integer", "boolean", "array", "object", "null"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes a schema with its types as they should be.</summary>
    public static void Write(Utf8JsonWriter writer, JsonElement schema, Func<string, string> typeOf)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            schema.WriteTo(writer);
            return;
        }
        writer.WriteStartObject();
        foreach (var property in schema.EnumerateObject())
        {
            writer.WritePropertyName(property.Name);
            WriteKeyword(writer, property, typeOf);
        }
        writer.WriteEndObject();
    }

    static void WriteKeyword(Utf8JsonWriter writer, JsonProperty keyword, Func<string, string> typeOf)
    {
        switch (keyword.Name)
        {
            case "type" when keyword.Value.ValueKind == JsonValueKind.String && s_types.Contains(keyword.Value.GetString()!):
                writer.WriteStringValue(typeOf(keyword.Value.GetString()!));
                break;
            case "properties" or "$defs" or "definitions" when keyword.Value.ValueKind == JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var (name, schema) in keyword.Value.EnumerateObject().Select(one => (one.Name, one.Value)))
                {
                    writer.WritePropertyName(name);
                    Write(writer, schema, typeOf);
                }
                writer.WriteEndObject();
                break;
            case "items" or "additionalProperties" or "not":
                Write(writer, keyword.Value, typeOf);
                break;
            case "anyOf" or "oneOf" or "allOf" or "prefixItems" when keyword.Value.ValueKind == JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var schema in keyword.Value.EnumerateArray())
                    Write(writer, schema, typeOf);
                writer.WriteEndArray();
                break;
            default:
                keyword.Value.WriteTo(writer);
                break;
        }
    }
}
