namespace GeminiTuning;

/// <summary>The datasets of a report: their size, their checks, and how they were split.</summary>
static class ReportDataset
{
    const int MostOutputs = 10;

    public static IEnumerable<ReportBlock> Of(TuningReport report) => report.Datasets.SelectMany(Blocks).Concat(report.Splits.SelectMany(Blocks));

    /// <summary>The size of a dataset, and whether a service takes it.</summary>
    public static ReportParagraph Verdict(TuningDataReport dataset) =>
        new($"{Messages.ReportCounts(dataset)} {Messages.ReportFindings(dataset)}", dataset.IsValid ? ReportTone.Plain : ReportTone.Bad);

    static IEnumerable<ReportBlock> Blocks(TuningDataReport dataset)
    {
        yield return Verdict(dataset);
        yield return new ReportFacts([.. Facts(dataset)]);
        if (dataset is { InputLength: { } inputs, OutputLength: { } outputs })
            yield return new ReportTable(
                Messages.CaptionLengths, [new("Text"), Number("Minimum"), Number("Median"), Number("Mean"), Number(Messages.LabelPercentile95), Number("Maximum")],
                [Lengths("Inputs", inputs), Lengths("Outputs", outputs)]);
        if (dataset.Outputs.Count > 0)
            yield return dataset.Outputs.Count <= MostOutputs ? Outputs(dataset) : new ReportFold(Messages.OutputsSummary(dataset.Outputs.Count), [Outputs(dataset)]);
        if (dataset.Findings.Count > 0)
            yield return Findings(dataset);
    }

    static IEnumerable<ReportFact> Facts(TuningDataReport dataset)
    {
        yield return new(Messages.LabelCheckedFor, dataset.Service);
        yield return new("Examples", ReportNumber.Count(dataset.ExampleCount));
        yield return new(Messages.LabelValidationExamples, ReportNumber.Count(dataset.ValidationExampleCount));
        if (dataset.ChatCount > 0)
            yield return new("Chats", ReportNumber.Count(dataset.ChatCount));
        yield return new(Messages.LabelDistinctInputs, ReportNumber.Count(dataset.DistinctInputCount));
        yield return new(Messages.LabelDistinctOutputs, ReportNumber.Count(dataset.DistinctOutputCount));
        if (dataset.StepCount is not null)
            yield return new("Steps", ReportNumber.Count(dataset.StepCount));
    }

    static ReportRow Lengths(string title, TextLengths lengths) => new(
        title, ReportNumber.Count(lengths.Minimum), ReportNumber.Plain(lengths.Median), ReportNumber.Plain(lengths.Mean),
        ReportNumber.Count(lengths.Percentile95), ReportNumber.Count(lengths.Maximum));

    static ReportTable Outputs(TuningDataReport dataset) => new(
        Messages.CaptionOutputs, [new("Output"), Number("Examples"), Number("Proportion")],
        dataset.Outputs.Select(output => new ReportRow(
            ReportCell.Data(ReportString.Of(output.Output)), ReportNumber.Count(output.Count), ReportNumber.Percent((double)output.Count / dataset.ExampleCount))));

    static ReportTable Findings(TuningDataReport dataset) => new(
        Messages.CaptionFindings, [new("Finding"), new("Rule"), Number("Examples"), new("Message"), new("Where"), new("Advice")],
        dataset.Findings.Select(finding => new ReportRow(
            finding.Severity.ToString(), finding.Rule.ToString(), finding.Count == 0 ? "" : ReportNumber.Count(finding.Count),
            ReportCell.Data(ReportString.Of(finding.Message)), ReportCell.Data(ReportString.Of(finding.Places)), finding.Advice)));

    static IEnumerable<ReportBlock> Blocks(TuningExampleSplit split)
    {
        yield return new ReportHeading(Messages.TitleSplit);
        yield return new ReportFacts(
        [
            new(Messages.LabelTrainingExamples, ReportNumber.Count(split.TrainingCount)), new(Messages.LabelValidationExamples, ReportNumber.Count(split.ValidationCount)),
            new(Messages.LabelTestExamples, ReportNumber.Count(split.TestCount)), new(Messages.LabelUnusedExamples, ReportNumber.Count(split.UnusedCount)),
            new("Seed", ReportNumber.Plain(split.Seed)),
        ]);
    }

    static ReportColumn Number(string title) => new(title, ReportColumnKind.Number);
}
