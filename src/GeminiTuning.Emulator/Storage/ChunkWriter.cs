using System.Runtime.ExceptionServices;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Brings one request's bytes into an upload. They count when the request is answered, or its client breaks off.</summary>
/// <param name="session">The upload.</param>
/// <param name="range">Which bytes they are.</param>
/// <param name="known">How many of the first of them are there already.</param>
sealed class ChunkWriter(UploadSession session, ContentRange range, long known) : IBodySink
{
    long _seen;
    Exception? _fault;

    /// <summary>How many bytes were new.</summary>
    public long Written { get; private set; }

    /// <summary>How many bytes there will be in all, as far as this request says; one that does not know its own end brings all.</summary>
    public long? Total => range.Total ?? (range is { First: { } first, Last: null } ? first + _seen : null);

    /// <inheritdoc/>
    public bool Inflates => !session.IsStoredCompressed;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> piece)
    {
        var skipped = (int)Math.Clamp(known - _seen, 0, piece.Length);
        _seen += piece.Length;
        if (_fault is not null || session.Finished is not null || skipped == piece.Length)
            return;

        try
        {
            session.Write(this, piece[skipped..]);
            Written += piece.Length - skipped;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _fault = e;
        }
    }

    /// <inheritdoc/>
    public void CutOff() => session.KeepWholeQuanta(this);

    /// <summary>Makes the bytes count.</summary>
    /// <exception cref="ApiException">They are not those that were announced.</exception>
    public void Commit()
    {
        if (_fault is not null)
            ExceptionDispatchInfo.Throw(_fault);
        if (session.Finished is null && Announced is { } announced && announced != _seen)
            throw ApiException.Invalid($"Invalid request. The Content-Range header announces {announced} bytes, and {_seen} have come.");
        session.Commit(this);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    long? Announced => range.First is null ? 0 : range.Last - range.First + 1;
}
