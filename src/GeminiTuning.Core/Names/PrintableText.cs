using System.Globalization;
using System.Text;

namespace GeminiTuning;

/// <summary>What was typed or read may hold control characters, turn the direction of writing, or be very long; an error
/// shows it without any of that, on one line.</summary>
public static class PrintableText
{
    const int Longest = 80;

    /// <summary>A text as an error shows it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">How many characters to show.</param>
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
