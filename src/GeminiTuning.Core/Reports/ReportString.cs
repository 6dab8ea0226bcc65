using System.Globalization;
using System.Text;

namespace GeminiTuning;

/// <summary>Prepares texts for a report: bounded, without secrets, and without characters that XML and terminals can't have. All
/// texts of a report go through it.</summary>
static class ReportString
{
    /// <summary>The most characters of one text.</summary>
    public const int Longest = 2000;

    /// <summary>The encoding of reports: UTF-8 without a byte order mark.</summary>
    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    // A secret is found by its beginning, even if it's cut off, except for a password in an address, which ends with @.
    const int Margin = 1024;

    /// <summary>Returns a text with at most <see cref="Longest"/> characters, and says how long it is if it's longer.</summary>
    public static string Of(string text)
    {
        var clean = Valid(PrintableText.Message(Beginning(text, Longest)).ReplaceLineEndings("\n"));
        return clean.Length > Longest ? Messages.TextShortened(text: Valid(clean[..Longest]), length: text.Length) : clean;
    }

    /// <summary>Returns the beginning of a text on one line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The maximum number of characters.</param>
    public static string Line(string text, int longest)
    {
        var line = new StringBuilder();
        var count = 0;
        foreach (var rune in PrintableText.Message(Beginning(text, longest)).ReplaceLineEndings(" ").EnumerateRunes())
        {
            if (count++ == longest)
                return line.Append('…').ToString();
            line.Append((IsPrintable(rune) ? rune : Rune.ReplacementChar).ToString());
        }
        return line.ToString();
    }

    static string Beginning(string text, int longest) => text.Length > longest + Margin ? text[..(longest + Margin)] : text;

    // Without halves of surrogate pairs, and without the two characters that are none.
    static string Valid(string text)
    {
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            valid.Append((rune.Value is 0xFFFE or 0xFFFF ? Rune.ReplacementChar : rune).ToString());
        return valid.ToString();
    }

    // Characters that only change the direction of the text would also turn what stands beside it.
    static bool IsPrintable(Rune rune) =>
        rune.Value is not (0xFFFE or 0xFFFF) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format);
}
