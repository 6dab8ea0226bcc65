namespace GeminiTuning;

/// <summary>Writes a report in GitHub's form of Markdown, for pull requests. It has no pictures: GitHub shows none that are in the
/// text.</summary>
sealed class ReportMarkdown
{
    // GitHub refuses comments of more than 65,536 characters.
    const int LongestCell = 80;

    readonly TextWriter _text;

    ReportMarkdown(TextWriter text) => _text = text;

    /// <summary>Writes a report.</summary>
    /// <param name="file">The file to write to. It stays open.</param>
    /// <param name="content">What the report says.</param>
    public static void Write(Stream file, ReportContent content)
    {
        using var text = new StreamWriter(file, ReportString.Utf8, leaveOpen: true) { NewLine = "\n" };
        new ReportMarkdown(text).Write(content);
    }

    void Write(ReportContent content)
    {
        _text.WriteLine($"# {MarkdownText.Words(content.Title)}");
        Paragraph(MarkdownText.Words(content.Subtitle));
        foreach (var section in content.Sections())
        {
            Paragraph($"## {section.Title}");
            foreach (var block in section.Blocks)
                Block(block);
        }
    }

    void Block(ReportBlock block)
    {
        switch (block)
        {
            case ReportHeading heading:
                Paragraph($"### {MarkdownText.Words(heading.Text)}");
                break;
            case ReportParagraph paragraph:
                Paragraph(Emphasized(paragraph));
                break;
            case ReportFacts facts:
                List(facts.Facts.Where(fact => fact.Value.Text.Length > 0).Select(fact => $"{fact.Label}: {Cell(fact.Value, ReportString.Longest)}"));
                break;
            case ReportCards cards:
                List(cards.Cards.Select(card => $"{MarkdownText.Code(card.Title)}: **{Cell(card.Value)}** ({MarkdownText.Words(card.Note)})"));
                break;
            case ReportTable table:
                Table(table);
                break;
            case ReportMatrix matrix:
                Matrix(matrix);
                break;
            case ReportCurve curve:
                Paragraph(MarkdownText.Words(curve.Reading.Summary));
                break;
            case ReportMisses misses:
                Misses(misses);
                break;
            case ReportFold fold:
                Fold(fold);
                break;
        }
    }

    static string Emphasized(ReportParagraph paragraph) => paragraph.Tone switch
    {
        ReportTone.Good or ReportTone.Bad or ReportTone.Open => $"**{MarkdownText.Words(paragraph.Text)}**",
        ReportTone.Quiet => $"<sub>{MarkdownText.Html(paragraph.Text)}</sub>",
        _ => MarkdownText.Words(paragraph.Text),
    };

    void Table(ReportTable table)
    {
        var columns = Enumerable.Range(0, table.Columns.Count).Where(column => table.Columns[column].Kind != ReportColumnKind.Plot).ToList();
        Paragraph(MarkdownText.Words(table.Caption));
        _text.WriteLine();
        Row(columns.Select(column => MarkdownText.Words(table.Columns[column].Title)));
        Row(columns.Select(column => table.Columns[column].Kind == ReportColumnKind.Number ? "--:" : "---"));
        foreach (var row in table.Rows)
            Row(columns.Select(column => row.Cells.Length == table.Columns.Count ? Cell(row.Cells[column]) : column == 0 ? $"**{Cell(row.Cells[0])}**" : ""));
    }

    void Matrix(ReportMatrix block)
    {
        var (classes, counts) = (block.Matrix.Classes, block.Matrix.Counts);
        if (classes.Count > ReportClasses.MostShown)
        {
            Paragraph(Messages.NoteLargeMatrix);
            return;
        }
        Paragraph(MarkdownText.Words(block.Caption));
        _text.WriteLine();
        Row(classes.Select(name => MarkdownText.Code(ReportString.Line(name, LongestCell))).Prepend("").Append(MarkdownText.Words(Messages.OutsideClassesName)));
        Row(Enumerable.Repeat("--:", classes.Count + 1).Prepend("---"));
        for (var row = 0; row < classes.Count; row++)
            Row(counts[row].Select(count => ReportNumber.Count(count).Text).Prepend(MarkdownText.Code(ReportString.Line(classes[row], LongestCell))));
    }

    void Misses(ReportMisses misses) => Fold(new ReportFold(misses.Caption, [new ReportTable(
        misses.Caption, [new("Row", ReportColumnKind.Number), new("Prompt"), new("Expected"), new("Answer"), new("Score", ReportColumnKind.Number)],
        misses.Misses.Select(miss => new ReportRow(
            ReportNumber.Count(miss.Row), ReportCell.Data(miss.Prompt), ReportCell.Data(miss.Expected), ReportCell.Data(miss.Actual), ReportNumber.Score(miss.Score))))]));

    void Fold(ReportFold fold)
    {
        Paragraph($"<details><summary>{MarkdownText.Html(fold.Summary)}</summary>");
        foreach (var block in fold.Blocks)
            Block(block);
        Paragraph("</details>");
    }

    static string Cell(ReportCell cell, int longest = LongestCell) =>
        cell.IsData ? MarkdownText.Code(ReportString.Line(cell.Text, longest))
        : MarkdownText.Words(cell.UpperText is null ? cell.Text : cell.Text + Messages.IntervalSeparator + cell.UpperText);

    void Paragraph(string markdown)
    {
        _text.WriteLine();
        _text.WriteLine(markdown);
    }

    void List(IEnumerable<string> items)
    {
        _text.WriteLine();
        foreach (var item in items)
            _text.WriteLine($"- {item}");
    }

    void Row(IEnumerable<string> cells) => _text.WriteLine($"| {string.Join(" | ", cells.Select(MarkdownText.Cell))} |");
}
