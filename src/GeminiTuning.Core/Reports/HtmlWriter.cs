using System.Globalization;
using System.Xml;

namespace GeminiTuning;

/// <summary>Writes the elements of a page.</summary>
/// <remarks>XmlWriter of the base class library does it: it escapes all texts, refuses characters that aren't allowed, closes what is
/// open, and writes to the file as it goes. The page is both HTML and XML, so that programs can read it, too.</remarks>
sealed class HtmlWriter : IDisposable
{
    readonly XmlWriter _page;

    /// <summary>Begins a page.</summary>
    /// <param name="file">The file to write to. It stays open.</param>
    public HtmlWriter(Stream file)
    {
        file.Write("<!DOCTYPE html>\n"u8);
        _page = XmlWriter.Create(file, new XmlWriterSettings { Encoding = ReportString.Utf8, OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.None });
    }

    public void Dispose() => _page.Dispose();

    /// <summary>Starts an element. Attributes without a value are omitted.</summary>
    public void Start(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _page.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
            if (value is not null)
                _page.WriteAttributeString(attribute, value);
    }

    /// <summary>Ends an element with an end tag, which HTML requires even of an empty one.</summary>
    public void End() => _page.WriteFullEndElement();

    /// <summary>Writes an element with a text.</summary>
    public void Element(string name, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(name, attributes);
        _page.WriteString(text);
        End();
    }

    /// <summary>Writes one of the elements that have no content and no end tag in HTML.</summary>
    public void Meta(params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start("meta", attributes);
        _page.WriteEndElement();
    }

    /// <summary>Writes a text.</summary>
    public void Text(string text) => _page.WriteString(text);

    /// <summary>Writes markup that this library has made.</summary>
    public void Raw(string markup) => _page.WriteRaw(markup);

    /// <summary>Writes the content of a cell. A number is written with its exact value, for programs.</summary>
    public void Cell(ReportCell cell)
    {
        if (cell.Plot is { } plot)
            Plot(plot);
        else if (cell.Number is { } number)
            Numbers(cell, number);
        else if (cell.IsData)
            Element("bdi", cell.Text);
        else
            Text(cell.Text);
    }

    void Numbers(ReportCell cell, double number)
    {
        Element("data", cell.Text, ("value", Exact(number)));
        if (cell is not { UpperNumber: { } upper, UpperText: { } text })
            return;
        Text(Messages.IntervalSeparator);
        Element("data", text, ("value", Exact(upper)));
    }

    // The numbers are beside it, so that the picture is hidden from screen readers. Its parts are placed in percent, and it has no
    // text, so that it can be as wide as its cell.
    void Plot(ReportPlot plot)
    {
        Start("svg", ("class", "plot"), ("aria-hidden", "true"), ("focusable", "false"));
        foreach (var line in (int[])[0, 25, 50, 75, 100])
            Line(line == 50 && plot.Start < 0 ? "zero" : "grid", line, line, "0", "100%");
        var (lower, upper) = (plot.Place(plot.Lower), plot.Place(plot.Upper));
        Line("range", lower, upper, "50%", "50%");
        Line("range", lower, lower, "30%", "70%");
        Line("range", upper, upper, "30%", "70%");
        Element("circle", "", ("cx", Percent(plot.Place(plot.Value))), ("cy", "50%"), ("r", "4"));
        End();
    }

    void Line(string name, double from, double to, string top, string bottom) =>
        Element("line", "", ("class", name), ("x1", Percent(from)), ("x2", Percent(to)), ("y1", top), ("y2", bottom));

    static string Exact(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    static string Percent(double place) => place.ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
