using System.Text;
using System.Text.RegularExpressions;

namespace GeminiTuning.Tests.Measures;

public sealed partial class LossChartTests
{
    static LossReading Reading(string name = "trial", ulong seed = 1, int steps = 80) => LossReading.Of(new TunedModel
    {
        Name = $"tunedModels/{name}",
        Snapshots = LossCurves.Of(steps, 4, LossCurves.Falling(0.2), 0.05, seed, LossCurves.Lowest(0.5, 0.8), 10),
    });

    static LossChart Chart(int models) =>
        LossReading.Together(Enumerable.Range(1, models).Select(number => Reading($"model-{number}", (ulong)number)))[0].ToChart();

    static string[] Lines(LossChart chart, int width, bool isPlain = false) => [.. chart.Draw(width, 12, isPlain).Select(line => Escape().Replace(line, ""))];

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(200)]
    public void A_chart_is_as_wide_as_asked_for_and_no_wider(int width)
    {
        foreach (var models in new[] { 1, 3, 8 })
            foreach (var isPlain in new[] { false, true })
                Assert.Equal(width, Lines(Chart(models), width, isPlain).Max(line => line.Length));
    }

    [Fact]
    public void A_plain_chart_is_ASCII_without_escape_sequences() =>
        Assert.All(Chart(3).Draw(80, 12, isPlain: true), line => Assert.True(line.All(c => c is >= ' ' and <= '~')));

    [Fact]
    public void Each_curve_has_a_letter_in_the_chart_and_in_the_legend()
    {
        foreach (var isPlain in new[] { false, true })
        {
            var lines = Lines(Chart(3), 80, isPlain);
            foreach (var (letter, text) in new[] { ('A', "model-1, training"), ('a', "model-1, validation"), ('C', "model-3, training"), ('c', "model-3, validation") })
            {
                Assert.Contains($"{letter} {text}", lines);
                Assert.Contains(lines.Where(line => line.Contains(isPlain ? '|' : '│') || line.Contains(isPlain ? '+' : '┤')), line => line.Contains(letter));
            }
        }
    }

    [Fact]
    public void The_axes_have_names_and_numbers()
    {
        var lines = Lines(Chart(1), 80);
        Assert.Equal("mean loss", lines[0]);
        Assert.Contains(lines, line => line.Trim() == "epoch");
        Assert.Contains(lines, line => Regex.IsMatch(line, @"^\s+0 .*\b2\b.*\b4$"));
        Assert.Contains(lines, line => line.StartsWith("   0 ┤", StringComparison.Ordinal));
    }

    [Fact]
    public void One_epoch_is_shown_in_steps()
    {
        var reading = LossReading.Of(new TunedModel { Name = "tunedModels/a", Snapshots = LossCurves.Of(30, 1, LossCurves.Falling(0.2), 0.05, 1) });
        Assert.Contains(Lines(reading.ToChart(), 80), line => line.Trim() == "step");
    }

    [Fact]
    public void A_chart_without_losses_is_empty() =>
        Assert.Empty(LossReading.Of(new TunedModel { Name = "tunedModels/a" }).ToChart().Draw(80, 12, false));

    [Theory]
    [InlineData(0f)]
    [InlineData(1e-9f)]
    [InlineData(1e9f)]
    [InlineData(-1f)]
    public void A_single_loss_of_any_size_is_drawn(float loss)
    {
        var reading = LossReading.Of(new TunedModel { Name = "tunedModels/a", Snapshots = [new TuningSnapshot { Step = 1, Epoch = 1, MeanLoss = loss }] });
        Assert.Contains(Lines(reading.ToChart(), 40)[1..13], line => line.Contains('A'));
        Assert.Contains("<svg", LossSvg.Draw([reading]));
    }

    [Fact]
    public void More_models_than_letters_are_in_several_charts()
    {
        var readings = LossReading.Together(Enumerable.Range(1, 20).Select(number => Reading($"m{number}", (ulong)number, 20)));
        Assert.Equal([8, 8, 4], readings.GroupBy(reading => reading.ToChart()).Select(chart => chart.Count()));
        Assert.Equal(Enumerable.Range(1, 20).Select(number => $"tunedModels/m{number}"), readings.Select(reading => reading.Model));
    }

    [Fact]
    public void Models_with_one_display_name_are_shown_with_their_IDs()
    {
        var readings = LossReading.Together([Reading("one") with { ModelDisplayName = "trial" }, Reading("two") with { ModelDisplayName = "trial" }, Reading("three") with { ModelDisplayName = "other" }]);
        Assert.Equal(["one", "two", "other"], readings.Select(reading => reading.Summary.Split(':')[0]));
    }

    [Fact]
    public void Sentences_are_broken_between_words()
    {
        var lines = Reading().ToLines(30);
        Assert.True(lines.Count > 1);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 30));
        Assert.Equal(Reading().Summary, string.Join(' ', lines));
    }

    [Fact]
    public void A_name_cannot_command_the_terminal()
    {
        var reading = Reading() with { ModelDisplayName = "a\e[2Jb\nc" };
        Assert.DoesNotContain(reading.ToChart().Draw(80, 12, true), line => line.Any(char.IsControl));
        Assert.DoesNotContain(reading.ToLines(80), line => line.Contains('\e'));
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("us-ascii", false)]
    [InlineData("ibm437", false)]
    [InlineData("windows-1252", false)]
    public void Old_code_pages_get_ASCII(string encoding, bool canShow) =>
        Assert.Equal(canShow, LossCurve.CanShow(LossPlot.Sample, CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding)));

    [GeneratedRegex(@"\e\[\d+m")]
    private static partial Regex Escape();
}
