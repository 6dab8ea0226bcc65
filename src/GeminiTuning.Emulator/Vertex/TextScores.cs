namespace GeminiTuning.Emulator.Vertex;

/// <summary>The scores of a response by the metrics that need no judge, from 0 to 1.</summary>
static class TextScores
{
    const int LongestBleu = 4;

    /// <summary>1 if the texts are equal, 0 otherwise.</summary>
    public static double ExactMatch(string expected, string actual) => expected == actual ? 1 : 0;

    /// <summary>BLEU of one sentence (Papineni et al., 2002), with the smoothing of sacreBLEU's default: the precision of the first length
    /// without a match counts half a match, that of the next a quarter, and so on.</summary>
    /// <param name="expected">The expected text.</param>
    /// <param name="actual">The response.</param>
    /// <param name="effectiveOrder">Whether lengths that the response doesn't reach are left out; otherwise they make the score 0.</param>
    public static double Bleu(string expected, string actual, bool effectiveOrder)
    {
        var (wanted, got) = (Tokens(expected, splitsMarks: true), Tokens(actual, splitsMarks: true));
        // As in sacreBLEU, a response without a single common word isn't smoothed.
        if (Shared(wanted, got, 1) == 0)
            return 0;
        var (sum, orders, smoothing) = (0.0, 0, 1.0);
        for (var order = 1; order <= LongestBleu && order <= got.Count; order++)
        {
            orders = order;
            var total = got.Count - order + 1;
            var shared = Shared(wanted, got, order);
            sum += Math.Log(shared > 0 ? (double)shared / total : 1 / ((smoothing *= 2) * total));
        }

        if (orders < LongestBleu && !effectiveOrder)
            return 0;
        var brevity = got.Count < wanted.Count ? Math.Exp(1 - ((double)wanted.Count / got.Count)) : 1;
        return brevity * Math.Exp(sum / orders);
    }

    /// <summary>ROUGE-N (Lin, 2004): the F1 score of the n-grams that the texts share.</summary>
    public static double Rouge(string expected, string actual, int order)
    {
        var (wanted, got) = (Tokens(expected, splitsMarks: false), Tokens(actual, splitsMarks: false));
        return F1(Shared(wanted, got, order), Math.Max(0, wanted.Count - order + 1), Math.Max(0, got.Count - order + 1));
    }

    /// <summary>ROUGE-L (Lin, 2004): the F1 score of the longest common subsequence.</summary>
    public static double RougeL(string expected, string actual)
    {
        var (wanted, got) = (Tokens(expected, splitsMarks: false), Tokens(actual, splitsMarks: false));
        var (above, row) = (new int[got.Count + 1], new int[got.Count + 1]);
        foreach (var token in wanted)
        {
            for (var i = 1; i <= got.Count; i++)
                row[i] = token == got[i - 1] ? above[i - 1] + 1 : Math.Max(above[i], row[i - 1]);
            (above, row) = (row, above);
        }

        return F1(above[^1], wanted.Count, got.Count);
    }

    static double F1(int shared, int wanted, int got) => shared == 0 ? 0 : 2.0 * shared / (wanted + got);

    static int Shared(List<string> wanted, List<string> got, int order)
    {
        var counts = Grams(wanted, order).GroupBy(gram => gram).ToDictionary(gram => gram.Key, gram => gram.Count());
        return Grams(got, order).GroupBy(gram => gram).Sum(gram => Math.Min(gram.Count(), counts.GetValueOrDefault(gram.Key)));
    }

    static IEnumerable<string> Grams(List<string> tokens, int order) =>
        Enumerable.Range(0, Math.Max(0, tokens.Count - order + 1)).Select(i => string.Join(' ', tokens.GetRange(i, order)));

    // BLEU keeps the case, and marks as tokens of their own; ROUGE does neither.
    static List<string> Tokens(string text, bool splitsMarks)
    {
        List<string> tokens = [];
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isWord = i < text.Length && (char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i]));
            if (isWord && start < 0)
                start = i;
            if (isWord)
                continue;
            if (start >= 0)
                tokens.Add(splitsMarks ? text[start..i] : text[start..i].ToLowerInvariant());
            start = -1;
            if (splitsMarks && i < text.Length && !char.IsWhiteSpace(text[i]))
                tokens.Add(text[i..(i + 1)]);
        }

        return tokens;
    }
}
