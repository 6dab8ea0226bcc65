using System.Text;
using System.Threading.Channels;

namespace GeminiTuning.Tests;

/// <summary>An answer's body that comes piece by piece, when a test says so.</summary>
sealed class PieceStream : Stream
{
    readonly Channel<byte[]> _pieces = Channel.CreateUnbounded<byte[]>();
    ReadOnlyMemory<byte> _rest;

    public bool IsClosed { get; private set; }

    public PieceStream Send(string piece) => Send(Encoding.UTF8.GetBytes(piece));

    public PieceStream Send(byte[] piece)
    {
        _pieces.Writer.TryWrite(piece);
        return this;
    }

    /// <summary>The body's end; with a fault, the connection's.</summary>
    public PieceStream End(Exception? fault = null)
    {
        _pieces.Writer.TryComplete(fault);
        return this;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_rest.IsEmpty)
        {
            if (!await _pieces.Reader.WaitToReadAsync(cancellationToken))
                return 0;
            if (_pieces.Reader.TryRead(out var piece))
                _rest = piece;
        }
        var count = Math.Min(_rest.Length, buffer.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The body is read asynchronously.");

    protected override void Dispose(bool disposing)
    {
        IsClosed = true;
        base.Dispose(disposing);
    }

    public override bool CanRead => !IsClosed;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
