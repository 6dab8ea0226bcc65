namespace GeminiTuning.Emulator.Training;

/// <summary>
/// What the model sees of a text: the whole of it, its character n-grams (1 to 3, case ignored), its words and pairs of
/// words, each as a hash and each counted once.
/// </summary>
static class TextFeatures
{
    /// <summary>The most features of a text. A longer one is known by those with the smallest hashes: a fair sample, and
    /// the same one each time.</summary>
    public const int Most = 1024;

    const int LongestGram = 3;
    const uint WholeSeed = 101;
    const uint WordSeed = 102;
    const uint PairSeed = 103;
    const uint Always = 0x5bd1e995;

    /// <summary>The features of a text; at least two.</summary>
    public static uint[] Of(string text)
    {
        var lower = text.ToLowerInvariant();
        List<uint> features = [];
        AddGrams(features, $"\u0002{lower}\u0003");
        AddWords(features, lower);
        features.Sort();

        var kept = features.Distinct().Take(Most - 2);
        return [StableHash.Of(text, WholeSeed), Always, .. kept];
    }

    static void AddGrams(List<uint> features, ReadOnlySpan<char> text)
    {
        for (var length = 1; length <= LongestGram; length++)
        {
            for (var start = 0; start + length <= text.Length; start++)
                features.Add(StableHash.Of(text.Slice(start, length), (uint)length));
        }
    }

    static void AddWords(List<uint> features, string text)
    {
        var previous = 0u;
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var hash = StableHash.Of(word, WordSeed);
            features.Add(hash);
            if (previous != 0)
                features.Add(StableHash.Mix(previous ^ (hash * PairSeed)));
            previous = hash;
        }
    }
}
