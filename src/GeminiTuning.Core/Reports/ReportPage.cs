using System.Globalization;

namespace GeminiTuning;

/// <summary>Writes a report as a page that needs nothing but a browser: no network, no script, and no other file.</summary>
sealed class ReportPage
{
    // Even if a text were taken for markup, a browser would run no script, send no request, and submit no form.
    const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    const int LongFact = 40;
    const int LongestPrompt = 90;

    readonly HtmlWriter _page;
    int _ids;

    ReportPage(HtmlWriter page) => _page = page;

    /// <summary>Writes a page.</summary>
    /// <param name="file">The file to write to. It stays open.</param>
    /// <param name="content">What the page says.</param>
    public static void Write(Stream file, ReportContent content)
    {
        using var page = new HtmlWriter(file);
        new ReportPage(page).Write(content);
    }

    void Write(ReportContent content)
    {
        // The contents need the titles alone: the blocks of a section are created while it's written.
        var sections = content.Sections().ToList();
        _page.Start("html", ("lang", "en"));
        Head(content.Title);
        _page.Start("body");
        _page.Start("header");
        _page.Element("h1", content.Title, ("dir", "auto"));
        _page.Element("p", content.Subtitle);
        _page.End();
        Contents(sections);
        _page.Start("main");
        foreach (var section in sections)
            Section(section);
        _page.End();
        _page.End();
        _page.End();
    }

    void Head(string title)
    {
        _page.Start("head");
        _page.Meta(("charset", "utf-8"));
        _page.Meta(("name", "viewport"), ("content", "width=device-width,initial-scale=1"));
        _page.Meta(("http-equiv", "Content-Security-Policy"), ("content", Policy));
        _page.Meta(("name", "generator"), ("content", $"GeminiTuning {TuningReport.Version}"));
        _page.Element("title", title);
        _page.Start("style");
        _page.Raw(ReportStyle.Sheet);
        _page.End();
        _page.End();
    }

    void Contents(IEnumerable<ReportSection> sections)
    {
        _page.Start("nav", ("aria-label", Messages.TitleContents));
        _page.Start("ul");
        foreach (var section in sections)
        {
            _page.Start("li");
            _page.Element("a", section.Title, ("href", $"#{section.Id}"));
            _page.End();
        }
        _page.End();
        _page.End();
    }

    void Section(ReportSection section)
    {
        _page.Start("section", ("aria-labelledby", section.Id));
        _page.Element("h2", section.Title, ("id", section.Id));
        Blocks(section.Blocks);
        _page.End();
    }

    void Blocks(IEnumerable<ReportBlock> blocks)
    {
        foreach (var block in blocks)
            Block(block);
    }

    void Block(ReportBlock block)
    {
        switch (block)
        {
            case ReportHeading heading:
                _page.Element("h3", heading.Text, ("dir", "auto"));
                break;
            case ReportParagraph paragraph:
                _page.Element("p", paragraph.Text, ("class", paragraph.Tone == ReportTone.Plain ? null : paragraph.Tone.ToString().ToLowerInvariant()));
                break;
            case ReportFacts facts:
                Facts(facts);
                break;
            case ReportCards cards:
                Cards(cards);
                break;
            case ReportTable table:
                HtmlTable.Write(_page, table, NewId());
                break;
            case ReportMatrix matrix:
                HtmlTable.Write(_page, matrix, NewId());
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
        _page.Start("dl", ("class", "facts"));
        foreach (var fact in facts.Facts)
        {
            _page.Start("div", ("class", fact.Value.Text.Length > LongFact ? "wide" : null));
            _page.Element("dt", fact.Label);
            _page.Start("dd");
            _page.Cell(fact.Value);
            _page.End();
            _page.End();
        }
        _page.End();
    }

    void Cards(ReportCards cards)
    {
        _page.Start("ul", ("class", "cards"));
        foreach (var card in cards.Cards)
        {
            _page.Start("li");
            _page.Element("span", card.Title, ("class", "name"), ("dir", "auto"));
            _page.Start("span", ("class", "value"));
            _page.Cell(card.Value);
            _page.End();
            _page.Element("span", card.Note, ("class", "note"));
            _page.End();
        }
        _page.End();
    }

    void Curve(ReportCurve curve)
    {
        var id = NewId();
        _page.Start("figure");
        _page.Start("div", ("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-labelledby", id));
        _page.Raw(LossSvg.Draw([curve.Reading], NewId()));
        _page.End();
        _page.Element("figcaption", curve.Reading.Summary, ("id", id), ("dir", "auto"));
        _page.End();
    }

    void Misses(ReportMisses misses)
    {
        _page.Start("div", ("class", "misses"));
        foreach (var miss in misses.Misses)
            Miss(miss);
        _page.End();
    }

    void Miss(TunedModelMiss miss)
    {
        _page.Start("details");
        _page.Start("summary");
        _page.Element("span", Messages.RowName(miss.Row), ("class", "row"));
        _page.Text(" ");
        _page.Element("bdi", ReportString.Line(miss.Prompt, LongestPrompt));
        _page.End();
        _page.Start("dl", ("class", "miss"));
        foreach (var (label, text) in ((string, string)[])[("Prompt", miss.Prompt), ("Expected", miss.Expected), ("Answer", miss.Actual)])
        {
            _page.Element("dt", label);
            _page.Element("dd", ReportString.Of(text), ("dir", "auto"));
        }
        _page.Element("dt", "Score");
        _page.Start("dd");
        _page.Cell(ReportNumber.Score(miss.Score));
        _page.End();
        _page.End();
        _page.End();
    }

    void Fold(ReportFold fold)
    {
        _page.Start("details");
        _page.Element("summary", fold.Summary, ("dir", "auto"));
        Blocks(fold.Blocks);
        _page.End();
    }

    string NewId() => string.Create(CultureInfo.InvariantCulture, $"part-{++_ids}");
}
