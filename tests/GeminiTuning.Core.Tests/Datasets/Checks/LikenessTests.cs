using FsCheck;
using FsCheck.Fluent;
using static GeminiTuning.Tests.Datasets.Checking;

namespace GeminiTuning.Tests.Datasets;

/// <summary>How near duplicates are found: signatures estimate the share of n-grams that two texts have in common.</summary>
public sealed class LikenessTests
{
    // Splits and signatures rest on it: it must not change, on no platform and in no version.
    [Theory]
    [InlineData("", 9453038937549525072UL)]
    [InlineData("a", 16336962487837287316UL)]
    [InlineData("Grün 数 😀", 2301737582806154669UL)]
    [InlineData("A text that is longer than sixteen bytes, and not a multiple of them.", 7929483667124600116UL)]
    public void The_hash_of_a_text_is_the_same_everywhere(string text, ulong hash) => Assert.Equal(hash, TextHash.Of(text));

    [Fact]
    public void Texts_that_differ_have_hashes_that_differ() => Always.Holds(ArbMap.Default.GeneratorFor<string>().Zip(ArbMap.Default.GeneratorFor<string>()), two =>
    {
        if (two.Item1 != two.Item2)
            Assert.NotEqual(TextHash.Of(two.Item1), TextHash.Of(two.Item2));
    });

    [Fact]
    public void Half_of_the_bits_change_with_one_character()
    {
        var random = new Random(1);
        var changed = Enumerable.Range(0, 1000).Average(_ =>
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => (char)random.Next(32, 127))]);
            var at = random.Next(text.Length);
            return System.Numerics.BitOperations.PopCount(TextHash.Of(text) ^ TextHash.Of(text[..at] + (char)(text[at] ^ 1) + text[(at + 1)..]));
        });
        Assert.InRange(changed, 31, 33);
    }

    [Fact]
    public void Texts_are_alike_where_most_of_their_n_grams_are_the_same_and_not_where_few_are() => Always.Holds(Edited, edited =>
    {
        var (text, other) = edited;
        var share = Share(text, other);
        var common = MinHash.Common(Signed(text), Signed(other));
        if (share >= 0.97)
            Assert.InRange(common, MinHash.Alike, MinHash.Size);
        if (share <= 0.55)
            Assert.InRange(common, 0, MinHash.Alike - 1);
    }, 2000);

    [Fact]
    public void The_estimate_is_right_on_average()
    {
        var errors = Edited.Sample(1000).Select(edited => (MinHash.Common(Signed(edited.Text), Signed(edited.Other)) / (double)MinHash.Size) - Share(edited.Text, edited.Other)).ToList();
        Assert.InRange(errors.Average(), -0.02, 0.02);
        Assert.InRange(Math.Sqrt(errors.Average(error => error * error)), 0, 0.08);
    }

    [Fact]
    public void Many_texts_that_share_a_beginning_are_few_groups()
    {
        // One bucket for all would be compared pair by pair: 100 million comparisons in each of two.
        var index = new ExampleIndex();
        for (var i = 0; i < 20_000; i++)
            index.Add(Pair($"{(i % 2 == 0 ? "please tell me all about the order with the number" : "I would like to know where my parcel might be:")} {i}"));
        var groups = index.Alike();
        Assert.InRange(Enumerable.Range(0, 20_000).Select(groups.FirstOf).Distinct().Count(), 2, 100);
    }

    // A text, and the same with some words replaced.
    static Gen<(string Text, string Other)> Edited { get; } = Gen.Choose(0, 100_000).Zip(Gen.Choose(0, 12)).Select(both =>
    {
        var text = $"{Sentence(both.Item1)} {Sentence(both.Item1 + 1)} {Sentence(both.Item1 + 2)}";
        var words = text.Split(' ');
        for (var i = 0; i < both.Item2; i++)
            words[(both.Item1 + (i * 7)) % words.Length] = $"w{i}";
        return (text, string.Join(' ', words));
    });

    static byte[] Signed(string text)
    {
        var signature = new byte[MinHash.Size];
        MinHash.Compute(text, signature);
        return signature;
    }

    static double Share(string first, string second)
    {
        var (one, other) = (Grams(first), Grams(second));
        return one.Intersect(other).Count() / (double)one.Union(other).Count();
    }

    static HashSet<string> Grams(string text) => [.. Enumerable.Range(0, text.Length - MinHash.GramLength + 1).Select(i => text.Substring(i, MinHash.GramLength))];
}
