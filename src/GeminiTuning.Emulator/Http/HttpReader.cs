using System.Text;

namespace GeminiTuning.Emulator.Http;

/// <summary>Reads lines and counted bytes from a connection through one bounded buffer.</summary>
sealed class HttpReader(Stream stream)
{
    readonly byte[] _buffer = new byte[HttpLimits.HeadBytes];
    int _start;
    int _end;

    /// <summary>Reads up to the next line feed; null where the client has ended.</summary>
    /// <exception cref="HttpException">The line does not fit: <paramref name="tooLong"/> is the status.</exception>
    public async ValueTask<string?> ReadLineAsync(int tooLong, CancellationToken cancellationToken)
    {
        var scanned = 0;
        while (true)
        {
            var feed = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (feed >= 0)
                return TakeLine(scanned + feed);

            scanned = _end - _start;
            if (scanned == _buffer.Length)
                throw new HttpException(tooLong, "The request's line or headers are too long.");
            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
                return null;
        }
    }

    /// <summary>Reads what is there, at most as much as fits; zero where the client has ended.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (_start == _end)
            return await stream.ReadAsync(destination, cancellationToken).ConfigureAwait(false);

        var taken = Math.Min(destination.Length, _end - _start);
        _buffer.AsMemory(_start, taken).CopyTo(destination);
        _start += taken;
        return taken;
    }

    /// <summary>Reads and throws away.</summary>
    /// <returns>How many bytes there were to be thrown away, at most <paramref name="count"/>.</returns>
    public async ValueTask<long> SkipAsync(long count, CancellationToken cancellationToken)
    {
        var skipped = Math.Min(count, _end - _start);
        _start += (int)skipped;
        while (skipped < count)
        {
            var wanted = (int)Math.Min(_buffer.Length, count - skipped);
            var read = await stream.ReadAsync(_buffer.AsMemory(0, wanted), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                break;
            skipped += read;
        }

        return skipped;
    }

    string TakeLine(int length)
    {
        var line = Encoding.Latin1.GetString(_buffer, _start, length).TrimEnd('\r');
        _start += length + 1;
        return line;
    }

    async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }
}
