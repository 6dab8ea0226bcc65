using System.Globalization;
using System.Text;

namespace GeminiTuning;

/// <summary>What was typed or read may hold control characters, turn the direction of writing, or be very long; an error
/// shows it without any of that, on one line.</summary>
public static class PrintableText
{
    const int Longest = 80;

    /// <summary>A value as an error quotes it. A secret in the place of a name is not shown.</summary>
    /// <param name="text">The value.</param>
    /// <param name="longest">How many characters to show.</param>
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
        return text.Any(IsCommand) ? string.Create(text.Length, text, (shown, from) =>
        {
            for (var at = 0; at < from.Length; at++)
                shown[at] = IsCommand(from[at]) ? '\uFFFD' : from[at];
        }) : text;
    }

    /// <summary>An error, a warning or a log line, without secrets and control characters.</summary>
    /// <param name="text">The text.</param>
    public static string Message(string text) => WithoutControls(Secrets.Redact(text));

    static bool IsCommand(char c) => char.IsControl(c) && c is not ('\n' or '\r' or '\t');

    static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
