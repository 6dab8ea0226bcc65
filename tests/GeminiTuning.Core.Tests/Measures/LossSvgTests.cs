using System.Globalization;
using System.Xml.Linq;

namespace GeminiTuning.Tests.Measures;

public sealed class LossSvgTests
{
    static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    static LossReading Reading(string name = "trial", ulong seed = 1) => LossReading.Of(new TunedModel
    {
        Name = $"tunedModels/{name}",
        Snapshots = LossCurves.Of(80, 4, LossCurves.Falling(0.2), 0.05, seed, LossCurves.Lowest(0.5, 0.4), 10),
    });

    [Fact]
    public void A_picture_is_well_formed_and_says_what_it_shows()
    {
        var picture = XDocument.Parse(LossSvg.Draw([Reading()], "curve"));
        Assert.Equal("img", picture.Root!.Attribute("role")!.Value);
        Assert.Equal("curve-title curve-desc", picture.Root.Attribute("aria-labelledby")!.Value);
        Assert.Equal("Loss of trial", picture.Root.Element(s_svg + "title")!.Value);
        Assert.Equal(Reading().Summary, picture.Root.Element(s_svg + "desc")!.Value);
        var texts = picture.Descendants(s_svg + "text").Select(text => text.Value).ToList();
        Assert.Contains("epoch", texts);
        Assert.Contains("mean loss", texts);
    }

    [Fact]
    public void Curves_differ_without_color()
    {
        var picture = XDocument.Parse(LossSvg.Draw([Reading("one"), Reading("two", 2)]));
        var curves = picture.Descendants(s_svg + "g").Where(curve => curve.Elements(s_svg + "polyline").Any()).ToList();
        Assert.Equal(4, curves.Count);
        var looks = curves.Select(curve => (curve.Attribute("class")!.Value.Contains("dash"), curve.Elements(s_svg + "path").First().Attribute("d")!.Value));
        Assert.Equal(4, looks.Distinct().Count());
        Assert.Equal(
            ["one, training", "one, validation", "two, training", "two, validation"],
            picture.Descendants(s_svg + "text").Select(text => text.Value).Where(text => text.Contains(',')));
    }

    [Fact]
    public void A_picture_has_no_script_and_refers_to_nothing()
    {
        var picture = XDocument.Parse(LossSvg.Draw([Reading()]));
        Assert.Empty(picture.Descendants(s_svg + "script").Concat(picture.Descendants(s_svg + "image")).Concat(picture.Descendants(s_svg + "use")));
        Assert.DoesNotContain(picture.Descendants().Attributes(), attribute => attribute.Name.LocalName is "href" or "src" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        var style = picture.Descendants(s_svg + "style").Single().Value;
        Assert.DoesNotContain("url(", style);
        Assert.DoesNotContain("@import", style);
    }

    [Fact]
    public void The_colors_follow_the_scheme_of_the_reader_and_have_contrast()
    {
        var readings = Enumerable.Range(1, LossSvg.MostModels).Select(number => Reading($"m{number}", (ulong)number)).ToList();
        var style = XDocument.Parse(LossSvg.Draw(readings)).Descendants(s_svg + "style").Single().Value;
        var (light, dark) = (style[..style.IndexOf("@media", StringComparison.Ordinal)], style[style.IndexOf("@media (prefers-color-scheme:dark)", StringComparison.Ordinal)..style.IndexOf("@media print", StringComparison.Ordinal)]);
        foreach (var rules in new[] { light, dark })
        {
            var back = Color(rules, ".back{fill:");
            Assert.All(Enumerable.Range(0, readings.Count), model => Assert.InRange(Contrast(back, Color(rules, $".m{model}{{stroke:")), 4.5, 21));
            Assert.InRange(Contrast(back, Color(rules, " text{fill:")), 4.5, 21);
        }
    }

    [Fact]
    public void Names_are_text_and_no_markup()
    {
        var reading = Reading() with { ModelDisplayName = "<script>alert(1)</script> & \u0007\uFFFF\uD800\"" };
        var picture = XDocument.Parse(LossSvg.Draw([reading]));
        Assert.Contains("<script>", picture.Root!.Element(s_svg + "title")!.Value);
        Assert.Empty(picture.Descendants(s_svg + "script"));
    }

    [Fact]
    public void The_numbers_are_alike_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var expected = LossSvg.Draw([Reading()]);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(expected, LossSvg.Draw([Reading()]));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Without_losses_the_picture_says_so() =>
        Assert.Contains("No losses yet.", LossSvg.Draw([LossReading.Of(new TunedModel { Name = "tunedModels/new", State = TunedModelState.Creating })]));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5000)]
    public void Each_number_of_losses_is_drawn_within_the_frame(int steps)
    {
        var reading = LossReading.Of(new TunedModel { Name = "tunedModels/any", Snapshots = LossCurves.Of(steps, 1, LossCurves.Falling(0.2), 0.5, 1) });
        var points = XDocument.Parse(LossSvg.Draw([reading])).Descendants(s_svg + "polyline").Single().Attribute("points")!.Value
            .Split(' ').Select(point => point.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray()).ToList();
        Assert.InRange(points.Count, 1, 300);
        Assert.All(points, point => Assert.True(point[0] is >= 0 and <= 720 && point[1] is >= 0 and <= 400));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("a b")]
    [InlineData("a\"onload=")]
    public void An_ID_that_could_be_markup_is_refused(string id) => Assert.Throws<TuningArgumentException>(() => LossSvg.Draw([Reading()], id));

    static double[] Color(string rules, string after)
    {
        var at = rules.IndexOf(after, StringComparison.Ordinal) + after.Length + 1;
        return [.. Enumerable.Range(0, 3).Select(part => Convert.ToInt32(rules.Substring(at + (2 * part), 2), 16) / 255.0)];
    }

    // WCAG 2.2, contrast ratio.
    static double Contrast(double[] one, double[] other)
    {
        static double Luminance(double[] color) => color.Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))
            .Zip([0.2126, 0.7152, 0.0722], (part, weight) => part * weight).Sum();
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }
}
