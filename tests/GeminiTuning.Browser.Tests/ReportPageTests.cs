using System.Globalization;
using Deque.AxeCore.Playwright;
using GeminiTuning.Tests.Reports;
using Microsoft.Playwright;

namespace GeminiTuning.BrowserTests;

/// <summary>Report pages as a reader sees them.</summary>
public sealed class ReportPageTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    const int Desktop = 1400;
    const int Phone = 400;
    // A page of A4 without its margins, at 96 pixels an inch.
    const int Paper = 672;

    readonly string _folder = Directory.CreateTempSubdirectory("report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static MatrixTheoryData<string, ColorScheme> Views() => new(["two models", "many classes", "hostile texts"], [ColorScheme.Light, ColorScheme.Dark]);

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_page_asks_for_nothing_complains_of_nothing_and_fits_the_window(string report, ColorScheme scheme)
    {
        var path = Save(report);
        await using var open = await browser.OpenAsync(path, Desktop, scheme);
        foreach (var width in (int[])[Desktop, Phone, Desktop, Phone])
        {
            await open.Page.SetViewportSizeAsync(width, 900);
            Assert.Equal(width, await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            if (width == Phone)
                await UnfoldAsync(open);
        }
        Assert.Equal([new Uri(path).AbsoluteUri], open.Requests);
        Assert.Empty(open.Complaints);
        Assert.Equal(0, await open.Page.EvaluateAsync<int>("document.scripts.length"));
    }

    // Among the rules of axe are contrast, headings, tables, names, landmarks, and what the keyboard reaches.
    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_page_is_accessible(string report, ColorScheme scheme)
    {
        await using var open = await browser.OpenAsync(Save(report), scheme == ColorScheme.Light ? Phone : Desktop, scheme);
        await UnfoldAsync(open);
        var result = await open.Page.RunAxe();
        Assert.Empty(result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {node.Html}")));
        Assert.Contains(result.Passes, rule => rule.Id == "heading-order");
        Assert.True(result.Passes.Single(rule => rule.Id == "color-contrast").Nodes.Length > 50);
    }

    // Axe doesn't judge what is scrolled out of sight, nor the texts of pictures.
    [Theory]
    [MemberData(nameof(Views))]
    public async Task Each_text_has_the_contrast_of_WCAG_AA(string report, ColorScheme scheme)
    {
        await using var open = await browser.OpenAsync(Save(report), Desktop, scheme);
        await UnfoldAsync(open);
        var contrasts = await open.Page.EvaluateAsync<Dictionary<string, double>>(Contrast.Script);
        Assert.True(contrasts.Count > 5);
        Assert.All(contrasts, text => Assert.True(text.Value >= Contrast.Least, $"{text.Key}: {text.Value}"));
    }

    [Fact]
    public async Task The_two_color_schemes_differ_and_paper_is_white()
    {
        var path = Save("two models");
        const string background = "getComputedStyle(document.body).backgroundColor";
        await using var light = await browser.OpenAsync(path, Desktop);
        await using var dark = await browser.OpenAsync(path, Desktop, ColorScheme.Dark);
        Assert.Equal("rgb(255, 255, 255)", await light.Page.EvaluateAsync<string>(background));
        Assert.NotEqual("rgb(255, 255, 255)", await dark.Page.EvaluateAsync<string>(background));
        await dark.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal("rgb(255, 255, 255)", await dark.Page.EvaluateAsync<string>(background));
    }

    [Fact]
    public async Task Paper_shows_what_is_folded_and_cuts_nothing_off()
    {
        await using var open = await browser.OpenAsync(Save("two models"), Paper);
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal(Paper, await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.True(await open.Page.EvaluateAsync<bool>("[...document.querySelectorAll('.miss dd')].every(text => text.getBoundingClientRect().height > 0)"));
        Assert.NotEmpty(await open.Page.PdfAsync(new() { Format = "A4" }));
    }

    [Fact]
    public async Task The_numbers_that_are_shown_are_those_of_the_objects()
    {
        await using var open = await browser.OpenAsync(Save("two models"), Desktop);
        var shown = await open.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('.cards data')].map(number => number.innerText)");
        Assert.Equal(SampleReport.Measurements(60, 4).Select(one => one.Accuracy!.Value.ToString("0.0%", CultureInfo.InvariantCulture)), shown);
        var matrix = await open.Page.EvaluateAsync<int[][]>("[...document.querySelector('table.matrix').tBodies[0].rows].map(row => [...row.querySelectorAll('td')].map(cell => Number(cell.innerText)))");
        Assert.Equal(SampleReport.Measurements(60, 4)[0].ConfusionMatrix!.Counts.Select(row => row.Select(count => (int)count)), matrix);
    }

    [Fact]
    public async Task A_page_needs_no_script()
    {
        await using var open = await browser.OpenAsync(Save("two models"), Desktop);
        await open.Page.Locator(".misses summary").First.ClickAsync();
        Assert.True(await open.Page.Locator(".miss").First.IsVisibleAsync());
        await open.Page.Locator("nav a").Last.ClickAsync();
        Assert.EndsWith("#origin", open.Page.Url, StringComparison.Ordinal);
        Assert.Single(open.Requests, request => !request.Contains('#', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_picture_of_its_own_is_shown()
    {
        var path = Path.Combine(_folder, "loss.svg");
        SampleReport.Of().Save(path, TuningReportFormat.Svg);
        await using var open = await browser.OpenAsync(path, Desktop);
        Assert.Empty(open.Complaints);
        Assert.Single(open.Requests);
        Assert.Equal("svg", await open.Page.EvaluateAsync<string>("document.documentElement.localName"));
    }

    static async Task UnfoldAsync(OpenPage open) => await open.Page.EvaluateAsync("document.querySelectorAll('details').forEach(fold => fold.open = true)");

    string Save(string report)
    {
        var path = Path.Combine(_folder, "report.html");
        var made = report switch
        {
            "two models" => SampleReport.Of(),
            "many classes" => SampleReport.Of(rows: 200, classes: 13),
            _ => SampleReport.Hostile(),
        };
        made.Save(path, TuningReportFormat.Html);
        return path;
    }
}
