namespace GeminiTuning.Tests.Measures;

/// <summary>The intervals: worked examples of their papers, and how often they hold what they say.</summary>
public sealed class IntervalTests
{
    const int Simulations = 2000;

    // Newcombe (1998), "Improved confidence intervals for the difference between binomial proportions based on paired data", table III.
    [Fact]
    public void The_interval_of_paired_proportions_is_as_in_the_example_of_its_paper()
    {
        var interval = Intervals.PairedProportions(36, 12, 2, 0);
        Assert.Equal(0.0569, interval.Lower, 4);
        Assert.Equal(0.3404, interval.Upper, 4);
    }

    [Theory]
    [InlineData(0.5, 200)]
    [InlineData(0.9, 100)]
    [InlineData(0.8, 1000)]
    public void A_Wilson_interval_holds_the_proportion_in_93_to_97_of_100_cases(double proportion, int count)
    {
        var random = new SeededRandom(1);
        var held = Enumerable.Range(0, Simulations).Count(_ =>
        {
            var interval = Intervals.Wilson(Enumerable.Range(0, count).Count(_ => random.NextDouble() < proportion), count);
            return interval.Lower <= proportion && proportion <= interval.Upper;
        });
        Assert.InRange((double)held / Simulations, 0.93, 0.97);
    }

    // Scores as those of texts: a third are right, the rest is spread evenly. Their mean is 1/3 + 2/3 · 1/2.
    [Fact]
    public void A_bootstrap_interval_holds_the_mean_in_93_to_97_of_100_cases()
    {
        var random = new SeededRandom(2);
        const double Mean = 2.0 / 3;
        var held = Enumerable.Range(0, 1000).Count(_ =>
        {
            var interval = Intervals.Bootstrap([.. Enumerable.Range(0, 150).Select(_ => random.NextDouble() < 1.0 / 3 ? 1 : random.NextDouble())])!;
            return interval.Lower <= Mean && Mean <= interval.Upper;
        });
        Assert.InRange(held / 1000.0, 0.93, 0.97);
    }

    [Fact]
    public void An_interval_of_paired_proportions_holds_the_difference_in_93_to_97_of_100_cases()
    {
        var random = new SeededRandom(3);
        var held = Enumerable.Range(0, Simulations).Count(_ =>
        {
            var counts = new int[4];
            for (var row = 0; row < 200; row++)
                counts[random.NextDouble() switch { < 0.7 => 0, < 0.85 => 1, < 0.92 => 2, _ => 3 }]++;
            var interval = Intervals.PairedProportions(counts[0], counts[1], counts[2], counts[3]);
            return interval.Lower <= 0.08 && 0.08 <= interval.Upper;
        });
        Assert.InRange((double)held / Simulations, 0.93, 0.97);
    }

    // The numbers of SplitMix64 for the seed 1234567, as in the reference implementation's test vectors.
    [Fact]
    public void Random_numbers_are_the_same_everywhere()
    {
        var random = new SeededRandom(1234567);
        Assert.Equal([6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431], Enumerable.Range(0, 4).Select(_ => random.NextBits()));
    }

    [Fact]
    public void A_bootstrap_interval_is_the_same_everywhere()
    {
        var interval = Intervals.Bootstrap([0, 0.1, 0.2, 0.4, 0.4, 0.7, 1, 1])!;
        Assert.Equal(interval, Intervals.Bootstrap([0, 0.1, 0.2, 0.4, 0.4, 0.7, 1, 1]));
        Assert.Equal("0.238 to 0.750", interval.ToString());
    }

    [Fact]
    public void An_interval_of_a_sample_is_narrowed_to_that_of_all_rows()
    {
        var values = Enumerable.Range(0, 1000).Select(row => row % 10 / 10.0).ToList();
        var whole = Intervals.Bootstrap(values)!;
        var part = Intervals.Bootstrap(values, rows: 100_000, mean: 0.5)!;
        Assert.Equal((whole.Upper - whole.Lower) / 10, part.Upper - part.Lower, 9);
        Assert.InRange(0.5, part.Lower, part.Upper);
    }

    // n = (1.959964 · √0.2 + 0.841621 · √(0.2 - 0.01))² / 0.01 (Connor, 1987), worked by hand.
    [Fact]
    public void The_number_of_rows_is_that_of_the_formulas()
    {
        Assert.Equal(155, SampleSize.OfProportions(0.2, 0.1));
        Assert.Equal(SampleSize.OfProportions(0.2, 0.1), SampleSize.OfProportions(0.2, -0.1));
        Assert.Equal(197, SampleSize.OfMeans(0.5, 0.1));
        Assert.Null(SampleSize.OfProportions(0.2, 0));
        Assert.Null(SampleSize.OfMeans(0.5, 0));
    }
}
