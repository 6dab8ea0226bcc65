namespace GeminiTuning;

/// <summary>The wrong answers of a report.</summary>
static class ReportMissList
{
    public static IEnumerable<ReportBlock> Of(TuningReport report, ReportNames names)
    {
        foreach (var measurement in report.Measurements.Where(measurement => measurement.Answered > 0))
        {
            var shown = Math.Min(measurement.Misses.Count, report.MaxMiss);
            if (report.Measurements.Count > 1)
                yield return new ReportHeading(names.Of(measurement));
            yield return new ReportParagraph(Messages.MissesInWords(measurement, shown));
            if (shown > 0)
                yield return new ReportMisses(Messages.CaptionMisses, measurement.Misses.Take(shown));
        }
    }
}
