using FsCheck;
using FsCheck.Fluent;
using static GeminiTuning.Tests.Datasets.Checking;

namespace GeminiTuning.Tests.Datasets;

/// <summary>The figures of a report, against those that are counted in the plainest way.</summary>
public sealed class ReportTests
{
    [Fact]
    public void Lengths_are_those_of_the_sorted_list() => Always.Holds(Gen.Choose(0, 50).ListOf().Where(lengths => lengths.Count > 0), lengths =>
    {
        var counter = new LengthCounter();
        foreach (var length in lengths)
            counter.Add(length);
        var sorted = lengths.Order().ToList();
        var (low, high) = (sorted[(sorted.Count - 1) / 2], sorted[sorted.Count / 2]);
        Assert.Equal(
            new TextLengths(sorted[0], (low + high) / 2.0, sorted.Average(), sorted[(int)Math.Ceiling(sorted.Count * 0.95) - 1], sorted[^1]),
            counter.Lengths()! with { Mean = sorted.Average() });
        Assert.Equal(sorted.Average(), counter.Lengths()!.Mean, 9);
    });

    [Fact]
    public void Repeated_inputs_conflicts_duplicates_and_leakage_are_those_of_plain_grouping() => Always.Holds(Pairs.Zip(Pairs), both =>
    {
        var (training, validation) = both;
        var report = Report(training, validation);
        Assert.Equal(training.Select(Normal).Distinct().Count(), report.DistinctInputCount);
        Assert.Equal(training.Select(example => example.Output).Distinct().Count(), report.DistinctOutputCount);
        Assert.Equal(RowsWhere(training, (example, _) => training.Where(other => Normal(other) == Normal(example)).Select(other => other.Output).Distinct().Count() > 1), RowsOf(report, TuningDataRule.Conflict));
        Assert.Equal(RowsWhere(training, (example, i) => training.Take(i).Contains(example)), RowsOf(report, TuningDataRule.Duplicate));
        Assert.Equal(RowsWhere(training, (example, _) => validation.Any(other => Normal(other) == Normal(example))), RowsOf(report, TuningDataRule.Leakage));
    }, 300);

    [Fact]
    public void Outputs_are_counted_the_most_frequent_first()
    {
        var report = Report([.. Fine(40), Pair("x", "odd")]);
        Assert.Equal([new OutputCount("odd", 21), new OutputCount("even", 20)], report.Outputs);
    }

    [Theory]
    [InlineData(null, null, 51)]
    [InlineData(10, null, 101)]
    [InlineData(10, 16, 26)]
    public void Steps_are_estimated_for_the_settings_or_the_defaults(int? epochs, int? batch, int steps)
    {
        var checker = new TuningDataChecker(ExampleLimits.GeminiApi);
        foreach (var example in Fine())
            checker.Add(example);
        checker.Add(Pair("x"));
        var expected = (int)Math.Ceiling(41.0 * (epochs ?? 5) / (batch ?? 4));
        Assert.Equal(expected, checker.Report(new Hyperparameters { EpochCount = epochs, BatchSize = batch }).StepCount);
        Assert.InRange(steps, expected - 2, expected + 2);
        Assert.Null(Report(Fine()).StepCount);
    }

    [Fact]
    public void A_place_is_a_line_of_a_file_or_a_row()
    {
        var finding = Assert.Single(Found(
            TuningDataRule.Empty,
            Pair("", "x") with { File = "/data/a.csv", Line = 3 }, Pair("", "x") with { File = "/data/a.csv", Line = 9 }, Pair("", "x") with { File = "/data/b.csv", Line = 2 }, Pair("", "x")));
        Assert.Equal("a.csv:3, 9, b.csv:2, 44", finding.Places);
        Assert.Equal([new ExampleLocation("/data/a.csv", 3, 41), new ExampleLocation("/data/a.csv", 9, 42), new ExampleLocation("/data/b.csv", 2, 43), new ExampleLocation(null, null, 44)], finding.Lines);
        Assert.Equal("row 44", $"{finding.Lines[3]}");
        Assert.Equal("rows 41, 42", Assert.Single(Found(TuningDataRule.Empty, Pair("", "x"), Pair("", "y"))).Places);
    }

    [Fact]
    public void Findings_come_by_their_severity_and_the_report_counts_them()
    {
        var report = Report([.. Fine(), Pair("", "x"), Pair("a", " x"), Pair("b\0", "x"), Pair("b\0", "x")]);
        Assert.Equal(report.Findings.Select(finding => finding.Severity).OrderDescending(), report.Findings.Select(finding => finding.Severity));
        Assert.Equal((1, false), (report.ErrorCount, report.IsValid));
        Assert.True(report.WarningCount > 1);
        Assert.True(Report(Fine()).IsValid);
    }

    [Fact]
    public void The_summary_has_no_line_that_is_longer_than_79_characters()
    {
        var report = Report([.. Fine().Select(example => example with { File = $"/data/{new string('f', 60)}.csv", Line = 2 }), Pair("", new string('y', 200)), Pair("a", "b"), Pair("a", "c")], Fine());
        Assert.All(report.Summary.Split(Environment.NewLine), line => Assert.InRange(line.Length, 0, 79));
        Assert.StartsWith("43 examples, 40 validation examples, checked for Vertex AI.", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_excluded_is_gone_and_nothing_else() => Always.Holds(Pairs, examples =>
    {
        var report = Report(examples);
        var filter = new TuningExampleFilter(report.Findings.Where(finding => finding.Severity != TuningDataSeverity.Information));
        var left = examples.Where(filter.Passes).ToList();
        Assert.DoesNotContain(Report(left).Findings, finding => finding.Rule is TuningDataRule.Conflict or TuningDataRule.Duplicate or TuningDataRule.Empty);
        Assert.Equal(examples.Count, filter.Count);
        Assert.Equal(examples.Count - left.Count, filter.Excluded.Values.Sum());
        // Rare outputs are objected to as well; what nothing objects to stays, in its order.
        var objected = report.Findings.Where(finding => finding.Severity != TuningDataSeverity.Information).SelectMany(Rows).ToHashSet();
        Assert.Equal(examples.Where((_, i) => !objected.Contains(i + 1)), left.Where(example => examples.Select((other, i) => (other, i)).Any(one => one.other == example && !objected.Contains(one.i + 1))));
    }, 200);

    // Few different texts, so that all that can happen does.
    static Gen<List<TuningExample>> Pairs { get; } = Gen.Elements("", "a", "A", " a ", "a  b", "A B", "c", "d", "é", "É").Zip(Gen.Elements("", "x", "y", "X"))
        .Select(two => Pair(two.Item1, two.Item2)).ListOf().Where(examples => examples.Count > 0).Select(examples => examples.ToList());

    static string Normal(TuningExample example) => string.Join(' ', example.TextInput.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));

    static IEnumerable<int> RowsWhere(List<TuningExample> examples, Func<TuningExample, int, bool> matches) =>
        Enumerable.Range(0, examples.Count).Where(i => matches(examples[i], i)).Select(i => i + 1);

    static IEnumerable<int> RowsOf(TuningDataReport report, TuningDataRule rule) =>
        report.Findings.Where(finding => finding.Rule == rule).SelectMany(Rows);
}
