using System.Globalization;
using System.Text.Json;
using GeminiTuning.Wire;

namespace GeminiTuning.Vertex;

/// <summary>The lines of the files of prompts that Vertex AI reads.</summary>
static class DatasetLines
{
    /// <summary>The label of a request that has its number: the service gives the answers in no order.</summary>
    public const string RowLabel = "geminituning-row";

    /// <summary>Writes a prompt, and beside the request what it was taken from: the service gives the line back whole.</summary>
    public static void WritePrompt(Utf8JsonWriter writer, GenerationRequest request, int row, IReadOnlyDictionary<string, object?>? input)
    {
        writer.WriteStartObject();
        if (input is not null)
        {
            writer.WriteStartObject("input");
            foreach (var (name, value) in input)
                WriteValue(writer, name, value);
            writer.WriteEndObject();
        }
        writer.WritePropertyName("request");
        writer.WriteRequest(request, (RowLabel, row.ToString(CultureInfo.InvariantCulture)));
        writer.WriteEndObject();
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
