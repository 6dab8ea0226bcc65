using System.Text;

namespace GeminiTuning;

/// <summary>A file of text, read as UTF-8 whatever its encoding: the one that its byte order mark says, else the one that was
/// named, else UTF-16 where every other byte is zero, else UTF-8.</summary>
sealed class TextSource : IDisposable
{
    const int LookedAt = 4 * 1024;

    static readonly Encoding[] s_marked =
    [
        new UTF32Encoding(bigEndian: false, byteOrderMark: true), new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), new UnicodeEncoding(), new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
    ];

    readonly FileStream _file;
    readonly Encoding? _encoding;
    readonly int _start;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoding">Its encoding, if it has no byte order mark; null to find it.</param>
    /// <exception cref="IOException">The file can't be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be opened.</exception>
    public TextSource(string path, Encoding? encoding)
    {
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 128 * 1024, FileOptions.SequentialScan);
        var head = new byte[LookedAt];
        head = head[.._file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        var marked = s_marked.FirstOrDefault(one => head.AsSpan().StartsWith(one.Preamble));
        _encoding = marked ?? encoding ?? Unmarked(head);
        _start = marked?.Preamble.Length ?? 0;
        Utf8 = Begin();
    }

    /// <summary>The text as UTF-8, without a byte order mark.</summary>
    public Stream Utf8 { get; private set; }

    /// <summary>How much of the file has been read, in bytes.</summary>
    public long Position => _file.Position;

    /// <summary>The size of the file, in bytes.</summary>
    public long Length => _file.Length;

    /// <summary>Goes back to the beginning of the text.</summary>
    public void Rewind() => Utf8 = Begin();

    public void Dispose() => _file.Dispose();

    Stream Begin()
    {
        _file.Position = _start;
        return _encoding is null or UTF8Encoding ? _file : Encoding.CreateTranscodingStream(_file, _encoding, Encoding.UTF8, leaveOpen: true);
    }

    // Windows programs write UTF-16 without a mark, too. Text that is mostly Latin has a zero for every other byte then, which no
    // other encoding of text does.
    static UnicodeEncoding? Unmarked(ReadOnlySpan<byte> head)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }
        var most = head.Length * 2 / 5;
        return odd * 2 > most && even * 20 < odd ? new UnicodeEncoding()
            : even * 2 > most && odd * 20 < even ? new UnicodeEncoding(bigEndian: true, byteOrderMark: true)
            : null;
    }
}
