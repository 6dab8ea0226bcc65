namespace GeminiTuning;

/// <summary>The summary of a report: which model is better, how good the models are, and whether the dataset and the tuning are sound.</summary>
static class ReportSummary
{
    const int MostCards = 8;

    public static IEnumerable<ReportBlock> Of(TuningReport report, ReportNames names)
    {
        foreach (var comparison in report.Comparisons)
            yield return new ReportParagraph(ReportComparisons.Sentence(comparison, names), ReportComparisons.Tone(comparison.Verdict));
        if (report.Measurements.Where(measurement => measurement.Answered > 0).Take(MostCards).Select(measurement => Card(measurement, names)).ToList() is { Count: > 0 } cards)
            yield return new ReportCards(cards);
        foreach (var model in report.Models)
            if (model.Losses is { } losses)
                yield return new ReportParagraph((losses with { ModelDisplayName = names.Of(model.Name) }).Summary);
        foreach (var dataset in report.Datasets)
            yield return ReportDataset.Verdict(dataset);
    }

    static ReportCard Card(TunedModelMeasurement measurement, ReportNames names) => measurement.Score is { } score
        ? new ReportCard(names.Of(measurement), ReportNumber.Score(score), Messages.CardOfScore(measurement.ScoreInterval!, measurement.Answered))
        : new ReportCard(names.Of(measurement), ReportNumber.Percent(measurement.Accuracy), Messages.CardOfAccuracy(measurement.AccuracyInterval!, measurement.Answered));
}
