using System.Buffers;
using System.Text.Json;

namespace GeminiTuning.Benchmarks;

/// <summary>The least that a program does to write examples as Vertex AI reads them.</summary>
sealed class PlainWriter : IDisposable
{
    // A writer that writes to the file itself would call the operating system for each example.
    readonly ArrayBufferWriter<byte> _line = new();
    readonly FileStream _file;
    readonly Utf8JsonWriter _json;

    public PlainWriter(string path) => (_file, _json) = (File.Create(path, 1 << 16), new Utf8JsonWriter(_line));

    public void Write(string input, string output)
    {
        _json.WriteStartObject();
        _json.WriteStartArray("contents"u8);
        Turn("user", input);
        Turn("model", output);
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        _line.Write("\n"u8);
        _file.Write(_line.WrittenSpan);
        _line.ResetWrittenCount();
        _json.Reset();
    }

    public void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }

    void Turn(string role, string text)
    {
        _json.WriteStartObject();
        _json.WriteString("role"u8, role);
        _json.WriteStartArray("parts"u8);
        _json.WriteStartObject();
        _json.WriteString("text"u8, text);
        _json.WriteEndObject();
        _json.WriteEndArray();
        _json.WriteEndObject();
    }
}
