using System.Globalization;
using System.Text;

namespace GeminiTuning;

/// <summary>Makes values printable for messages. User input and service texts can contain control characters, change the writing
/// direction, or be very long.</summary>
public static class PrintableText
{
    const int Longest = 80;

    /// <summary>Returns a text on one line, without control characters and shortened.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The maximum number of characters.</param>
    public static string Of(string text, int longest = Longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = new StringBuilder();
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (count++ == longest)
                return shown.Append('…').ToString();
            shown.Append((IsPrintable(rune) ? rune : Rune.ReplacementChar).ToString());
        }
        return shown.ToString();
    }

    static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
