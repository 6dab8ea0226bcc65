using System.Buffers;
using System.Text.Json;

namespace GeminiTuning;

/// <summary>A temporary file with one JSON value per line, which only the current user can read. Its hash is computed while it's
/// written, so that the uploaded object can be named after its content.</summary>
sealed class JsonLinesFile : ContentFile
{
    readonly FileStream _file = TuningFileException.Guard(Create);
    readonly ArrayBufferWriter<byte> _line = new();
    readonly Utf8JsonWriter _writer;

    readonly Action _appendLine;

    public JsonLinesFile()
    {
        _writer = new Utf8JsonWriter(_line, JsonLine.Options);
        _appendLine = () => _file.Write(_line.WrittenSpan);
    }

    public int LineCount { get; private set; }

    /// <summary>Writes a line.</summary>
    /// <param name="write">Writes the value.</param>
    /// <param name="value">What the line is about.</param>
    public void Write<T>(Action<Utf8JsonWriter, T> write, T value)
    {
        _line.ResetWrittenCount();
        _writer.Reset();
        write(_writer, value);
        _writer.Flush();
        _line.Write("\n"u8);
        TuningFileException.Guard(_appendLine);
        Hash.Append(_line.WrittenSpan);
        Length += _line.WrittenCount;
        LineCount++;
    }

    public override Stream Read()
    {
        TuningFileException.Guard(_file.Flush);
        _file.Position = 0;
        return _file;
    }

    public void Clear()
    {
        _file.SetLength(0);
        Hash.Reset();
        (Length, LineCount) = (0, 0);
    }

    private protected override void Close()
    {
        _writer.Dispose();
        _file.Dispose();
    }

    // The file is deleted even if the process is killed: on systems that allow it, the name of the open file is already removed.
    static FileStream Create()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 128 * 1024,
        };
        var path = Path.Combine(Path.GetTempPath(), $"geminituning-{Guid.NewGuid():N}.jsonl");
        if (OperatingSystem.IsWindows())
        {
            options.Options = FileOptions.DeleteOnClose;
            return new FileStream(path, options);
        }
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }
}
