using System.Buffers;

namespace GeminiTuning;

/// <summary>The JSON values of a text, one by one and not parsed, each with the line where it begins.</summary>
/// <param name="utf8">The text.</param>
abstract class JsonItems(Stream utf8)
{
    private protected ByteWindow Window { get; } = new(utf8);

    /// <summary>The line where the current value begins, counted from 1.</summary>
    public int Line { get; private protected set; } = 1;

    /// <summary>The current value, which stays valid until the next.</summary>
    public ReadOnlyMemory<byte> Item { get; private protected set; }

    /// <summary>What is wrong with the text after the last value; null for nothing.</summary>
    public string? Problem { get; private protected set; }

    /// <summary>Goes to the next value; false at the end.</summary>
    /// <exception cref="InvalidDataException">A value is too long to be read.</exception>
    public abstract bool Next();
}

/// <summary>JSON lines: a value on each line, which one broken line leaves as they are. Blank lines are skipped.</summary>
/// <param name="utf8">The text.</param>
sealed class JsonLines(Stream utf8) : JsonItems(utf8)
{
    int _next = 1;

    public override bool Next()
    {
        while (TryTakeLine(out var line))
        {
            Line = _next++;
            Item = line.Trim(" \t\r"u8);
            if (!Item.IsEmpty)
                return true;
        }
        return false;
    }

    bool TryTakeLine(out ReadOnlyMemory<byte> line)
    {
        for (var searched = 0; ;)
        {
            var at = Window.Bytes.Span[searched..].IndexOf((byte)'\n');
            if (at >= 0)
            {
                line = Take(searched + at, 1);
                return true;
            }
            searched = Window.Bytes.Length;
            if (Window.Grow())
                continue;
            line = Take(searched, 0);
            return searched > 0;
        }
    }

    ReadOnlyMemory<byte> Take(int length, int lineEnd)
    {
        var line = Window.Bytes[..length];
        Window.Skip(length + lineEnd);
        return line;
    }
}

/// <summary>The items of a JSON list, or values that follow each other over several lines. Where one ends is told by its brackets
/// and quotes alone, so that one broken value leaves the others as they are.</summary>
/// <param name="utf8">The text.</param>
sealed class JsonList(Stream utf8) : JsonItems(utf8)
{
    static readonly SearchValues<byte> s_structure = SearchValues.Create("\"{}[],\n"u8);
    static readonly SearchValues<byte> s_inText = SearchValues.Create("\"\\\n"u8);

    int _lines = 1;
    bool _isBegun;
    bool _isList;
    bool _isEnded;

    public override bool Next()
    {
        if (!SkipTo(out var first))
        {
            if (_isList && !_isEnded)
                Problem = Messages.ListNotClosed;
            return false;
        }
        if (!_isBegun && first == '[')
        {
            (_isBegun, _isList) = (true, true);
            Window.Skip(1);
            return Next();
        }
        _isBegun = true;
        if (_isList && (_isEnded || first == ']'))
            return End(first);
        Line = _lines;
        Item = TakeValue();
        return true;
    }

    // The list is over: nothing but blanks may follow.
    bool End(byte first)
    {
        if (!_isEnded && first == ']')
        {
            _isEnded = true;
            Window.Skip(1);
            return Next();
        }
        (Line, Problem) = (_lines, Messages.TextAfterList);
        return false;
    }

    // The first byte of the next value, or the bracket after the last one.
    bool SkipTo(out byte first)
    {
        do
        {
            var bytes = Window.Bytes.Span;
            for (var i = 0; i < bytes.Length; i++)
            {
                first = bytes[i];
                if (first is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)','))
                {
                    Window.Skip(i);
                    return true;
                }
                _lines += first == '\n' ? 1 : 0;
            }
            Window.Skip(bytes.Length);
        }
        while (Window.Grow());
        first = 0;
        return false;
    }

    ReadOnlyMemory<byte> TakeValue()
    {
        var (at, depth, inText) = (0, 0, false);
        while (true)
        {
            var rest = Window.Bytes.Span[at..];
            var found = rest.IndexOfAny(inText ? s_inText : s_structure);
            // A backslash needs the byte after it.
            if (found < 0 || (rest[found] == '\\' && found + 1 == rest.Length))
            {
                at += found < 0 ? rest.Length : found;
                if (Window.Grow())
                    continue;
                return Take(Window.Bytes.Length);
            }
            at += found + 1;
            switch (rest[found])
            {
                case (byte)'\\':
                    _lines += rest[found + 1] == '\n' ? 1 : 0;
                    at++;
                    break;
                case (byte)'\n':
                    _lines++;
                    break;
                case (byte)'"':
                    inText = !inText;
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)',' when depth == 0:
                case (byte)']' when depth == 0:
                    return Take(Math.Max(1, at - 1));
                case (byte)'}' or (byte)']' when --depth <= 0:
                    return Take(at);
            }
        }
    }

    ReadOnlyMemory<byte> Take(int length)
    {
        var value = Window.Bytes[..length];
        Window.Skip(length);
        return value;
    }
}
