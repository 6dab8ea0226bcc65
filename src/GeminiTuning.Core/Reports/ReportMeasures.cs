namespace GeminiTuning;

/// <summary>The measures of a report with their intervals.</summary>
static class ReportMeasures
{
    public static IEnumerable<ReportBlock> Of(TuningReport report, ReportNames names)
    {
        yield return new ReportTable(
            Messages.CaptionAnswers,
            [new("Model"), Number("Rows"), Number("Answered"), Number("Right"), Number("Wrong"), Number("Failed"), Number("Blocked")],
            report.Measurements.Select(measurement => new ReportRow(
                ReportCell.Data(names.Of(measurement)), ReportNumber.Count(measurement.Count), ReportNumber.Count(measurement.Answered),
                ReportNumber.Count(measurement.Answered - measurement.MissCount), ReportNumber.Count(measurement.MissCount),
                ReportNumber.Count(measurement.Failed), ReportNumber.Count(measurement.Blocked))));
        yield return new ReportTable(
            Messages.CaptionMeasures,
            [new(report.Measurements.Count == 1 ? "Measure" : "Model"), new(Messages.LabelScale, ReportColumnKind.Plot), Number("Value"), Number(Messages.LabelInterval)],
            Rows(report, names));
        yield return new ReportParagraph(Messages.NoteMeasures, ReportTone.Quiet);
    }

    static IEnumerable<ReportRow> Rows(TuningReport report, ReportNames names)
    {
        foreach (var measure in s_measures)
        {
            var measured = report.Measurements.Where(measurement => measure.Value(measurement) is not null).ToList();
            if (measured.Count > 0 && report.Measurements.Count > 1)
                yield return new ReportRow(measure.Title);
            foreach (var measurement in measured)
                yield return Row(measure, measurement, report.Measurements.Count == 1 ? measure.Title : ReportCell.Data(names.Of(measurement)));
        }
    }

    static ReportRow Row(ReportMeasure measure, TunedModelMeasurement measurement, ReportCell title)
    {
        var (value, interval) = (measure.Value(measurement)!.Value, measure.Interval(measurement));
        Func<double?, ReportCell> format = measure.IsError ? ReportNumber.Plain : ReportNumber.Score;
        return new ReportRow(
            title, ReportCell.Of(interval is null || measure.IsError ? null : new ReportPlot(value, interval.Lower, interval.Upper, 0, 1)),
            format(value), ReportNumber.Interval(interval, format));
    }

    static ReportColumn Number(string title) => new(title, ReportColumnKind.Number);

    static readonly ReportMeasure[] s_measures =
    [
        new(Messages.LabelScore, measurement => measurement.Score, measurement => measurement.ScoreInterval),
        new(Messages.LabelAccuracy, measurement => measurement.Accuracy, measurement => measurement.AccuracyInterval),
        new(Messages.LabelNormalizedMatch, measurement => measurement.NormalizedMatch, measurement => measurement.NormalizedMatchInterval),
        new(Messages.LabelTokenF1, measurement => measurement.TokenF1, measurement => measurement.TokenF1Interval),
        new("ROUGE-L", measurement => measurement.RougeL, measurement => measurement.RougeLInterval),
        new("chrF2", measurement => measurement.ChrF, measurement => measurement.ChrFInterval),
        new(Messages.LabelMacroF1, measurement => measurement.MacroF1, measurement => measurement.MacroF1Interval),
        new(Messages.LabelWeightedF1, measurement => measurement.WeightedF1, measurement => measurement.WeightedF1Interval),
        new(Messages.LabelAbsoluteError, measurement => measurement.MeanAbsoluteError, measurement => measurement.MeanAbsoluteErrorInterval, IsError: true),
        new(Messages.LabelRelativeError, measurement => measurement.MeanRelativeError, measurement => measurement.MeanRelativeErrorInterval, IsError: true),
    ];

    /// <summary>A measure, and where a measurement has it.</summary>
    sealed record ReportMeasure(
        string Title, Func<TunedModelMeasurement, double?> Value, Func<TunedModelMeasurement, MeasureInterval?> Interval, bool IsError = false);
}
