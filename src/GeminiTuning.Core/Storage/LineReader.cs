namespace GeminiTuning;

/// <summary>Reads an answer's content line by line; no more of it than a line is in memory.</summary>
/// <param name="response">The answer, which is closed with this.</param>
sealed class LineReader(HttpResponseMessage response) : IDisposable
{
    // The answer to a prompt as long as a model takes, with the prompt beside it, is a fraction of this.
    const int LongestLine = 64 * 1024 * 1024;

    byte[] _buffer = new byte[64 * 1024];
    int _start;
    int _end;
    Stream? _content;

    /// <summary>The next line without its end; null where there is none. What stands after the last end is a line too.</summary>
    /// <exception cref="AnswerTooLargeException">The line doesn't end.</exception>
    public async Task<byte[]?> NextAsync(CancellationToken cancellationToken)
    {
        _content ??= await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        for (var searched = 0; ;)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0)
                return Take(searched + at, 1);
            searched = _end - _start;
            MakeRoom();
            var read = await _content.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            _end += read;
            if (read == 0)
                return searched == 0 ? null : Take(searched, 0);
        }
    }

    public void Dispose() => response.Dispose();

    byte[] Take(int length, int lineEnd)
    {
        var line = _buffer.AsSpan(_start, length).ToArray();
        _start += length + lineEnd;
        return line;
    }

    void MakeRoom()
    {
        if (_end < _buffer.Length)
            return;
        var from = _buffer;
        if (_end - _start >= LongestLine)
            throw new AnswerTooLargeException();
        if (_start < _buffer.Length / 2)
            _buffer = new byte[_buffer.Length * 2];
        Buffer.BlockCopy(from, _start, _buffer, 0, _end - _start);
        (_start, _end) = (0, _end - _start);
    }
}
