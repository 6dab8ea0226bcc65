using FsCheck;
using FsCheck.Fluent;
using static GeminiTuning.Tests.Datasets.Checking;

namespace GeminiTuning.Tests.Datasets;

/// <summary>Splitting: what is alike stays together, the shares are kept, and the same seed gives the same split.</summary>
public sealed class SplitTests
{
    static readonly SplitPart[] s_kept = [SplitPart.Validation, SplitPart.Test];

    [Fact]
    public void Each_example_is_in_one_part_and_what_is_alike_in_the_same() => Always.Holds(Datasets.Zip(Options), both =>
    {
        var (examples, options) = both;
        var split = Split(examples, options);
        Assert.Equal(examples.Count, split.Parts.Count);
        var parts = Enum.GetValues<SplitPart>().ToDictionary(part => part, part => examples.Where((_, i) => split.Parts[i] == part).ToList());
        Assert.DoesNotContain(Report(parts[SplitPart.Training], parts[SplitPart.Validation]).Findings, finding => finding.Rule == TuningDataRule.Leakage);
        Assert.DoesNotContain(Report(parts[SplitPart.Training], parts[SplitPart.Test]).Findings, finding => finding.Rule == TuningDataRule.Leakage);
        Assert.DoesNotContain(Report(parts[SplitPart.Validation], parts[SplitPart.Test]).Findings, finding => finding.Rule == TuningDataRule.Leakage);
    }, 300);

    [Fact]
    public void No_part_is_larger_than_its_share_or_than_the_service_takes() => Always.Holds(Datasets.Zip(Options), both =>
    {
        var (examples, options) = both;
        var split = Split(examples, options);
        var used = examples.Count - split.CountOf(SplitPart.Unused);
        Assert.InRange(used, 0, options.Count ?? examples.Count);
        Assert.InRange(split.CountOf(SplitPart.Validation), 0, (int)(used * options.ValidationRatio));
        Assert.InRange(split.CountOf(SplitPart.Test), 0, (int)(used * options.TestRatio));
        Assert.InRange(split.CountOf(SplitPart.Validation), 0, split.CountOf(SplitPart.Training) / 4);
    }, 300);

    [Fact]
    public void Examples_that_are_unlike_are_split_to_the_example() => Always.Holds(Gen.Choose(20, 300).Zip(Options), both =>
    {
        var (count, options) = both;
        options = options with { Limits = ExampleLimits.GeminiApi, Stratify = false };
        var split = Split(Fine(count), options);
        var used = Math.Min(count, options.Count ?? count);
        Assert.Equal(
            (used, (int)(used * options.ValidationRatio), (int)(used * options.TestRatio)),
            (count - split.CountOf(SplitPart.Unused), split.CountOf(SplitPart.Validation), split.CountOf(SplitPart.Test)));
    }, 100);

    [Fact]
    public void With_strata_each_output_has_its_share_in_each_part() => Always.Holds(Gen.Choose(40, 400).Zip(Gen.Choose(1, 50)), both =>
    {
        var examples = Fine(both.Item1).Select((example, i) => example with { Output = i % 10 < 7 ? "often" : "seldom" }).ToList();
        var split = Split(examples, new SplitOptions { ValidationRatio = 0.15, TestRatio = 0.1, Seed = both.Item2, Stratify = true });
        foreach (var part in s_kept)
            foreach (var (output, all) in examples.GroupBy(example => example.Output).Select(group => (group.Key, group.Count())))
                Assert.InRange(
                    examples.Where((example, i) => split.Parts[i] == part && example.Output == output).Count(),
                    (all * (part == SplitPart.Test ? 0.1 : 0.15)) - 2, (all * (part == SplitPart.Test ? 0.1 : 0.15)) + 2);
    }, 50);

    [Fact]
    public void The_same_seed_gives_the_same_split_and_another_another()
    {
        var examples = Fine(200);
        var first = Split(examples, new SplitOptions { TestRatio = 0.1 });
        Assert.Equal(first.Parts, Split(examples, new SplitOptions { TestRatio = 0.1 }).Parts);
        Assert.NotEqual(first.Parts, Split(examples, new SplitOptions { TestRatio = 0.1, Seed = 2 }).Parts);
    }

    [Fact]
    public void The_split_of_a_known_dataset_is_this_one_on_every_platform() => Assert.Equal(
        "..t.t.v.v...t....v....v.t...v...v...v...",
        string.Concat(Split(Fine(40), new SplitOptions { TestRatio = 0.1 }).Parts.Select(part => part switch
        {
            SplitPart.Validation => 'v',
            SplitPart.Test => 't',
            _ => '.',
        })));

    [Fact]
    public void The_order_of_the_examples_changes_nothing_where_they_are_unlike()
    {
        var examples = Fine(100);
        var backwards = Enumerable.Reverse(examples).ToList();
        Assert.Equal(Split(examples, new SplitOptions()).Parts, Split(backwards, new SplitOptions()).Parts.Reverse());
    }

    [Fact]
    public void The_service_takes_so_many_to_validate_with()
    {
        var examples = Enumerable.Range(0, 60_000).Select(i => Pair($"{i * 7919}", "x")).ToList();
        var split = Split(examples, new SplitOptions { ValidationRatio = 0.1 });
        Assert.Equal((6_000, 5_000, 5_000), (split.WantedValidation, split.AllowedValidation, split.CountOf(SplitPart.Validation)));
    }

    static ExampleSplit Split(IReadOnlyList<TuningExample> examples, SplitOptions options)
    {
        var splitter = new ExampleSplitter(options);
        foreach (var example in examples)
            splitter.Add(example);
        return splitter.Split();
    }

    // With repetitions, variants in case and white space, and near duplicates.
    static Gen<List<TuningExample>> Datasets { get; } = Gen.Choose(0, 60).Zip(Gen.Choose(0, 4)).Select(both => both.Item2 switch
    {
        0 => Pair(Sentence(both.Item1)),
        1 => Pair(Sentence(both.Item1).ToUpperInvariant(), "odd"),
        2 => Pair($"  {Sentence(both.Item1).Replace(" ", "  ", StringComparison.Ordinal)}"),
        3 => Pair(Sentence(both.Item1) + "!"),
        _ => Pair(both.Item1.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    }).ListOf().Select(examples => examples.ToList());

    static Gen<SplitOptions> Options { get; } =
        Gen.Choose(0, 50).Zip(Gen.Choose(0, 40)).Zip(Gen.Choose(1, 1000)).Zip(Gen.Elements(null, (int?)1, 10, 50)).Select(all => new SplitOptions
        {
            ValidationRatio = all.Item1.Item1.Item1 / 100.0,
            TestRatio = all.Item1.Item1.Item2 / 100.0,
            Seed = all.Item1.Item2,
            Stratify = all.Item1.Item2 % 2 == 0,
            Count = all.Item2,
        });
}
