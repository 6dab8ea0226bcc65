using System.Text;
using System.Text.RegularExpressions;

namespace GeminiTuning;

/// <summary>Compares the text that a model returned with the expected text. Each measure is between 0 (nothing in common) and 1 (equal).</summary>
public static partial class TextMeasures
{
    const int ChrFOrder = 6;
    // Popović (2016) recommends 2: recall counts twice as much as precision. It's also the default of sacreBLEU (chrF2).
    const double ChrFBeta = 2;
    // A Unicode code point has at most 21 bits, so six of them fit in 128 bits.
    const int CodePointBits = 21;

    /// <summary>Whether the texts are equal, apart from white space at their start and end.</summary>
    /// <param name="expected">The expected text.</param>
    /// <param name="actual">The text of the model.</param>
    public static bool IsExactMatch(string expected, string actual)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        return expected.AsSpan().Trim().SequenceEqual(actual.AsSpan().Trim());
    }

    /// <summary>Whether the texts are equal after <see cref="Normalize"/>.</summary>
    /// <inheritdoc cref="IsExactMatch" path="/param"/>
    public static bool IsNormalizedMatch(string expected, string actual) => Normalize(expected) == Normalize(actual);

    /// <summary>Returns a text as SQuAD compares it: in lower case, without ASCII punctuation, without the articles a, an, and the,
    /// and with single spaces (Rajpurkar et al., 2016).</summary>
    /// <param name="text">The text.</param>
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join(' ', NormalizedTokens(text));
    }

    /// <summary>The F1 score of the words that the normalized texts share, with repetitions, as in SQuAD (Rajpurkar et al., 2016).</summary>
    /// <inheritdoc cref="IsExactMatch" path="/param"/>
    public static double TokenF1(string expected, string actual)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        return TokenF1(NormalizedTokens(expected), NormalizedTokens(actual));
    }

    /// <summary>ROUGE-L: the F1 score of the longest common subsequence of words (Lin, 2004). A word is a sequence of letters and digits,
    /// in lower case.</summary>
    /// <inheritdoc cref="IsExactMatch" path="/param"/>
    public static double RougeL(string expected, string actual)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        var wanted = Words(expected);
        var got = Words(actual);
        // Texts without a word, such as '+' and '-', have no subsequence.
        if (wanted.Count == 0 || got.Count == 0)
            return IsExactMatch(expected, actual) ? 1 : 0;
        return HarmonicMean(LongestCommonSubsequence(wanted, got), wanted.Count, got.Count);
    }

    /// <summary>chrF2: the F score of character n-grams of 1 to 6 characters, without white space (Popović, 2015). Precision and recall
    /// are averaged over the lengths that both texts have, as in sacreBLEU.</summary>
    /// <inheritdoc cref="IsExactMatch" path="/param"/>
    public static double ChrF(string expected, string actual)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        var wanted = NGrams(expected);
        var got = NGrams(actual);
        var orders = Math.Min(ChrFOrder, Math.Min(wanted.Length, got.Length));
        if (orders == 0)
            return wanted.Length == got.Length ? 1 : 0;
        double precision = 0, recall = 0;
        for (var order = 1; order <= orders; order++)
        {
            var shared = SharedNGrams(wanted, got, order);
            precision += (double)shared / (got.Length - order + 1);
            recall += (double)shared / (wanted.Length - order + 1);
        }
        const double Factor = ChrFBeta * ChrFBeta;
        return precision + recall == 0 ? 0 : (1 + Factor) * precision * recall / ((Factor * precision) + recall) / orders;
    }

    /// <summary>Computes all measures at once. Most answers of a good model are equal to the expected text, and need no further look.</summary>
    internal static (bool Exact, bool Normalized, double TokenF1, double RougeL, double ChrF) Measure(string expected, string actual)
    {
        if (expected == actual)
            return (true, true, 1, 1, 1);
        var (wanted, got) = (NormalizedTokens(expected), NormalizedTokens(actual));
        return (IsExactMatch(expected, actual), wanted.AsSpan().SequenceEqual(got), TokenF1(wanted, got), RougeL(expected, actual), ChrF(expected, actual));
    }

    static double TokenF1(string[] wanted, string[] got) => wanted.Length == 0 || got.Length == 0
        ? wanted.Length == got.Length ? 1 : 0
        : HarmonicMean(Shared(Count(wanted), Count(got)), wanted.Length, got.Length);

    static double HarmonicMean(int shared, int wanted, int got)
    {
        if (shared == 0)
            return 0;
        double precision = (double)shared / got, recall = (double)shared / wanted;
        return 2 * precision * recall / (precision + recall);
    }

    // SQuAD removes punctuation first, which joins the parts of a word: "it's" is one word, "its".
    static string[] NormalizedTokens(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text.ToLowerInvariant())
            if (!(char.IsAscii(character) && (char.IsPunctuation(character) || char.IsSymbol(character))))
                plain.Append(character);
        return Article().Replace(plain.ToString(), " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"\b(a|an|the)\b")]
    private static partial Regex Article();

    static List<string> Words(string text)
    {
        var lower = text.ToLowerInvariant();
        var words = new List<string>();
        var start = 0;
        for (var index = 0; index < lower.Length;)
        {
            // A lone surrogate is no letter.
            _ = Rune.DecodeFromUtf16(lower.AsSpan(index), out var rune, out var length);
            if (!Rune.IsLetterOrDigit(rune))
            {
                if (index > start)
                    words.Add(lower[start..index]);
                start = index + length;
            }
            index += length;
        }
        if (start < lower.Length)
            words.Add(lower[start..]);
        return words;
    }

    static Dictionary<T, int> Count<T>(IEnumerable<T> items) where T : notnull
    {
        var counts = new Dictionary<T, int>();
        foreach (var item in items)
            counts[item] = counts.GetValueOrDefault(item) + 1;
        return counts;
    }

    static int Shared<T>(Dictionary<T, int> one, Dictionary<T, int> other) where T : notnull =>
        one.Sum(item => Math.Min(item.Value, other.GetValueOrDefault(item.Key)));

    // Two rows of the table are enough for its length.
    static int LongestCommonSubsequence(List<string> one, List<string> other)
    {
        var above = new int[other.Count + 1];
        var row = new int[other.Count + 1];
        foreach (var word in one)
        {
            for (var column = 1; column <= other.Count; column++)
                row[column] = word == other[column - 1] ? above[column - 1] + 1 : Math.Max(above[column], row[column - 1]);
            (above, row) = (row, above);
        }
        return above[^1];
    }

    // The n-grams of the longest length that begin at each character, sorted. Their first characters are the shorter n-grams, in order,
    // too, so that one sort is enough for all lengths.
    static UInt128[] NGrams(string text)
    {
        var points = new int[text.Length];
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
            if (!Rune.IsWhiteSpace(rune))
                points[count++] = rune.Value;
        var keys = new UInt128[count];
        UInt128 key = 0;
        for (var index = count - 1; index >= 0; index--)
        {
            // One more than the code point: zero means that the text has ended.
            key = (key >> CodePointBits) | ((UInt128)(uint)(points[index] + 1) << (CodePointBits * (ChrFOrder - 1)));
            keys[index] = key;
        }
        Array.Sort(keys);
        return keys;
    }

    // Walks both sorted lists; equal n-grams are next to each other, and are matched one to one.
    static int SharedNGrams(UInt128[] one, UInt128[] other, int order)
    {
        var shift = CodePointBits * (ChrFOrder - order);
        var last = (UInt128.One << CodePointBits) - 1;
        int shared = 0, left = 0, right = 0;
        while (left < one.Length && right < other.Length)
        {
            var (wanted, got) = (one[left] >> shift, other[right] >> shift);
            if (wanted == got)
            {
                // Near the end of a text, there are fewer characters than the length.
                shared += (wanted & last) == 0 ? 0 : 1;
                left++;
                right++;
            }
            else if (wanted < got)
                left++;
            else
                right++;
        }
        return shared;
    }
}
