using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Json;

namespace GeminiTuning.Binding;

/// <summary>Reads -ResponseSchema: a JSON object as a string, or as a hashtable or an object, such as ConvertFrom-Json returns.</summary>
static class JsonSchema
{
    // A hashtable can contain itself. A request, which contains the schema, can have 64 levels.
    const int Deepest = 32;

    /// <exception cref="TuningArgumentException">The value isn't a JSON object.</exception>
    public static JsonElement Read(PSObject value)
    {
        JsonElement schema;
        try
        {
            schema = Parse(value.BaseObject is string text ? Encoding.UTF8.GetBytes(text) : Convert(value));
        }
        // Half of a surrogate pair, which isn't text, shows itself only when it is written.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new TuningArgumentException(Messages.SchemaNotJson(fault.Message));
        }
        return schema.ValueKind == JsonValueKind.Object ? schema : throw new TuningArgumentException(Messages.SchemaNotObject(schema.ValueKind.ToString()));
    }

    static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Deepest });
        using var writer = new Utf8JsonWriter(Stream.Null);
        document.RootElement.WriteTo(writer);
        return document.RootElement.Clone();
    }

    static ReadOnlyMemory<byte> Convert(PSObject value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, value, 0);
        return buffer.WrittenMemory;
    }

    static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth == Deepest)
            throw new TuningArgumentException(Messages.SchemaTooDeep(Deepest));
        var plain = value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value;
        switch (plain)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case IDictionary table:
                WriteObject(writer, table.Keys.Cast<object>().Select(key => (LanguagePrimitives.ConvertTo<string>(key), table[key])), depth);
                break;
            case PSObject custom:
                WriteObject(writer, custom.Properties.Select(property => (property.Name, (object?)property.Value)), depth);
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (var item in list)
                    Write(writer, item, depth + 1);
                writer.WriteEndArray();
                break;
            case IFormattable number when number is not Enum && System.Convert.GetTypeCode(number) is >= TypeCode.SByte and <= TypeCode.Decimal:
                writer.WriteRawValue(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                writer.WriteStringValue(LanguagePrimitives.ConvertTo<string>(plain));
                break;
        }
    }

    static void WriteObject(Utf8JsonWriter writer, IEnumerable<(string Name, object? Value)> members, int depth)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            Write(writer, value, depth + 1);
        }
        writer.WriteEndObject();
    }
}
