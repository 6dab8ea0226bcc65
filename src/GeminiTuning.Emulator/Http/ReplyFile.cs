using System.Buffers;

namespace GeminiTuning.Emulator.Http;

/// <summary>A body that is read from a file while it is written, so that its length is not bound by memory.</summary>
/// <param name="stream">Stands where the body begins.</param>
/// <param name="length">How much of it is the body.</param>
sealed class ReplyFile(Stream stream, long length) : IDisposable
{
    const int PieceBytes = 64 * 1024;

    /// <summary>The body's length.</summary>
    public long Length { get; } = length;

    /// <summary>The first half of it.</summary>
    public ReplyFile Half() => new(stream, Length / 2);

    /// <summary>Writes the first so many bytes; the client has its time for each piece of them.</summary>
    public async ValueTask WriteAsync(Stream destination, long count, CancellationTokenSource patience)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            while (count > 0)
            {
                patience.CancelAfter(HttpLimits.Transfer);
                var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(PieceBytes, count)), patience.Token).ConfigureAwait(false);
                if (read == 0)
                    throw new IOException("The file is shorter than it was.");
                await destination.WriteAsync(buffer.AsMemory(0, read), patience.Token).ConfigureAwait(false);
                count -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
