using System.Globalization;
using System.Xml;

namespace GeminiTuning;

/// <summary>Writes a report as a page that needs nothing but a browser: no network, no script, and no other file.</summary>
/// <remarks>XmlWriter of the base class library writes the elements: it escapes all texts, refuses characters that aren't allowed,
/// and writes to the file as it goes. What it writes is both HTML and XML, so that programs can read a page, too.</remarks>
sealed class ReportPage
{
    // Even if a text were taken for markup, a browser would run no script, send no request, and submit no form.
    const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    readonly XmlWriter _page;

    ReportPage(XmlWriter page) => _page = page;

    /// <summary>Writes a page.</summary>
    /// <param name="file">The file to write to. It stays open.</param>
    /// <param name="content">What the page says.</param>
    public static void Write(Stream file, ReportContent content)
    {
        using var page = XmlWriter.Create(file, new XmlWriterSettings { Encoding = ReportString.Utf8, OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.None });
        new ReportPage(page).Write(content);
    }

    void Write(ReportContent content)
    {
        // The sections are enumerated twice, for the contents and for the text. They hold no texts of the report yet.
        var sections = content.Sections().ToList();
        _page.WriteDocType("html", null, null, null);
        Start("html", ("lang", "en"));
        Head(content.Title);
        Start("body");
        Start("header");
        Element("h1", content.Title, ("dir", "auto"));
        Element("p", content.Subtitle);
        End();
        Contents(sections);
        Start("main");
        foreach (var section in sections)
            Section(section);
        End();
        End();
        End();
    }

