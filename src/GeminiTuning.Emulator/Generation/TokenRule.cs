namespace GeminiTuning.Emulator.Generation;

/// <summary>The emulator's tokens: four characters (code points) each, counted up.</summary>
static class TokenRule
{
    const int Characters = 4;

    /// <summary>How many characters (code points) a text has.</summary>
    public static int CountCharacters(string text) => text.Length - text.Count(char.IsLowSurrogate);

    public static int Count(string text) => (CountCharacters(text) + Characters - 1) / Characters;

    /// <summary>The text's first tokens.</summary>
    public static string Take(string text, int tokens) => Count(text) <= tokens ? text : text[..IndexOf(text, tokens * Characters)];

    /// <summary>The text in pieces of so many tokens.</summary>
    public static IEnumerable<string> Split(string text, int tokens)
    {
        while (text.Length > 0)
        {
            var piece = Take(text, tokens);
            yield return piece;
            text = text[piece.Length..];
        }
    }

    static int IndexOf(string text, int character)
    {
        var index = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (character-- == 0)
                break;
            index += rune.Utf16SequenceLength;
        }

        return index;
    }
}
