namespace GeminiTuning;

/// <summary>How a report was made, so that it can be made again.</summary>
static class ReportOrigin
{
    public static IEnumerable<ReportBlock> Of(TuningReport report)
    {
        yield return new ReportFacts([.. Facts(report)]);
        yield return new ReportParagraph(Messages.NoteOrigin(ReportString.Longest), ReportTone.Quiet);
    }

    static IEnumerable<ReportFact> Facts(TuningReport report)
    {
        yield return new("Created", ReportNumber.Time(report.CreateTime));
        yield return new("Module", $"GeminiTuning {TuningReport.Version}");
        if (report.Command is { } command)
            yield return new("Command", ReportCell.Data(ReportString.Of(command)));
        if (report.Measurements.Count > 0)
            yield return new("Intervals", Messages.OriginOfIntervals(Intervals.Resamples, Intervals.Seed));
        if (report.Comparisons.Any(comparison => comparison.Test == PairedTest.Permutation))
            yield return new(Messages.LabelPermutationTest, Messages.OriginOfPermutations(PairedTests.Permutations, PairedTests.Seed));
        foreach (var split in report.Splits)
            yield return new(Messages.LabelSplitSeed, ReportNumber.Plain(split.Seed));
    }
}
