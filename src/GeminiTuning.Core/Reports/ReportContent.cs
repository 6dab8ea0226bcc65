namespace GeminiTuning;

/// <summary>What a report says, section by section, from the result that most readers look for to the details that repeat it.</summary>
sealed class ReportContent(TuningReport report)
{
    const int TitledModels = 3;

    readonly ReportNames _names = new(report);

    /// <summary>The title.</summary>
    public string Title => ReportString.Line(report.Title ?? DefaultTitle(), 200);

    /// <summary>What the report contains, and when it was created.</summary>
    public string Subtitle => Messages.ReportSubtitle(report);

    /// <summary>The sections. They are created while they are enumerated.</summary>
    public IEnumerable<ReportSection> Sections()
    {
        if (ReportSummary.Of(report, _names).ToList() is { Count: > 0 } summary)
            yield return new ReportSection("summary", Messages.TitleSummary, summary);
        if (report.Measurements.Count > 0)
            yield return new ReportSection("measures", Messages.TitleMeasures, ReportMeasures.Of(report, _names));
        if (report.Comparisons.Count > 0)
            yield return new ReportSection("comparison", Messages.TitleComparison, ReportComparisons.Of(report, _names));
        if (report.Measurements.Any(measurement => measurement.ConfusionMatrix is not null))
            yield return new ReportSection("classes", Messages.TitleClasses, ReportClasses.Of(report, _names));
        if (report.Measurements.Any(measurement => measurement.Answered > 0))
            yield return new ReportSection("misses", Messages.TitleMisses, ReportMissList.Of(report, _names));
        if (report.Models.Count > 0)
            yield return new ReportSection("tuning", Messages.TitleTuning, ReportTuning.Of(report, _names));
        if (report.Datasets.Count + report.Splits.Count > 0)
            yield return new ReportSection("dataset", Messages.TitleDataset, ReportDataset.Of(report));
        if (report.Measurements.Count > 0)
            yield return new ReportSection("usage", Messages.TitleUsage, ReportUsage.Of(report, _names));
        yield return new ReportSection("origin", Messages.TitleOrigin, ReportOrigin.Of(report));
    }

    string DefaultTitle()
    {
        var models = report.Models.Select(model => _names.Of(model.Name)).Concat(report.Measurements.Select(_names.Of)).Distinct().ToList();
        return models.Count is 0 or > TitledModels ? Messages.TitleReport : Messages.TitleReportOn(string.Join(", ", models));
    }
}
