namespace GeminiTuning;

/// <summary>The comparisons of a report.</summary>
static class ReportComparisons
{
    /// <summary>The result in a sentence, with the names of the report.</summary>
    public static string Sentence(TunedModelComparison comparison, ReportNames names) => Messages.ComparisonInWords(names.Labeled(comparison));

    /// <summary>How the result is meant.</summary>
    public static ReportTone Tone(ComparisonVerdict verdict) => verdict switch
    {
        ComparisonVerdict.Better => ReportTone.Good,
        ComparisonVerdict.Worse => ReportTone.Bad,
        _ => ReportTone.Open,
    };

    public static IEnumerable<ReportBlock> Of(TuningReport report, ReportNames names)
    {
        // The axis of a difference has zero in its middle, and is the same for all.
        var end = report.Comparisons.Max(comparison => Math.Max(Math.Abs(comparison.DifferenceInterval.Lower), Math.Abs(comparison.DifferenceInterval.Upper)));
        var comparisons = report.Comparisons.Select(comparison => names.Labeled(comparison)).ToList();
        yield return new ReportTable(
            Messages.CaptionComparisons,
            [
                new("Model"), new(Messages.LabelReference), new("Measure"), Number("Difference"), new(Messages.LabelDifferenceScale, ReportColumnKind.Plot),
                Number(Messages.LabelInterval), Number("p"),
            ],
            comparisons.Select(comparison => Difference(comparison, end)));
        yield return new ReportTable(
            Messages.CaptionComparedRows,
            [
                new("Model"), new(Messages.LabelReference), Number("Value"), Number(Messages.LabelReferenceValue), Number("Rows"),
                Number(Messages.LabelBetterRows), Number(Messages.LabelWorseRows), Number(Messages.LabelUnpairedRows), new("Test"),
            ],
            comparisons.Select(Rows));
        yield return new ReportParagraph(Messages.NoteComparisons, ReportTone.Quiet);
        foreach (var comparison in comparisons.Where(comparison => comparison.Differences.Count > 0 && report.MaxMiss > 0))
            yield return new ReportFold(
                Messages.DifferencesSummary(comparison, Math.Min(comparison.Differences.Count, report.MaxMiss)), [Differences(comparison, report.MaxMiss)]);
    }

    static ReportRow Difference(TunedModelComparison comparison, double end) => new(
        ReportCell.Data(comparison.Model), ReportCell.Data(comparison.Reference), Messages.LabelOf(comparison.Measure), ReportNumber.Difference(comparison.Difference),
        ReportCell.Of(new ReportPlot(comparison.Difference, comparison.DifferenceInterval.Lower, comparison.DifferenceInterval.Upper, -end, end)),
        ReportNumber.Interval(comparison.DifferenceInterval, ReportNumber.Difference), ReportNumber.PValue(comparison.AdjustedPValue));

    static ReportRow Rows(TunedModelComparison comparison) => new(
        ReportCell.Data(comparison.Model), ReportCell.Data(comparison.Reference), ReportNumber.Score(comparison.Value), ReportNumber.Score(comparison.ReferenceValue),
        ReportNumber.Count(comparison.Count), ReportNumber.Count(comparison.BetterCount), ReportNumber.Count(comparison.WorseCount),
        ReportNumber.Count(comparison.Unpaired), Messages.LabelOf(comparison.Test));

    static ReportTable Differences(TunedModelComparison comparison, int most) => new(
        Messages.CaptionDifferences,
        [Number("Row"), new("Prompt"), new("Expected"), new(Messages.AnswerOf(comparison.Model)), new(Messages.AnswerOf(comparison.Reference))],
        comparison.Differences.Take(most).Select(row => new ReportRow(
            ReportNumber.Count(row.Row), ReportCell.Data(ReportString.Of(row.Prompt)), ReportCell.Data(ReportString.Of(row.Expected)),
            Answer(row.Actual, row.Value), Answer(row.ReferenceActual, row.ReferenceValue))));

    // Only wrong answers are kept with their texts.
    static ReportCell Answer(string? text, double value) =>
        text is not null ? ReportCell.Data(ReportString.Of(text)) : value >= 1 ? Messages.LabelRight : ReportNumber.None;

    static ReportColumn Number(string title) => new(title, ReportColumnKind.Number);
}
