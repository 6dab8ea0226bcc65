using System.Buffers;
using System.Globalization;
using System.Text;

namespace GeminiTuning;

/// <summary>Makes values printable for messages. User input and service texts can contain control characters, change the writing
/// direction, or be very long.</summary>
public static class PrintableText
{
    const int Longest = 80;

    // Each text of an answer is searched for them.
    static readonly SearchValues<char> s_commands = Commands();

    /// <summary>Returns a value on one line, without control characters and shortened. A secret in the place of a name is hidden.</summary>
    /// <param name="text">The value.</param>
    /// <param name="longest">The maximum number of characters.</param>
    public static string Of(string text, int longest = Longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = new StringBuilder();
        var count = 0;
        foreach (var rune in Secrets.RedactName(text).EnumerateRunes())
        {
            if (count++ == longest)
                return shown.Append('…').ToString();
            shown.Append((IsPrintable(rune) ? rune : Rune.ReplacementChar).ToString());
        }
        return shown.ToString();
    }

    /// <summary>A text without control characters, which could command a terminal: each is replaced by U+FFFD. Line breaks and tabs
    /// stay.</summary>
    /// <param name="text">The text.</param>
    public static string WithoutControls(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().ContainsAny(s_commands) ? string.Create(text.Length, text, (shown, from) =>
        {
            for (var at = 0; at < from.Length; at++)
                shown[at] = s_commands.Contains(from[at]) ? '\uFFFD' : from[at];
        }) : text;
    }

    /// <summary>An error, a warning or a log line, without secrets and control characters.</summary>
    /// <param name="text">The text.</param>
    public static string Message(string text) => WithoutControls(Secrets.Redact(text));

    static SearchValues<char> Commands()
    {
        var commands = new StringBuilder();
        for (var c = '\0'; c < 0xA0; c++)
            if (char.IsControl(c) && c is not ('\n' or '\r' or '\t'))
                commands.Append(c);
        return SearchValues.Create(commands.ToString());
    }

    static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
