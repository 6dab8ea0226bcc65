namespace GeminiTuning;

/// <summary>What all of some texts begin or end with.</summary>
static class Affix
{
    /// <summary>Returns the length of what all texts begin with; 0 if it is shorter than asked for.</summary>
    public static int Prefix(IReadOnlyList<string> texts, int shortest)
    {
        var length = texts.Count < 2 ? 0 : texts[0].Length;
        foreach (var text in texts)
            length = texts[0].AsSpan(0, length).CommonPrefixLength(text);
        return length < shortest ? 0 : length;
    }

    /// <summary>Returns the length of what all texts end with; 0 if it is shorter than asked for.</summary>
    public static int Suffix(IReadOnlyList<string> texts, int shortest)
    {
        var length = texts.Count < 2 ? 0 : texts[0].Length;
        foreach (var text in texts)
            length = Suffix(texts[0].AsSpan(texts[0].Length - length), text);
        return length < shortest ? 0 : length;
    }

    /// <summary>Returns the length of what two texts end with.</summary>
    public static int Suffix(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        var length = 0;
        while (length < first.Length && length < second.Length && first[^(length + 1)] == second[^(length + 1)])
            length++;
        return length;
    }
}
