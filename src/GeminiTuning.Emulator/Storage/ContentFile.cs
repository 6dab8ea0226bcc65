using GeminiTuning.Emulator.Files;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The file of an object's content, from its first byte. It is deleted unless an object's record refers to it. Its
/// methods may be called by one thread at a time.</summary>
sealed class ContentFile(DataFolder folder, string id) : IDisposable
{
    bool _isCreated;
    bool _isKept;

    /// <summary>What the file is named after.</summary>
    public string Id => id;

    /// <summary>The file's name.</summary>
    public string Name { get; } = ObjectFolder.ContentName(id);

    /// <summary>Writes bytes at a position.</summary>
    /// <exception cref="IOException">They can't be written, or bytes before them are missing.</exception>
    public void Write(long position, ReadOnlySpan<byte> bytes)
    {
        using var stream = Open();
        if (stream.Length < position)
            throw new IOException("The upload's file is shorter than it was.");
        stream.Position = position;
        stream.Write(bytes);
    }

    /// <summary>Ends the content: what lies behind it was written by a request that failed.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public void Complete(long length)
    {
        using var stream = Open();
        if (stream.Length < length)
            throw new IOException("The upload's file is shorter than it was.");
        if (stream.Length > length)
            stream.SetLength(length);
        if (folder.IsKept)
            stream.Flush(flushToDisk: true);
    }

    /// <summary>Opens the content for reading.</summary>
    public FileStream OpenRead()
    {
        // A body without a byte has written nothing.
        if (!_isCreated)
            Open().Dispose();
        return folder.OpenRead(Name);
    }

    /// <summary>A record refers to it now.</summary>
    public void Keep() => _isKept = true;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isCreated && !_isKept)
            folder.TryDelete(Name);
    }

    DiskStream Open()
    {
        if (_isCreated)
            return folder.OpenWrite(Name);
        var stream = folder.Create(Name);
        _isCreated = true;
        return stream;
    }
}
