namespace GeminiTuning;

/// <summary>A part of a report, without the form that a file gives it. What a report says is written once, and each file format
/// writes the blocks in its own way.</summary>
abstract record ReportBlock;

/// <summary>The title of a part of a section.</summary>
sealed record ReportHeading(string Text) : ReportBlock;

/// <summary>A sentence or more.</summary>
sealed record ReportParagraph(string Text, ReportTone Tone = ReportTone.Plain) : ReportBlock;

/// <summary>Short facts with their names.</summary>
sealed record ReportFacts(IReadOnlyList<ReportFact> Facts) : ReportBlock;

/// <summary>The most important number of each of a few things, to be seen at a glance.</summary>
sealed record ReportCards(IReadOnlyList<ReportCard> Cards) : ReportBlock;

/// <summary>A table. The rows are written as they are enumerated.</summary>
sealed record ReportTable(string Caption, IReadOnlyList<ReportColumn> Columns, IEnumerable<ReportRow> Rows) : ReportBlock;

/// <summary>A confusion matrix.</summary>
sealed record ReportMatrix(string Caption, ConfusionMatrix Matrix) : ReportBlock;

/// <summary>A loss curve, and what it shows.</summary>
sealed record ReportCurve(LossReading Reading) : ReportBlock;

/// <summary>Wrong answers to browse.</summary>
sealed record ReportMisses(string Caption, IEnumerable<TunedModelMiss> Misses) : ReportBlock;

/// <summary>Blocks that are closed until the reader opens them.</summary>
sealed record ReportFold(string Summary, IEnumerable<ReportBlock> Blocks) : ReportBlock;

/// <summary>A section with a title.</summary>
sealed record ReportSection(string Id, string Title, IEnumerable<ReportBlock> Blocks);

/// <summary>How a sentence is meant.</summary>
enum ReportTone
{
    Plain,
    Good,
    Bad,
    Open,
    Quiet,
}

/// <summary>A name and a value.</summary>
/// <param name="Label">The name.</param>
/// <param name="Value">The value.</param>
readonly record struct ReportFact(string Label, ReportCell Value);

/// <summary>A number with its name and what is to be known of it.</summary>
readonly record struct ReportCard(string Title, ReportCell Value, string Note);

/// <summary>A column of a table.</summary>
/// <param name="Title">The title.</param>
/// <param name="Kind">What its cells are.</param>
readonly record struct ReportColumn(string Title, ReportColumnKind Kind = ReportColumnKind.Text);

enum ReportColumnKind
{
    Text,
    Number,
    /// <summary>A picture of what other columns say in numbers. Only pages have it.</summary>
    Plot,
}

/// <summary>A row of a table.</summary>
/// <param name="Cells">One cell for each column; a single one for a row that is the title of those after it.</param>
readonly record struct ReportRow(params ReportCell[] Cells);

/// <summary>What a cell contains.</summary>
readonly record struct ReportCell
{
    /// <summary>The text that a reader sees.</summary>
    public string Text { get; private init; }

    /// <summary>The exact number, for programs that read the file; null for other texts.</summary>
    public double? Number { get; private init; }

    /// <summary>The upper limit of an interval whose lower limit is this cell; null for other cells.</summary>
    public double? UpperNumber { get; private init; }

    /// <summary>The text of the upper limit.</summary>
    public string? UpperText { get; private init; }

    /// <summary>Whether the text comes from a dataset, a model, or a name, and can contain anything.</summary>
    public bool IsData { get; private init; }

    /// <summary>The interval to draw.</summary>
    public ReportPlot? Plot { get; private init; }

    public static ReportCell Words(string text) => new() { Text = text };

    public static ReportCell Data(string text) => new() { Text = text, IsData = true };

    public static ReportCell Of(double number, string text) => new() { Text = text, Number = number };

    public static ReportCell Of((double Number, string Text) lower, (double Number, string Text) upper) =>
        new() { Text = lower.Text, Number = lower.Number, UpperText = upper.Text, UpperNumber = upper.Number };

    public static ReportCell Of(ReportPlot? plot) => new() { Text = "", Plot = plot };

    public static implicit operator ReportCell(string text) => Words(text);
}

/// <summary>An interval on an axis.</summary>
/// <param name="Value">The value.</param>
/// <param name="Lower">The lower limit of its interval.</param>
/// <param name="Upper">The upper limit of its interval.</param>
/// <param name="Start">The start of the axis.</param>
/// <param name="End">The end of the axis.</param>
sealed record ReportPlot(double Value, double Lower, double Upper, double Start, double End)
{
    /// <summary>The place of a number on the axis, from 0 to 100.</summary>
    public double Place(double number) => End > Start ? Math.Clamp((number - Start) / (End - Start), 0, 1) * 100 : 0;
}
