using System.Buffers;
using System.Text;

namespace GeminiTuning;

/// <summary>The scripts that texts are written in.</summary>
enum TextScript : byte
{
    None,
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Indic,
    Thai,
    Korean,
    ChineseOrJapanese,
    Other,
}

/// <summary>Tells the script of a text.</summary>
static class TextScripts
{
    // A few words of another script, such as a name, don't make a text one of that script.
    const int LookedAt = 1000;

    static readonly SearchValues<char> s_latin = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // Ranges of blocks (Unicode, Blocks.txt); the base library doesn't know scripts.
    static readonly (int First, int Last, TextScript Script)[] s_ranges =
    [
        (0x0041, 0x024F, TextScript.Latin), (0x0370, 0x03FF, TextScript.Greek), (0x0400, 0x052F, TextScript.Cyrillic), (0x0590, 0x05FF, TextScript.Hebrew),
        (0x0600, 0x077F, TextScript.Arabic), (0x0900, 0x0DFF, TextScript.Indic), (0x0E00, 0x0E7F, TextScript.Thai), (0x1100, 0x11FF, TextScript.Korean),
        (0x1E00, 0x1EFF, TextScript.Latin), (0x1F00, 0x1FFF, TextScript.Greek), (0x3040, 0x30FF, TextScript.ChineseOrJapanese),
        (0x3400, 0x4DBF, TextScript.ChineseOrJapanese), (0x4E00, 0x9FFF, TextScript.ChineseOrJapanese), (0xAC00, 0xD7AF, TextScript.Korean),
        (0xF900, 0xFAFF, TextScript.ChineseOrJapanese), (0xFB50, 0xFDFF, TextScript.Arabic), (0x20000, 0x2FFFF, TextScript.ChineseOrJapanese),
    ];

    /// <summary>Returns the script of most letters; none if there are no letters.</summary>
    public static TextScript Of(string text)
    {
        if (Ascii.IsValid(text))
            return text.AsSpan().ContainsAny(s_latin) ? TextScript.Latin : TextScript.None;
        Span<int> counts = stackalloc int[(int)TextScript.Other + 1];
        var looked = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (++looked > LookedAt)
                break;
            if (rune.IsAscii ? char.IsAsciiLetter((char)rune.Value) : Rune.IsLetter(rune))
                counts[(int)Of(rune.Value)]++;
        }
        var most = 0;
        for (var i = 1; i < counts.Length; i++)
            most = counts[i] > counts[most] ? i : most;
        return (TextScript)most;
    }

    static TextScript Of(int letter)
    {
        foreach (var (first, last, script) in s_ranges)
            if (letter >= first && letter <= last)
                return script;
        return TextScript.Other;
    }
}
