using System.Globalization;
using System.Text.Json;
using GeminiTuning.Wire;

namespace GeminiTuning.Vertex;

/// <summary>The lines of the files that Vertex AI reads: an example in the form of <c>contents</c>, and a prompt of a batch.</summary>
static class DatasetLines
{
    /// <summary>The label of a request that has its number: the service gives the answers in no order.</summary>
    public const string RowLabel = "geminituning-row";

    public static void WriteExample(Utf8JsonWriter writer, TuningExample example)
    {
        writer.WriteStartObject();
        if (example.SystemInstruction is { } instruction)
        {
            writer.WriteStartObject("systemInstruction");
            WriteParts(writer, instruction);
            writer.WriteEndObject();
        }
        writer.WriteStartArray("contents");
        WriteTurn(writer, "user", example.TextInput);
        WriteTurn(writer, "model", example.Output);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes a prompt, and beside the request what it was taken from: the service gives the line back whole.</summary>
    public static void WritePrompt(Utf8JsonWriter writer, GenerationRequest request, int row, IReadOnlyDictionary<string, object?>? input)
    {
        var labels = new Dictionary<string, string> { [RowLabel] = row.ToString(CultureInfo.InvariantCulture) };
        writer.WriteStartObject();
        if (input is not null)
        {
            writer.WriteStartObject("input");
            foreach (var (name, value) in input)
                WriteValue(writer, name, value);
            writer.WriteEndObject();
        }
        writer.WritePropertyName("request");
        JsonSerializer.Serialize(writer, request.ToWire() with { Labels = labels }, WireJson.Plain.WireGenerateRequest);
        writer.WriteEndObject();
    }

    static void WriteTurn(Utf8JsonWriter writer, string role, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("role", role);
        WriteParts(writer, text);
        writer.WriteEndObject();
    }

    static void WriteParts(Utf8JsonWriter writer, string text)
    {
        writer.WriteStartArray("parts");
        writer.WriteStartObject();
        writer.WriteString("text", text);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    static void WriteValue(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNull(name);
                break;
            case bool truth:
                writer.WriteBoolean(name, truth);
                break;
            case decimal or double or float or long or int or short or byte or ulong or uint or ushort or sbyte
                when value is not double and not float || double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)):
                writer.WritePropertyName(name);
                writer.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                writer.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
