using System.Text;

namespace GeminiTuning;

/// <summary>Texts as they are compared: in small letters, with one space for each run of white space and none at the ends.</summary>
sealed class NormalText
{
    char[] _buffer = new char[1024];

    /// <summary>Returns a normalized text, which stays valid until the next call.</summary>
    public ReadOnlySpan<char> Of(string text)
    {
        if (_buffer.Length < text.Length)
            _buffer = new char[Math.Max(text.Length, _buffer.Length * 2)];
        // Most texts are of this kind, of which many characters are handled at a time.
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains("  ", StringComparison.Ordinal))
        {
            Ascii.ToLower(text, _buffer, out var written);
            return _buffer.AsSpan(0, written).Trim(' ');
        }
        return Slowly(text);
    }

    ReadOnlySpan<char> Slowly(string text)
    {
        var length = 0;
        var isBlank = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                isBlank = true;
                continue;
            }
            if (isBlank && length > 0)
                _buffer[length++] = ' ';
            isBlank = false;
            _buffer[length++] = char.ToLowerInvariant(c);
        }
        return _buffer.AsSpan(0, length);
    }
}
