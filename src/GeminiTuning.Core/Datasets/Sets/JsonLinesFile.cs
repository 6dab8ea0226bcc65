using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;

namespace GeminiTuning;

/// <summary>A temporary file with one JSON value per line, which only the current user can read. Its hashes are computed while it's
/// written, so that the uploaded object can be named after its content.</summary>
sealed class JsonLinesFile : IDisposable
{
    readonly FileStream _file = TuningFileException.Guard(Create);
    readonly ArrayBufferWriter<byte> _line = new();
    readonly Utf8JsonWriter _writer;
    readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly IncrementalHash _md5 = Md5();

    public JsonLinesFile() => _writer = new Utf8JsonWriter(_line, JsonLine.Options);

    public long Length { get; private set; }

    public int LineCount { get; private set; }

    /// <summary>The SHA-256 hash of the content, in hexadecimal digits.</summary>
    public string Sha256 => Convert.ToHexString(_sha256.GetCurrentHash()).ToLowerInvariant();

    /// <summary>The MD5 hash of the content in Base64, as in Cloud Storage.</summary>
    public string Md5Hash => Convert.ToBase64String(_md5.GetCurrentHash());

    public void Write(Action<Utf8JsonWriter> value)
    {
        _line.ResetWrittenCount();
        _writer.Reset();
        value(_writer);
        _writer.Flush();
        _line.Write("\n"u8);
        TuningFileException.Guard(() => _file.Write(_line.WrittenSpan));
        _sha256.AppendData(_line.WrittenSpan);
        _md5.AppendData(_line.WrittenSpan);
        Length += _line.WrittenCount;
        LineCount++;
    }

    /// <summary>Returns the content from its beginning. Only one such stream can be used at a time, and the caller must not close it.</summary>
    public Stream Read()
    {
        TuningFileException.Guard(_file.Flush);
        _file.Position = 0;
        return _file;
    }

    public void Clear()
    {
        _file.SetLength(0);
        _sha256.GetHashAndReset();
        _md5.GetHashAndReset();
        (Length, LineCount) = (0, 0);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
        _sha256.Dispose();
        _md5.Dispose();
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

    [SuppressMessage("Security", "CA5351", Justification = "It is what Cloud Storage compares what has arrived with; nothing rests on its strength.")]
    static IncrementalHash Md5() => IncrementalHash.CreateHash(HashAlgorithmName.MD5);
}
