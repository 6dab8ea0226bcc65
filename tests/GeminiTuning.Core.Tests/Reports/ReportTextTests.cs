using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GeminiTuning.Tests.Reports;

/// <summary>What comes from datasets, models, and names stays text, is bounded, and shows no secret.</summary>
public sealed partial class ReportTextTests
{
    static readonly TuningReportFormat[] s_formats = [TuningReportFormat.Html, TuningReportFormat.Markdown, TuningReportFormat.Json, TuningReportFormat.Svg];
    static readonly SavedPage s_hostile = new(SampleReport.Hostile());

    [Fact]
    public void No_text_becomes_an_element_or_an_attribute()
    {
        string[] allowed = [.. new SavedPage(SampleReport.Of()).All.Select(Shape).Distinct()];
        Assert.Empty(s_hostile.All.Select(Shape).Distinct().Except(allowed));
        Assert.DoesNotContain(s_hostile.All, element => element.Name.LocalName is "script" or "img" or "iframe" or "object" or "link" or "base" or "form");
        Assert.DoesNotContain(s_hostile.All.Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));

        static string Shape(XElement element) => element.Name.LocalName + " " + string.Join(' ', element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).Select(attribute => attribute.Name.LocalName));
    }

    [Fact]
    public void A_page_refers_to_nothing_but_its_own_parts()
    {
        var references = s_hostile.All.Attributes().Where(attribute => attribute.Name.LocalName is "href" or "src" or "action" or "data" or "srcset").Select(attribute => attribute.Value).ToList();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.StartsWith("#", reference, StringComparison.Ordinal));
        Assert.All(s_hostile.Elements("style"), style => Assert.DoesNotMatch(Loading(), style.Value));
        var ids = s_hostile.All.Attributes("id").Select(id => id.Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(references, reference => Assert.Contains(reference[1..], ids));
    }

    [Fact]
    public void Texts_are_shown_as_they_are_apart_from_control_characters()
    {
        var shown = s_hostile.Elements("dd").Where(text => text.Attribute("dir") is not null).Select(text => text.Value).ToHashSet();
        Assert.Contains(SampleReport.HostileTexts[0], shown);
        Assert.Contains(SampleReport.HostileTexts[12], shown);
        Assert.Contains("line\nbreak\n\n# title\n- item\n| a |\n|---|", shown);
        Assert.Contains("\uFFFD\uFFFD\uFFFD\uFFFD[31mred\uFFFD[0m\uFFFD", shown);
        Assert.Contains("\uFFFD half \uFFFD", shown);
        Assert.Contains("😀👩‍👩‍👧", shown);
    }

    [Fact]
    public void Characters_that_turn_the_direction_are_in_isolated_elements()
    {
        Assert.All(s_hostile.All.Where(element => !element.HasElements && element.Value.Contains('\u202E')), element =>
            Assert.True(element.Name.LocalName == "bdi" || element.Attribute("dir")?.Value == "auto", element.ToString()));
    }

    [Fact]
    public void A_secret_is_in_no_format()
    {
        foreach (var format in s_formats)
        {
            var text = Saved.As(SampleReport.Hostile(), format);
            Assert.DoesNotContain(SampleReport.Secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain(SampleReport.Secret[4..30], text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_secret_at_the_place_where_a_text_is_cut_is_not_shown_in_part()
    {
        for (var before = 1900; before < 2010; before += 5)
        {
            var report = new TuningReport(SampleReport.Created);
            var builder = new MeasurementBuilder("tunedModels/a");
            builder.Add("right", SampleReport.Response($"{new string('.', before)} {SampleReport.Secret} {new string('.', 3000)}", "wrong"));
            report.Add(builder.Build());
            foreach (var format in s_formats[..3])
                Assert.DoesNotContain("AIzaSy", Saved.As(report, format), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Markdown_contains_no_markup_mention_or_link_of_a_text()
    {
        var lines = Saved.As(SampleReport.Hostile(), TuningReportFormat.Markdown).Split('\n');
        MarkdownTables.Check(lines);
        foreach (var line in lines)
        {
            // What is left are the words outside of code, and our own elements.
            var words = OwnElement().Replace(CodeSpan().Replace(line, ""), "").Replace("&#x27;", "'", StringComparison.Ordinal);
            Assert.DoesNotMatch(@"(?<!\\)<[a-z/!]", words.Replace("<!-- -->", "", StringComparison.Ordinal));
            Assert.DoesNotMatch(@"[@#][a-z0-9]", words);
            Assert.DoesNotMatch(@"(?<!\\)\]\(", words);
        }
        Assert.DoesNotContain(lines, line => line.StartsWith("# title", StringComparison.Ordinal) || line.StartsWith("- item", StringComparison.Ordinal));
    }

    [Fact]
    public void Answers_of_ten_megabytes_are_shortened_and_the_length_is_named()
    {
        var report = new TuningReport(SampleReport.Created);
        report.Add(SampleReport.Missed(new string('x', 10_000_000)));
        foreach (var format in s_formats[..3])
            Assert.InRange(Saved.As(report, format).Length, 1, 40_000);
        Assert.Contains(new SavedPage(report).Elements("dd"), text => text.Value == new string('x', 2000) + "… (10,000,000 characters)");
    }

    [Fact]
    public void The_number_of_wrong_answers_is_bounded()
    {
        var measurement = SampleReport.Measured("tunedModels/a", rightOf: 1, rows: 300);
        var report = new TuningReport(SampleReport.Created) { MaxMiss = 5 };
        report.Add(measurement);
        var page = new SavedPage(report);
        Assert.Equal(5, page.Elements("details").Count());
        Assert.Contains(page.Elements("p"), text => text.Value == "300 wrong answers in 300 answered rows. The first 5 rows are below.");
        var none = new TuningReport(SampleReport.Created) { MaxMiss = 0 };
        none.Add(measurement);
        Assert.Empty(new SavedPage(none).Elements("details"));
    }

    [GeneratedRegex(@"url\(|@import|expression\(|https?:")]
    private static partial Regex Loading();

    [GeneratedRegex("(`+)(?!`).*?(?<!`)\\1(?!`)")]
    private static partial Regex CodeSpan();

    [GeneratedRegex("</?(?:details|summary|sub)>")]
    private static partial Regex OwnElement();
}
