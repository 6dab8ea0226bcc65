namespace GeminiTuning;

/// <summary>What measuring the models of a report used: tokens and time.</summary>
static class ReportUsage
{
    public static IEnumerable<ReportBlock> Of(TuningReport report, ReportNames names)
    {
        yield return new ReportTable(
            Messages.CaptionTokens, [new("Model"), Number("Prompts"), Number("Responses"), Number("Thinking"), Number("Total")],
            report.Measurements.Select(measurement => new ReportRow(
                ReportCell.Data(names.Of(measurement)), ReportNumber.Count(measurement.PromptTokens), ReportNumber.Count(measurement.OutputTokens),
                ReportNumber.Count(measurement.ThoughtsTokens),
                ReportNumber.Count(measurement.PromptTokens + measurement.OutputTokens + measurement.ThoughtsTokens))));
        if (report.Measurements.Where(measurement => measurement.Latency is not null).ToList() is { Count: > 0 } timed)
            yield return new ReportTable(
                Messages.CaptionLatency, [new("Model"), Number("Median"), Number("90%"), Number("95%"), Number("99%"), Number("Maximum")],
                timed.Select(measurement => new ReportRow(
                    ReportCell.Data(names.Of(measurement)), ReportNumber.Milliseconds(measurement.Latency!.Median), ReportNumber.Milliseconds(measurement.Latency.P90),
                    ReportNumber.Milliseconds(measurement.Latency.P95), ReportNumber.Milliseconds(measurement.Latency.P99), ReportNumber.Milliseconds(measurement.Latency.Maximum))));
    }

    static ReportColumn Number(string title) => new(title, ReportColumnKind.Number);
}
