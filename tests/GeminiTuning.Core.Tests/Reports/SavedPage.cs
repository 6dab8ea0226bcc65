using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace GeminiTuning.Tests.Reports;

/// <summary>A report page, read as the XML that it also is.</summary>
sealed class SavedPage
{
    readonly XElement _html;

    public SavedPage(TuningReport report)
    {
        Text = Saved.As(report, TuningReportFormat.Html);
        using var reader = XmlReader.Create(new StringReader(Text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        _html = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
    }

    public string Text { get; }

    public IEnumerable<XElement> Elements(string name) => _html.Descendants().Where(element => element.Name.LocalName == name);

    public IEnumerable<XElement> All => _html.DescendantsAndSelf();

    /// <summary>All numbers of the page with the texts that people see.</summary>
    public IEnumerable<(double Value, string Text)> Numbers => Elements("data").Select(data => (Number(data), data.Value));

    /// <summary>The rows of the tables with a title: the text of the first cell, and the numbers of the others. Titles of groups are
    /// rows without numbers.</summary>
    public IEnumerable<(string Title, double[] Numbers)> Rows(string caption) =>
        from table in Elements("table")
        where Elements("p").Single(text => text.Attribute("id")?.Value == table.Attribute("aria-labelledby")!.Value).Value == caption
        from row in table.Descendants("tbody").Elements("tr")
        select (row.Elements("th").First().Value, row.Descendants("data").Select(Number).ToArray());

    static double Number(XElement data) => double.Parse(data.Attribute("value")!.Value, CultureInfo.InvariantCulture);
}

/// <summary>Saves reports.</summary>
static class Saved
{
    public static string As(TuningReport report, TuningReportFormat format)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            report.Save(path, format);
            return File.ReadAllText(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