    void Head(string title)
    {
        Start("head");
        Element("meta", null, ("charset", "utf-8"));
        Element("meta", null, ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        Element("meta", null, ("http-equiv", "Content-Security-Policy"), ("content", Policy));
        Element("meta", null, ("name", "color-scheme"), ("content", "light dark"));
        Element("meta", null, ("name", "generator"), ("content", $"GeminiTuning {TuningReport.Version}"));
        Element("title", title);
        Start("style");
        _page.WriteRaw(ReportStyle.Sheet);
        End();
        End();
    }

    void Contents(IEnumerable<ReportSection> sections)
    {
        Start("nav", ("aria-label", Messages.TitleContents));
        Start("ul");
        foreach (var section in sections)
        {
            Start("li");
            Element("a", section.Title, ("href", $"#{section.Id}"));
            End();
        }
        End();
        End();
    }

    void Section(ReportSection section)
    {
        Start("section", ("aria-labelledby", section.Id));
        Element("h2", section.Title, ("id", section.Id));
        foreach (var block in section.Blocks)
            Block(block);
        End();
    }

    void Block(ReportBlock block)
    {
        switch (block)
        {
            case ReportHeading heading:
                Element("h3", heading.Text, ("dir", "auto"));
                break;
            case ReportParagraph paragraph:
                Element("p", paragraph.Text, ("class", Name(paragraph.Tone)));
                break;
            case ReportFacts facts:
                Facts(facts);
                break;
            case ReportCards cards:
                Cards(cards);
                break;
            case ReportTable table:
                Table(table);
                break;
            case ReportMatrix matrix:
                Matrix(matrix);
                break;
            case ReportCurve curve:
                Curve(curve);
                break;
            case ReportMisses misses:
                Misses(misses);
                break;
            case ReportFold fold:
                Fold(fold);
                break;
        }
    }

    void Facts(ReportFacts facts)
    {
        Start("dl", ("class", "facts"));
        foreach (var fact in facts.Facts)
        {
            Start("div", ("class", fact.Value.Text.Length > LongFact ? "wide" : null));
            Element("dt", fact.Label);
            Start("dd");
            Cell(fact.Value);
            End();
            End();
        }
        End();
    }

    const int LongFact = 40;

    void Cards(ReportCards cards)
    {
        Start("ul", ("class", "cards"));
        foreach (var card in cards.Cards)
        {
            Start("li");
            Element("span", card.Title, ("class", "name"), ("dir", "auto"));
            Start("span", ("class", "value"));
            Cell(card.Value);
            End();
            Element("span", card.Note, ("class", "note"));
            End();
        }
        End();
    }

    void Fold(ReportFold fold)
    {
        Start("details");
        Element("summary", fold.Summary, ("dir", "auto"));
        foreach (var block in fold.Blocks)
            Block(block);
        End();
    }

    void Misses(ReportMisses misses)
    {
        Start("div", ("class", "misses"));
        foreach (var miss in misses.Misses)
            Miss(miss);
        End();
    }

    void Miss(TunedModelMiss miss)
    {
        Start("details");
        Start("summary");
        Element("span", Messages.RowName(miss.Row), ("class", "row"));
        Element("bdi", ReportString.Line(miss.Prompt, SummaryLength));
        End();
        Start("dl", ("class", "miss"));
        foreach (var (label, text) in ((string, string)[])[("Prompt", miss.Prompt), ("Expected", miss.Expected), ("Answer", miss.Actual)])
        {
            Element("dt", label);
            Element("dd", ReportString.Of(text), ("dir", "auto"));
        }
        Element("dt", "Score");
        Start("dd");
        Cell(ReportNumber.Score(miss.Score));
        End();
        End();
        End();
    }

    const int SummaryLength = 90;

    // A table that is wider than the page scrolls in a box of its own, which the keyboard can reach.
    void Table(ReportTable table)
    {
        Start("div", ("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", table.Caption));
        Start("table");
        Element("caption", table.Caption);
        Start("thead");
        Start("tr");
        foreach (var column in table.Columns)
            Element("th", column.Title, ("scope", "col"), ("class", Name(column.Kind)));
        End();
        End();
        Start("tbody");
        foreach (var row in table.Rows)
            Row(table, row);
        End();
        End();
        End();
    }

    void Row(ReportTable table, ReportRow row)
    {
        Start("tr");
        if (row.Cells.Length < table.Columns.Count)
        {
            Element("th", row.Cells[0].Text, ("scope", "rowgroup"), ("class", "group"), ("colspan", Number(table.Columns.Count)));
            End();
            return;
        }
        for (var index = 0; index < row.Cells.Length; index++)
        {
            var kind = table.Columns[index].Kind;
            if (index == 0)
                Start("th", ("scope", "row"), ("class", Name(kind)));
            else
                Start("td", ("class", Name(kind)));
            Cell(row.Cells[index]);
            End();
        }
        End();
    }

    void Cell(ReportCell cell)
    {
        if (cell.Plot is { } plot)
            Plot(plot);
        else if (cell.Number is { } number)
            Numbers(cell, number);
        else if (cell.IsData)
            Element("bdi", cell.Text);
        else
            _page.WriteString(cell.Text);
    }

    void Numbers(ReportCell cell, double number)
    {
        Element("data", cell.Text, ("value", Exact(number)));
        if (cell.UpperNumber is not { } upper)
            return;
        _page.WriteString(Messages.IntervalSeparator);
        Element("data", cell.UpperText, ("value", Exact(upper)));
    }

    // The numbers are beside it, so that the picture is hidden from screen readers. Its parts are placed in percent, and it has no
    // text, so that it is as wide as its cell.
    void Plot(ReportPlot plot)
    {
        Start("svg", ("class", "plot"), ("aria-hidden", "true"), ("focusable", "false"));
        foreach (var line in (int[])[0, 25, 50, 75, 100])
            Line("grid", line, line, "0", "100%");
        Line("range", plot.Place(plot.Lower), plot.Place(plot.Upper), "50%", "50%");
        Line("cap", plot.Place(plot.Lower), plot.Place(plot.Lower), "30%", "70%");
        Line("cap", plot.Place(plot.Upper), plot.Place(plot.Upper), "30%", "70%");
        Element("circle", "", ("cx", Percent(plot.Place(plot.Value))), ("cy", "50%"), ("r", "4"));
        End();

        void Line(string name, double from, double to, string top, string bottom) =>
            Element("line", "", ("class", name), ("x1", Percent(from)), ("x2", Percent(to)), ("y1", top), ("y2", bottom));
    }

    void Matrix(ReportMatrix block)
    {
        var matrix = block.Matrix;
        Start("div", ("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", block.Caption));
        Start("table", ("class", "matrix"));
        Element("caption", block.Caption);
        Start("thead");
        Start("tr");
        Element("td", null);
        foreach (var title in matrix.Classes.Select(name => ReportString.Line(name, LabelLength)).Append(Messages.OutsideClassesName))
        {
            Start("th", ("scope", "col"));
            Element("bdi", title);
            End();
        }
        End();
        End();
        Start("tbody");
        for (var row = 0; row < matrix.Classes.Count; row++)
            MatrixRow(matrix.Classes[row], row, matrix.Counts[row]);
        End();
        End();
        End();
    }

    const int LabelLength = 40;

    void MatrixRow(string title, int right, IReadOnlyList<long> counts)
    {
        Start("tr");
        Start("th", ("scope", "row"));
        Element("bdi", ReportString.Line(title, LabelLength));
        End();
        var total = counts.Sum();
        for (var column = 0; column < counts.Count; column++)
        {
            Start("td", ("class", Shade(counts[column], total, column == right)));
            Cell(ReportNumber.Count(counts[column]));
            End();
        }
        End();
    }

    // Right answers and mistakes have colors of their own, which are the stronger, the more of the row's answers they are.
    static string Shade(long count, long total, bool isRight) =>
        count == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{(isRight ? "right" : "wrong")} s{Math.Ceiling(count * (double)Shades / total):0}");

    const int Shades = 5;

    void Curve(ReportCurve curve)
    {
        Start("figure");
        ReportPicture.WriteInline(_page, curve);
        End();
    }

    void Start(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _page.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
            if (value is not null)
                _page.WriteAttributeString(attribute, value);
    }

    // Only an element that HTML ends without an end tag may be empty.
    void End() => _page.WriteFullEndElement();

    void Element(string name, string? text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(name, attributes);
        if (text is null && name == "meta")
        {
            _page.WriteEndElement();
            return;
        }
        _page.WriteString(text);
        End();
    }

    static string? Name(ReportTone tone) => tone == ReportTone.Plain ? null : tone.ToString().ToLowerInvariant();

    static string? Name(ReportColumnKind kind) => kind == ReportColumnKind.Text ? null : kind.ToString().ToLowerInvariant();

    static string Exact(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    static string Percent(double place) => place.ToString("0.##", CultureInfo.InvariantCulture) + "%";

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
