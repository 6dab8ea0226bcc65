using System.Globalization;
using System.Text.Json;

namespace GeminiTuning.Tests.Reports;

/// <summary>The figures of a report are those of the objects.</summary>
public sealed class ReportFigureTests
{
    static readonly TunedModelMeasurement[] s_measurements = SampleReport.Measurements(60, 4);
    static readonly TuningReport s_report = SampleReport.Filled(new TuningReport(SampleReport.Created), s_measurements);
    static readonly SavedPage s_page = new(s_report);

    [Fact]
    public void The_page_has_the_counts_of_each_measurement()
    {
        Assert.Equal(["tickets v1", "tickets v2"], s_page.Rows(Messages.CaptionAnswers).Select(row => row.Title));
        Assert.Equal(
            s_measurements.Select(one => new double[] { one.Count, one.Answered, one.Answered - one.MissCount, one.MissCount, one.Failed, one.Blocked }),
            s_page.Rows(Messages.CaptionAnswers).Select(row => row.Numbers));
    }

    [Fact]
    public void The_page_has_the_exact_measures_and_intervals()
    {
        (string, Func<TunedModelMeasurement, double?>, Func<TunedModelMeasurement, MeasureInterval?>)[] measures =
        [
            (Messages.LabelAccuracy, one => one.Accuracy, one => one.AccuracyInterval), (Messages.LabelNormalizedMatch, one => one.NormalizedMatch, one => one.NormalizedMatchInterval),
            (Messages.LabelTokenF1, one => one.TokenF1, one => one.TokenF1Interval), ("ROUGE-L", one => one.RougeL, one => one.RougeLInterval), ("chrF2", one => one.ChrF, one => one.ChrFInterval),
            (Messages.LabelMacroF1, one => one.MacroF1, one => one.MacroF1Interval), (Messages.LabelWeightedF1, one => one.WeightedF1, one => one.WeightedF1Interval),
        ];
        var expected = measures.SelectMany(measure => s_measurements.Select(one => new[] { measure.Item2(one)!.Value, measure.Item3(one)!.Lower, measure.Item3(one)!.Upper }).Prepend([]));
        Assert.Equal(expected, s_page.Rows(Messages.CaptionMeasures).Select(row => row.Numbers));
    }

    [Fact]
    public void The_page_has_the_confusion_matrices_and_the_measures_of_each_class()
    {
        Assert.Equal(
            s_measurements.SelectMany(one => one.ConfusionMatrix!.Counts.Select(row => row.Select(count => (double)count))),
            s_page.Rows(Messages.CaptionMatrix).Select(row => row.Numbers));
        Assert.Equal(
            s_measurements.SelectMany(one => one.Classes.Select(measure => new double[] { measure.Precision, measure.Recall, measure.F1, measure.Support, measure.Predicted })
                .Append([one.MacroPrecision!.Value, one.MacroRecall!.Value, one.MacroF1!.Value]).Append([one.WeightedPrecision!.Value, one.WeightedRecall!.Value, one.WeightedF1!.Value])),
            s_page.Rows(Messages.CaptionClasses).Select(row => row.Numbers));
    }

