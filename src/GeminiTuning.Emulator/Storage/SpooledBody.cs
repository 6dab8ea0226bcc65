using System.Runtime.ExceptionServices;
using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Takes a body as an object's content; it is deleted unless an object is made of it.</summary>
sealed class SpooledBody(ContentFile content) : IBodySink
{
    Exception? _fault;

    /// <summary>How long the body is.</summary>
    public long Length { get; private set; }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> piece)
    {
        try
        {
            if (_fault is null)
                content.Write(Length, piece);
            Length += piece.Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _fault = e;
        }
    }

    /// <inheritdoc/>
    public void CutOff()
    {
    }

    /// <summary>The whole body.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public ContentFile Take()
    {
        if (_fault is not null)
            ExceptionDispatchInfo.Throw(_fault);
        return content;
    }

    /// <inheritdoc/>
    public void Dispose() => content.Dispose();
}
