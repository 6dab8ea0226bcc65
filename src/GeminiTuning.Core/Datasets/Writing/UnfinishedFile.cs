using System.Text;

namespace GeminiTuning;

/// <summary>A file that is written beside its place, under another name, and moved there when it is complete.</summary>
sealed class UnfinishedFile : IDisposable
{
    readonly string _path;
    readonly FileStream _file;
    readonly Encoding _encoding;

    /// <summary>Begins a file.</summary>
    /// <param name="path">The place that it is for.</param>
    /// <param name="encoding">The encoding that it is written in.</param>
    public UnfinishedFile(string path, Encoding encoding)
    {
        _path = $"{path}.{Guid.NewGuid():N}.tmp";
        _encoding = encoding;
        _file = new FileStream(_path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 128 * 1024);
        _file.Write(encoding.Preamble);
        Utf8 = encoding is UTF8Encoding ? _file : Encoding.CreateTranscodingStream(_file, encoding, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>Takes the text, as UTF-8.</summary>
    public Stream Utf8 { get; private set; }

    /// <summary>What is written so far, as UTF-8. Nothing more can be written then.</summary>
    public Stream Read()
    {
        Finish();
        _file.Position = _encoding.Preamble.Length;
        return _encoding is UTF8Encoding ? _file : Encoding.CreateTranscodingStream(_file, _encoding, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>Moves the file to its place, over what is there.</summary>
    public void Complete(string path)
    {
        Finish();
        _file.Dispose();
        FilesInUse.Repeat(path, () => File.Move(_path, path, overwrite: true));
    }

    public void Dispose()
    {
        _file.Dispose();
        File.Delete(_path);
    }

    // What encodes holds back the half of a pair, until the end.
    void Finish()
    {
        Utf8.Flush();
        if (Utf8 != _file)
            Utf8.Dispose();
        Utf8 = _file;
    }
}