    [Fact]
    public void The_page_has_the_comparison()
    {
        var comparison = MeasurementComparer.Compare(s_measurements[0], [s_measurements[1]], MeasureName.Accuracy).Single();
        Assert.Equal(
            [comparison.Difference, comparison.DifferenceInterval.Lower, comparison.DifferenceInterval.Upper, comparison.AdjustedPValue],
            s_page.Rows(Messages.CaptionComparisons).Single().Numbers);
        Assert.Equal(
            [comparison.Value, comparison.ReferenceValue, comparison.Count, comparison.BetterCount, comparison.WorseCount, comparison.Unpaired],
            s_page.Rows(Messages.CaptionComparedRows).Single().Numbers);
        Assert.Contains(s_page.Elements("p"), text => text.Value.StartsWith("tickets v2 is better than tickets v1: accuracy ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_has_the_tokens_the_times_the_checkpoints_and_the_dataset()
    {
        Assert.Equal(
            s_measurements.Select(one => new double[] { one.PromptTokens, one.OutputTokens, one.ThoughtsTokens, one.PromptTokens + one.OutputTokens + one.ThoughtsTokens }),
            s_page.Rows(Messages.CaptionTokens).Select(row => row.Numbers));
        Assert.Equal(s_measurements.Select(one => one.Latency!.P99.TotalMilliseconds), s_page.Rows(Messages.CaptionLatency).Select(row => row.Numbers[3]));
        Assert.Equal([4, 40, 0.25, 0.275], s_page.Rows(Messages.CaptionCheckpoints).Skip(3).First().Numbers);
        Assert.Equal([2, 20, 0.5, 0.5], s_page.Rows(Messages.CaptionEvaluations).Skip(1).First().Numbers);
        Assert.Equal([840, 12, 13.5, 21, 21, 30, 33], s_page.Rows(Messages.CaptionDistributions).First().Numbers);
        Assert.Equal(s_report.Datasets[0].Outputs.Select(output => output.Count), s_page.Rows(Messages.CaptionOutputs).Select(row => (int)row.Numbers[0]));
        Assert.Equal(s_report.Datasets[0].InputLength!.Mean, s_page.Rows(Messages.CaptionLengths).First().Numbers[2]);
    }

    [Fact]
    public void A_number_that_people_see_is_the_exact_one_rounded()
    {
        Assert.True(s_page.Numbers.Count() > 200);
        Assert.All(s_page.Numbers, number =>
        {
            if (number.Text.StartsWith('<'))
            {
                Assert.True(number.Value < 0.001);
                return;
            }
            var isPercent = number.Text.EndsWith('%');
            var shown = number.Text.TrimEnd('%').Replace(",", "", StringComparison.Ordinal);
            var decimals = shown.Contains('.', StringComparison.Ordinal) ? shown.Length - shown.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
            Assert.InRange(Math.Abs(double.Parse(shown, CultureInfo.InvariantCulture) - (number.Value * (isPercent ? 100 : 1))), 0, 0.5000001 * Math.Pow(10, -decimals));
        });
    }

    [Fact]
    public void The_JSON_has_the_objects()
    {
        using var json = JsonDocument.Parse(Saved.As(s_report, TuningReportFormat.Json));
        var first = json.RootElement.GetProperty("measurements")[0];
        Assert.Equal(s_measurements[0].Accuracy, first.GetProperty("accuracy").GetDouble());
        Assert.Equal(s_measurements[0].MacroF1Interval!.Upper, first.GetProperty("macroF1Interval").GetProperty("upper").GetDouble());
        Assert.Equal(s_measurements[0].ConfusionMatrix!.Counts[0][1], first.GetProperty("confusionMatrix").GetProperty("counts")[0][1].GetInt64());
        Assert.Equal("2026-11-28T09:30:00+00:00", json.RootElement.GetProperty("createTime").GetString());
        Assert.Equal("Better", json.RootElement.GetProperty("comparisons")[0].GetProperty("verdict").GetString());
        Assert.Equal(0.001, json.RootElement.GetProperty("models")[0].GetProperty("hyperparameters").GetProperty("learningRate").GetDouble());
        Assert.Equal(7, json.RootElement.GetProperty("splits")[0].GetProperty("seed").GetInt32());
    }

    [Fact]
    public void The_JSON_has_no_row_of_the_user_no_folder_and_nothing_that_changes_with_time()
    {
        var text = Saved.As(s_report, TuningReportFormat.Json);
        Assert.DoesNotContain("inputObject", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/home/person", text, StringComparison.Ordinal);
        Assert.Contains("\"file\": \"tickets.csv\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"age\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Markdown_has_the_figures_in_tables_with_a_cell_for_each_column()
    {
        var lines = Saved.As(s_report, TuningReportFormat.Markdown).Split('\n');
        Assert.Equal("# Tuning report: tickets v1, tickets v2", lines[0]);
        var accuracy = s_measurements[1];
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"| `tickets v2` | {accuracy.Accuracy:0.000} | {accuracy.AccuracyInterval!.Lower:0.000} to {accuracy.AccuracyInterval.Upper:0.000} |"), lines);
        MarkdownTables.Check(lines);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    public void A_report_is_the_same_in_every_culture(string culture)
    {
        TuningReportFormat[] formats = [TuningReportFormat.Html, TuningReportFormat.Markdown, TuningReportFormat.Json, TuningReportFormat.Svg];
        var expected = formats.Select(format => Saved.As(s_report, format)).ToList();
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Assert.Equal(expected, formats.Select(format => Saved.As(s_report, format)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}

static class MarkdownTables
{
    /// <summary>Each row of a table has as many cells as its title.</summary>
    public static void Check(IEnumerable<string> lines)
    {
        var columns = 0;
        foreach (var line in lines)
        {
            if (!line.StartsWith('|'))
            {
                columns = 0;
                continue;
            }
            var cells = line.Replace(@"\|", "", StringComparison.Ordinal).Count(c => c == '|');
            Assert.True(columns == 0 || columns == cells, line);
            columns = cells;
        }
    }
}
