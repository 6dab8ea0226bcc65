using System.Globalization;

namespace GeminiTuning;

/// <summary>Writes the tables of a page.</summary>
static class HtmlTable
{
    const int LabelLength = 40;
    const int Shades = 5;

    /// <summary>Writes a table.</summary>
    /// <param name="page">The page.</param>
    /// <param name="table">The table.</param>
    /// <param name="id">An ID that no other element of the page has.</param>
    public static void Write(HtmlWriter page, ReportTable table, string id)
    {
        Start(page, table.Caption, id, null);
        foreach (var column in table.Columns)
            page.Element("th", column.Title, ("scope", "col"), ("class", Name(column.Kind)));
        StartBody(page);
        foreach (var row in table.Rows)
            Row(page, table, row);
        End(page);
    }

    /// <summary>Writes a confusion matrix.</summary>
    /// <param name="page">The page.</param>
    /// <param name="block">The matrix.</param>
    /// <param name="id">An ID that no other element of the page has.</param>
    public static void Write(HtmlWriter page, ReportMatrix block, string id)
    {
        var matrix = block.Matrix;
        Start(page, block.Caption, id, "matrix");
        page.Element("td", "");
        foreach (var name in matrix.Classes)
            Label(page, name, "col");
        Label(page, Messages.OutsideClassesName, "col");
        StartBody(page);
        for (var row = 0; row < matrix.Classes.Count; row++)
            Row(page, matrix, row);
        End(page);
    }

    // The title stays in sight while a wide table is scrolled in its box, which the keyboard can reach.
    static void Start(HtmlWriter page, string caption, string id, string? name)
    {
        page.Element("p", caption, ("class", "caption"), ("id", id));
        page.Start("div", ("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-labelledby", id));
        page.Start("table", ("aria-labelledby", id), ("class", name));
        page.Start("thead");
        page.Start("tr");
    }

    static void StartBody(HtmlWriter page)
    {
        page.End();
        page.End();
        page.Start("tbody");
    }

    static void End(HtmlWriter page)
    {
        page.End();
        page.End();
        page.End();
    }

    static void Row(HtmlWriter page, ReportTable table, ReportRow row)
    {
        page.Start("tr");
        if (row.Cells.Length < table.Columns.Count)
            page.Element("th", row.Cells[0].Text, ("scope", "rowgroup"), ("class", "group"), ("colspan", table.Columns.Count.ToString(CultureInfo.InvariantCulture)));
        else
            for (var index = 0; index < row.Cells.Length; index++)
                Cell(page, row.Cells[index], table.Columns[index].Kind, index == 0);
        page.End();
    }

    static void Cell(HtmlWriter page, ReportCell cell, ReportColumnKind kind, bool isTitle)
    {
        page.Start(isTitle ? "th" : "td", ("scope", isTitle ? "row" : null), ("class", Name(kind)));
        page.Cell(cell);
        page.End();
    }

    static void Row(HtmlWriter page, ConfusionMatrix matrix, int row)
    {
        page.Start("tr");
        Label(page, matrix.Classes[row], "row");
        var total = matrix.Counts[row].Sum();
        for (var column = 0; column < matrix.Counts[row].Count; column++)
        {
            var count = matrix.Counts[row][column];
            page.Start("td", ("class", Shade(count, total, column == row)));
            page.Cell(ReportNumber.Count(count));
            page.End();
        }
        page.End();
    }

    static void Label(HtmlWriter page, string name, string scope)
    {
        page.Start("th", ("scope", scope));
        page.Element("bdi", ReportString.Line(name, LabelLength));
        page.End();
    }

    // Right answers and mistakes have colors of their own, which are the stronger, the more of the row's answers they are.
    static string Shade(long count, long total, bool isRight) =>
        count == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{(isRight ? "right" : "wrong")} s{Math.Ceiling(count * (double)Shades / total):0}");

    static string? Name(ReportColumnKind kind) => kind == ReportColumnKind.Text ? null : kind.ToString().ToLowerInvariant();
}
