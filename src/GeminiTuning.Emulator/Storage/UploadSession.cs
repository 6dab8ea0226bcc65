using GeminiTuning.Emulator.Api;

namespace GeminiTuning.Emulator.Storage;

/// <summary>
/// A resumable upload: what has arrived of it lies in a file. Of a request that breaks off, as of a chunk that is not the
/// last, the service keeps whole multiples of 256 KiB. The latest request is the one that writes: an earlier one may hang
/// in a connection that its client has given up.
/// </summary>
sealed class UploadSession(string id, ObjectPlan plan, long? announced, ObjectStore store) : IDisposable
{
    /// <summary>What the service keeps multiples of.</summary>
    public const int Quantum = 256 * 1024;

    readonly object _lock = new();
    readonly ContentFile _content = store.NewContent();
    long _received;
    long? _total = announced;
    ChunkWriter? _writer;

    public string Id { get; } = id;

    /// <summary>Where the object shall lie.</summary>
    public ObjectName Place => plan.Place;

    /// <summary>Whether the object's content is compressed, and stays so.</summary>
    public bool IsStoredCompressed => plan.Traits.IsCompressed;

    /// <summary>The object; null while there is none.</summary>
    public StoredObject? Finished { get; private set; }

    /// <summary>How many bytes are kept.</summary>
    public long Received
    {
        get
        {
            lock (_lock)
                return _received;
        }
    }

    /// <summary>Opens the way for a request's bytes.</summary>
    /// <exception cref="ApiException">They do not fit what is there.</exception>
    public ChunkWriter Begin(ContentRange range)
    {
        lock (_lock)
        {
            if (range.Total is { } total && (_total ?? total) != total)
                throw ApiException.Invalid($"Invalid request. The upload was announced with {_total} bytes, and the Content-Range header says {total}.");
            if (range.First > _received)
                throw ApiException.Invalid(
                    $"Invalid request. According to the Content-Range header, the upload offset is {range.First} byte(s), "
                    + $"which exceeds already uploaded size of {_received} byte(s).");
            return _writer = new ChunkWriter(this, range, _received - (range.First ?? _received));
        }
    }

    /// <summary>Writes bytes behind those that are kept, for the latest request alone.</summary>
    public void Write(ChunkWriter writer, ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (writer != _writer)
                throw new IOException("Another request goes on with this upload.");
            _content.Write(_received + writer.Written, bytes);
        }
    }

    /// <summary>Keeps what has arrived of a request that broke off.</summary>
    public void KeepWholeQuanta(ChunkWriter writer)
    {
        lock (_lock)
        {
            if (writer == _writer && Finished is null)
                _received = Math.Max(_received, Whole(_received + writer.Written));
        }
    }

    /// <summary>Keeps what a request has brought; with the last of it, makes the object.</summary>
    /// <exception cref="ApiException">It is too little, or the object may not be written.</exception>
    public void Commit(ChunkWriter writer)
    {
        lock (_lock)
        {
            if (Finished is not null)
                return;
            if (writer != _writer)
                throw ApiException.Unavailable("Another request goes on with this upload.");

            _total ??= writer.Total;
            var arrived = _received + writer.Written;
            if (arrived == _total)
                Finish(arrived);
            else if (writer.Written is > 0 and < Quantum)
                throw ApiException.Invalid(
                    $"Invalid request.  The number of bytes uploaded is required to be equal or greater than {Quantum}, except for the final "
                    + $"request (it's recommended to be the exact multiple of {Quantum}).  The received request contained {writer.Written} bytes, "
                    + "which does not meet this requirement.");
            else
                _received = Math.Max(_received, Whole(arrived));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
            _content.Dispose();
    }

    void Finish(long size)
    {
        Finished = store.Put(plan, _content, size);
        _received = size;
    }

    static long Whole(long bytes) => bytes / Quantum * Quantum;
}
