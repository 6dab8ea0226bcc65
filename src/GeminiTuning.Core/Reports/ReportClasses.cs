namespace GeminiTuning;

/// <summary>The confusion matrices of a report, and the measures of each class.</summary>
static class ReportClasses
{
    /// <summary>The most classes of a matrix that is shown at once. Larger ones are folded, and their most frequent mistakes are listed.</summary>
    public const int MostShown = 12;

    const int MostMistakes = 15;

    public static IEnumerable<ReportBlock> Of(TuningReport report, ReportNames names)
    {
        foreach (var measurement in report.Measurements.Where(measurement => measurement.ConfusionMatrix is not null))
        {
            if (report.Measurements.Count > 1)
                yield return new ReportHeading(names.Of(measurement));
            foreach (var block in Blocks(measurement, measurement.ConfusionMatrix!))
                yield return block;
        }
    }

    static IEnumerable<ReportBlock> Blocks(TunedModelMeasurement measurement, ConfusionMatrix matrix)
    {
        var large = matrix.Classes.Count > MostShown;
        var whole = new ReportMatrix(Messages.CaptionMatrix, matrix);
        if (large && matrix.Cells.Any(IsMistake))
            yield return Mistakes(matrix);
        yield return large ? new ReportFold(Messages.MatrixSummary(matrix.Classes.Count), [whole]) : whole;
        yield return large ? new ReportFold(Messages.ClassesSummary(matrix.Classes.Count), [Measures(measurement)]) : Measures(measurement);
    }

    static ReportTable Mistakes(ConfusionMatrix matrix) => new(
        Messages.CaptionMistakes, [new("Expected"), new("Answered"), new("Rows", ReportColumnKind.Number)],
        matrix.Cells.Where(IsMistake).Take(MostMistakes).Select(cell => new ReportRow(
            ReportCell.Data(ReportString.Of(cell.Expected)), cell.Actual is null ? Messages.OutsideClassesName : ReportCell.Data(ReportString.Of(cell.Actual)),
            ReportNumber.Count(cell.Count))));

    static bool IsMistake(ConfusionCell cell) => cell.Expected != cell.Actual;

    static ReportTable Measures(TunedModelMeasurement measurement) => new(
        Messages.CaptionClasses,
        [new("Class"), Number("Precision"), Number("Recall"), Number("F1"), Number(Messages.LabelSupport), Number("Answered")],
        measurement.Classes.Select(one => new ReportRow(
                ReportCell.Data(ReportString.Of(one.Class)), ReportNumber.Score(one.Precision), ReportNumber.Score(one.Recall), ReportNumber.Score(one.F1),
                ReportNumber.Count(one.Support), ReportNumber.Count(one.Predicted)))
            .Append(Mean(Messages.LabelMacroMean, measurement.MacroPrecision, measurement.MacroRecall, measurement.MacroF1))
            .Append(Mean(Messages.LabelWeightedMean, measurement.WeightedPrecision, measurement.WeightedRecall, measurement.WeightedF1)));

    static ReportRow Mean(string title, double? precision, double? recall, double? f1) =>
        new(title, ReportNumber.Score(precision), ReportNumber.Score(recall), ReportNumber.Score(f1), "", "");

    static ReportColumn Number(string title) => new(title, ReportColumnKind.Number);
}
