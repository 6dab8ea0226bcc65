namespace GeminiTuning;

/// <summary>An answer's content, up to a size that no honest answer has. A few kilobytes that are packed unpack to gigabytes, and a
/// short text of many small values takes much more memory than it has bytes.</summary>
/// <param name="content">The content, unpacked.</param>
/// <param name="mostBytes">The largest size, in bytes.</param>
/// <param name="mostValues">The most values: JSON objects, arrays and separators.</param>
sealed class BoundedStream(Stream content, long mostBytes = BoundedStream.MostBytes, long mostValues = BoundedStream.MostValues) : Stream
{
    /// <summary>The largest answer: 64 MB. A page of a thousand models with all their steps has a few.</summary>
    public const long MostBytes = 64 * 1024 * 1024;

    /// <summary>The most values of an answer.</summary>
    public const long MostValues = 2_000_000;

    long _bytes;
    long _values;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Count(buffer.AsSpan(offset, content.Read(buffer, offset, count)));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return Count(buffer.Span[..read]);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            content.Dispose();
        base.Dispose(disposing);
    }

    int Count(ReadOnlySpan<byte> read)
    {
        _bytes += read.Length;
        _values += read.Count((byte)',') + read.Count((byte)'{') + read.Count((byte)'[');
        return _bytes <= mostBytes && _values <= mostValues ? read.Length : throw new AnswerTooLargeException();
    }
}

/// <summary>An answer, or a line of one, is larger than any honest one.</summary>
sealed class AnswerTooLargeException() : Exception(Messages.AnswerTooLarge);
