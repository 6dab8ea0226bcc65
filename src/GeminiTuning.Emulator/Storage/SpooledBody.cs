using System.Runtime.ExceptionServices;
using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Takes a body as an object's content; it is deleted unless an object is made of it.</summary>
/// <param name="content">The file that takes it.</param>
/// <param name="inflates">Whether a compressed body is decompressed. It isn't if the object is to be stored compressed.</param>
sealed class SpooledBody(ContentFile content, bool inflates = true) : IBodySink
{
    Exception? _fault;

    /// <summary>How long the body is.</summary>
    public long Length { get; private set; }

    /// <inheritdoc/>
    public bool Inflates => inflates;

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

    /// <summary>Takes so many bytes of a file.</summary>
    /// <exception cref="IOException">The file has fewer.</exception>
    public void WriteFrom(FileStream stream, long count)
    {
        var buffer = new byte[64 * 1024];
        for (var left = count; left > 0;)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0)
                throw new IOException("The file is shorter than it was.");
            Write(buffer.AsSpan(0, read));
            left -= read;
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
