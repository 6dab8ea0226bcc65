namespace GeminiTuning;

/// <summary>A part of a stream that moves along it and grows as far as one item needs.</summary>
/// <param name="stream">The stream.</param>
sealed class ByteWindow(Stream stream)
{
    /// <summary>The longest item that is read. A longer one is the work of a quote or a bracket that nothing closes.</summary>
    public const int LongestItem = 256 * 1024 * 1024;

    byte[] _buffer = new byte[128 * 1024];
    int _start;
    int _end;

    /// <summary>What is in the window.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(_start, _end - _start);

    /// <summary>Takes the first bytes out of the window; what was read of them stays valid until <see cref="Grow"/>.</summary>
    public void Skip(int count) => _start += count;

    /// <summary>Reads more of the stream into the window; false at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The window would be larger than the longest item.</exception>
    public bool Grow()
    {
        MakeRoom();
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }

    void MakeRoom()
    {
        if (_end < _buffer.Length)
            return;
        if (_end - _start >= LongestItem)
            throw new InvalidDataException(Messages.ItemTooLong(LongestItem / (1024 * 1024)));
        var from = _buffer;
        if (_end - _start > _buffer.Length / 2)
            _buffer = new byte[_buffer.Length * 2];
        Buffer.BlockCopy(from, _start, _buffer, 0, _end - _start);
        (_start, _end) = (0, _end - _start);
    }
}
