using System.Globalization;

namespace GeminiTuning;

/// <summary>A report, as lines that can be read at a glance.</summary>
static class ReportText
{
    const int OutputsShown = 3;
    const int OutputWidth = 40;
    const int Width = 79;
    const int Indent = 2;

    public static string Of(TuningDataReport report) => string.Join(Environment.NewLine, Lines(report));

    static IEnumerable<string> Lines(TuningDataReport report)
    {
        yield return Messages.ReportCounts(report);
        if (report.Outputs.Count > 0)
            yield return Messages.ReportOutputs(report.Outputs.Count);
        foreach (var (output, index) in report.Outputs.Select((output, index) => (output, index)))
            if (index < OutputsShown)
                yield return Output(output);
        if (report.Outputs.Count > OutputsShown + 1)
            yield return "  …";
        if (report.Outputs.Count > OutputsShown)
            yield return Output(report.Outputs[^1]);
        if (report is { InputLength: { } inputs, OutputLength: { } outputs })
        {
            yield return "";
            yield return Row("Characters", "Min", "Median", "Mean", "P95", "Max");
            yield return Lengths("  input", inputs);
            yield return Lengths("  output", outputs);
        }
        yield return "";
        yield return Messages.ReportSteps(report);
        yield return Messages.ReportFindings(report);
        foreach (var finding in report.Findings)
        {
            yield return "";
            yield return $"{finding.Severity}: {finding.Rule}";
            foreach (var line in ((string[])[finding.Message, finding.Places, finding.Advice]).SelectMany(Wrapped))
                yield return line;
        }
    }

    // At spaces; a word that is longer than a line has one of its own.
    static IEnumerable<string> Wrapped(string text)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && Indent + line.Length + 1 + word.Length > Width)
            {
                yield return new string(' ', Indent) + line;
                line = "";
            }
            line += line.Length == 0 ? word : $" {word}";
        }
        if (line.Length > 0)
            yield return new string(' ', Indent) + line;
    }

    static string Output(OutputCount output) =>
        string.Create(CultureInfo.InvariantCulture, $"  {PrintableText.Of(output.Output, OutputWidth),-(OutputWidth + 1)}{output.Count,10:N0}");

    static string Lengths(string name, TextLengths lengths) => Row(
        name, Number(lengths.Minimum), Number(lengths.Median), lengths.Mean.ToString("N1", CultureInfo.InvariantCulture), Number(lengths.Percentile95),
        Number(lengths.Maximum));

    static string Row(string name, params ReadOnlySpan<string> numbers)
    {
        var line = name.PadRight(12);
        foreach (var number in numbers)
            line += number.PadLeft(11);
        return line;
    }

    static string Number(double number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
