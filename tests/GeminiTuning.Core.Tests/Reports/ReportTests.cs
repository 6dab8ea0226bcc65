namespace GeminiTuning.Tests.Reports;

/// <summary>How a report is filled and saved, and how its page is built.</summary>
public sealed class ReportTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("report-").FullName;

    string Path => System.IO.Path.Combine(_folder, "report.html");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_page_has_a_language_a_title_and_headings_without_gaps()
    {
        var page = new SavedPage(SampleReport.Of());
        Assert.Equal("en", page.All.First().Attribute("lang")!.Value);
        Assert.Equal("Tuning report: tickets v1, tickets v2", page.Elements("title").First().Value);
        var levels = page.All.Where(element => element.Name.LocalName is "h1" or "h2" or "h3" or "h4").Select(element => element.Name.LocalName[1] - '0').ToList();
        Assert.Equal(1, levels[0]);
        Assert.Single(levels, level => level == 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.All(page.Elements("th"), title => Assert.Contains(title.Attribute("scope")?.Value, (string[])["col", "row", "rowgroup"]));
    }

    [Fact]
    public void A_large_confusion_matrix_is_folded_and_its_most_frequent_mistakes_are_listed()
    {
        var page = new SavedPage(SampleReport.Of(rows: 400, classes: 30));
        Assert.Equal(2, page.Elements("summary").Count(summary => summary.Value == "Confusion matrix of all 30 classes"));
        Assert.Equal(30 * 2, page.Rows(Messages.CaptionMatrix).Count());
        Assert.Equal(15 * 2, page.Rows(Messages.CaptionMistakes).Count());
        var markdown = Saved.As(SampleReport.Of(rows: 400, classes: 30), TuningReportFormat.Markdown);
        Assert.Contains("The HTML report contains the whole confusion matrix.", markdown, StringComparison.Ordinal);
        Assert.InRange(markdown.Length, 1, 65_536);
    }

    [Fact]
    public void Objects_come_in_any_order_and_count_once()
    {
        var measurement = SampleReport.Measured("tunedModels/a", 3);
        var model = SampleReport.Model("tunedModels/a", "tickets");
        var operation = new TuningOperation { Name = "tunedModels/a/operations/b", Model = "tunedModels/a", Done = true, ExampleCount = 40, Result = model };
        string[] texts = [.. new object[][] { [measurement, operation, model], [model, measurement, operation], [operation, measurement, model, measurement, operation] }.Select(items =>
        {
            var report = new TuningReport(SampleReport.Created);
            Assert.All(items, item => Assert.True(report.Add(item)));
            return Saved.As(report, TuningReportFormat.Html);
        })];
        Assert.Single(texts.Distinct());
        Assert.Contains("Created 2026-11-28 09:30 UTC from 1 tuned model, 1 measurement.", texts[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_tuning_that_is_running_or_failed_is_shown_as_it_is()
    {
        var report = new TuningReport(SampleReport.Created);
        report.Add(new TuningOperation
        {
            Name = "tunedModels/a/operations/b",
            Model = "tunedModels/a",
            Done = true,
            Error = new ServiceStatus(13, "The tuning failed."),
            DroppedExampleCount = 1,
            DroppedExamples = [new RowProblem(4, "too long")],
            Snapshots = [new TuningSnapshot { Step = 1, MeanLoss = float.NaN }, new TuningSnapshot { Step = 2, MeanLoss = 2 }],
        });
        var text = Saved.As(report, TuningReportFormat.Html);
        Assert.Contains("The tuning failed.", text, StringComparison.Ordinal);
        Assert.Contains("too long", text, StringComparison.Ordinal);
        Assert.Contains("\"NaN\"", Saved.As(report, TuningReportFormat.Json), StringComparison.Ordinal);
    }

    [Fact]
    public void A_price_turns_billable_tokens_into_the_cost_of_the_training()
    {
        Assert.Contains("Training cost: 3.70", Priced(3), StringComparison.Ordinal);
        Assert.Contains("Training cost: 0.002469", Priced(0.002), StringComparison.Ordinal);
        Assert.DoesNotContain("Training cost", Priced(null), StringComparison.Ordinal);
        Assert.Contains("Billable tokens: 1,234,567", Priced(null), StringComparison.Ordinal);

        static string Priced(double? price)
        {
            var report = new TuningReport(SampleReport.Created) { PricePerMillionToken = price };
            report.Add(SampleReport.Model("tunedModels/a", "tickets"));
            return Saved.As(report, TuningReportFormat.Markdown);
        }
    }

    [Fact]
    public void Other_objects_are_refused()
    {
        var report = new TuningReport(SampleReport.Created);
        Assert.All(new object?[] { null, "text", 1, new TunedModelResponse { Prompt = "", Model = "" }, new TuningExample() }, item => Assert.False(report.Add(item)));
        Assert.True(report.IsEmpty);
    }

    [Fact]
    public void Models_with_the_same_display_name_are_told_apart()
    {
        var report = new TuningReport(SampleReport.Created);
        report.Add(SampleReport.Model("tunedModels/a", "tickets"));
        report.Add(SampleReport.Model("tunedModels/b", "tickets"));
        Assert.Equal(["tickets (a)", "tickets (b)"], new SavedPage(report).Elements("h3").Select(title => title.Value));
    }

    [Fact]
    public void Checkpoints_of_a_model_are_told_apart_in_measures_and_comparisons()
    {
        var report = new TuningReport(SampleReport.Created);
        report.Add(SampleReport.Model("tunedModels/a", "tickets"));
        var (one, two) = (SampleReport.Measured("tunedModels/a", 3) with { Checkpoint = "1" }, SampleReport.Measured("tunedModels/a", 9) with { Checkpoint = "2" });
        report.Add(one);
        report.Add(two);
        report.Add(MeasurementComparer.Compare(one, [two], MeasureName.Accuracy).Single());
        var page = new SavedPage(report);
        Assert.Equal(["tickets (checkpoint 1)", "tickets (checkpoint 2)"], page.Rows(Messages.CaptionAnswers).Select(row => row.Title));
        Assert.Equal("tickets (checkpoint 2)", page.Rows(Messages.CaptionComparisons).Single().Title);
    }

    [Fact]
    public void A_picture_needs_a_model_with_a_loss()
    {
        File.WriteAllText(Path, "before");
        var report = new TuningReport(SampleReport.Created);
        report.Add(SampleReport.Measured("tunedModels/a", 3));
        Assert.Throws<TuningArgumentException>(() => report.Save(Path, TuningReportFormat.Svg));
        Assert.Equal("before", File.ReadAllText(Path));
        for (var model = 0; model <= LossSvg.MostModels; model++)
            report.Add(SampleReport.Model($"tunedModels/m{model}", $"m{model}"));
        Assert.Throws<TuningArgumentException>(() => report.Save(Path, TuningReportFormat.Svg));
        Assert.Equal(["report.html"], Directory.GetFiles(_folder).Select(System.IO.Path.GetFileName));
    }

    [Fact]
    public void A_file_is_replaced_when_the_report_is_complete()
    {
        File.WriteAllText(Path, "before");
        SampleReport.Of().Save(Path, TuningReportFormat.Html);
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", File.ReadAllText(Path), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_an_error_and_leaves_nothing_behind()
    {
        Assert.Throws<TuningFileException>(() => SampleReport.Of().Save(System.IO.Path.Combine(_folder, "none", "report.html"), TuningReportFormat.Html));
        Directory.CreateDirectory(Path);
        Assert.Throws<TuningFileException>(() => SampleReport.Of().Save(Path, TuningReportFormat.Html));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Wrong_answers_are_written_one_by_one()
    {
        var report = new TuningReport(SampleReport.Created) { MaxMiss = 200 };
        report.Add(SampleReport.Missed(new string('x', 100_000), count: 200));
        var lengths = new List<long>();
        using (var file = new MeteredStream(lengths))
            ReportPage.Write(file, new ReportContent(report));
        Assert.InRange(lengths.Sum(), 800_000, 2_000_000);
        Assert.All(lengths, length => Assert.InRange(length, 0, 64 * 1024));
    }

    /// <summary>Notes how much is written at a time.</summary>
    sealed class MeteredStream(List<long> lengths) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => lengths.Add(count);

        public override void Write(ReadOnlySpan<byte> buffer) => lengths.Add(buffer.Length);
    }
}
