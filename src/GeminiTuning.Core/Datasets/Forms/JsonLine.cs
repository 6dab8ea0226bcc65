using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GeminiTuning;

/// <summary>JSON on one line. Texts beyond ASCII stay as they are, since escaped they would take up to three times the bytes.</summary>
static class JsonLine
{
    // As in JsonSerializer, the order of the tokens is not validated: that takes a tenth of the time of writing an example.
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>What is written, as a text.</summary>
    public static string Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
