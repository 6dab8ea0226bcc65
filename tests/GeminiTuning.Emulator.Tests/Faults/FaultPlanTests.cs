using GeminiTuning.Emulator.Faults;

namespace GeminiTuning.Emulator.Tests.Faults;

public sealed class FaultPlanTests
{
    [Fact]
    public void A_list_is_read_in_its_order_whatever_its_case_and_its_spaces()
    {
        var plan = FaultPlan.Parse("503,None, 429:2s ,429:perday,500:0.50s,RESET,lost,truncated,malformed,slow,slow:1.5s,stalled,expired");
        Assert.Equal(
            ["503", "none", "429:2s", "429:PerDay", "500:0.5s", "reset", "lost", "truncated", "malformed", "slow", "slow:1.5s", "stalled", "expired"],
            plan.Kinds);
        Assert.Null(plan.Rate);
        Assert.Null(plan.Seed);
        Assert.StartsWith("503, none, 429:2s, ", $"{plan}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("503,")]
    [InlineData("503,,lost")]
    [InlineData("399")]
    [InlineData("600")]
    [InlineData("-503")]
    [InlineData("5e2")]
    [InlineData("429:x")]
    [InlineData("429:")]
    [InlineData("429:2")]
    [InlineData("429:-2s")]
    [InlineData("429:NaNs")]
    [InlineData("429:1e1s")]
    [InlineData("429:3601s")]
    [InlineData("503:PerDay")]
    [InlineData("slow:")]
    [InlineData("slow:soon")]
    [InlineData("lost:2s")]
    [InlineData("any")]
    [InlineData("status")]
    [InlineData("1")]
    public void What_is_no_fault_is_refused_with_all_that_is_one(string faults)
    {
        var fault = Assert.Throws<ArgumentException>(() => FaultPlan.Parse(faults));
        Assert.Contains("isn't a valid fault. Valid faults are 503 (any status from 400 to 599)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_written_is_read_or_refused()
    {
        var random = new Random(7);
        string[] words = ["429", "503", ":", "2s", "s", ".", "-", "Infinity", "NaN", "PerDay", "lost", "slow", "any", "none", ",", " ", "0", "9", "∞", "\0"];
        for (var i = 0; i < 5000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => words[random.Next(words.Length)]));
            var fault = Record.Exception(() => FaultPlan.Parse(text, i % 2 == 0 ? null : 0.5));
            Assert.True(fault is null or ArgumentException, $"{text}: {fault}");
        }
    }

    [Theory]
    [InlineData("lost", -0.1, null, "from 0 to 1")]
    [InlineData("lost", 1.1, null, "from 0 to 1")]
    [InlineData("lost", double.NaN, null, "from 0 to 1")]
    [InlineData("", 0.2, null, "requires faults")]
    [InlineData(" ", 0.2, 7, "requires faults")]
    [InlineData("lost", null, 7, "requires a fault rate")]
    [InlineData("lost, none", 0.2, null, "valid only in a list")]
    [InlineData("lost, x", 0.2, null, "isn't a valid fault")]
    public void A_rate_and_a_seed_are_checked(string faults, double? rate, int? seed, string words) =>
        Assert.Contains(words, Assert.Throws<ArgumentException>(() => FaultPlan.Parse(faults, rate, seed)).Message, StringComparison.Ordinal);

    [Fact]
    public void Any_is_what_trying_again_overcomes()
    {
        var plan = FaultPlan.Parse("any, expired", 0.2);
        Assert.Equal(
            ["429", "429:1s", "500", "502", "503", "504", "reset", "lost", "truncated", "malformed", "slow", "stalled", "expired"],
            plan.Kinds);
        Assert.NotNull(plan.Seed);
    }

    [Fact]
    public void The_same_seed_draws_the_same_faults_and_another_one_others()
    {
        Assert.Equal(Draw(7, 500), Draw(7, 500));
        Assert.NotEqual(Draw(7, 500), Draw(8, 500));
        Assert.NotEqual(FaultPlan.Parse("lost", 0.2).Seed, FaultPlan.Parse("lost", 0.2).Seed);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.2, 1900, 2100)]
    [InlineData(1, 10_000, 10_000)]
    public void A_rate_is_kept(double rate, int least, int most)
    {
        var drawn = Draw(7, 10_000, rate);
        Assert.InRange(drawn.Count(f => f != "none"), least, most);
        if (rate > 0)
            Assert.All(drawn.Where(f => f != "none").GroupBy(f => f), kind => Assert.InRange(kind.Count(), least / 4, most / 2));
    }

    [Fact]
    public async Task Many_at_once_draw_what_one_would_have_drawn()
    {
        var source = new FaultSource(FaultPlan.Parse("503, lost, slow", 0.2, 7));
        var drawn = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Enumerable.Range(0, 100).Select(_ => source.Next().Name).ToArray())));
        Assert.Equal(Draw(7, 5000).Order(), drawn.SelectMany(d => d).Order());
    }

    static string[] Draw(int seed, int count, double rate = 0.2)
    {
        var source = new FaultSource(FaultPlan.Parse("503, lost, slow", rate, seed));
        return [.. Enumerable.Range(0, count).Select(_ => source.Next().Name)];
    }
}
