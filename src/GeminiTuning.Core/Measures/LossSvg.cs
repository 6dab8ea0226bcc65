using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace GeminiTuning;

/// <summary>Draws loss curves as SVG: a picture of its own, or a part of an HTML page. Training losses are solid lines, validation
/// losses are dashed ones, and each model has a symbol and a color. The colors follow the light or dark scheme of the reader. The
/// picture has no script, and refers to nothing.</summary>
public static class LossSvg
{
    const int Width = 720;
    const int PlotHeight = 300;
    const int Left = 64;
    const int Right = 16;
    const int Top = 16;
    const int AxisHeight = 48;
    const int LegendLine = 20;
    const int MostPoints = 300;
    const int MostSymbols = 12;
    const int LongestTitle = 72;
    const int LongestText = 10_000;

    const int Bottom = Top + PlotHeight;
    const string Dash = " dash";

    static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    // Each is drawn around 0,0.
    static readonly string[] s_symbols =
    [
        "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", "M-3.5-3.5h7v7h-7z", "M0-4.5L4.5 3.5h-9z", "M0-5L5 0L0 5L-5 0z",
        "M0 4.5L4.5-3.5h-9z", "M-1.5-5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z", "M0-5L4.8-1.5L2.9 4h-5.8L-4.8-1.5z", "M-5-2h10v4h-10z",
    ];

    /// <summary>The number of models that can be told apart in a picture.</summary>
    public static int MostModels => s_symbols.Length;

    /// <summary>Draws the curves of models together.</summary>
    /// <param name="readings">The readings of the models: one to <see cref="MostModels"/>.</param>
    /// <param name="id">The start of the IDs in the picture: letters, digits, and hyphens. It must be unique within a page.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too few or too many readings.</exception>
    /// <exception cref="TuningArgumentException">The ID isn't valid.</exception>
    public static string Draw(IReadOnlyList<LossReading> readings, string id = "loss")
    {
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentOutOfRangeException.ThrowIfZero(readings.Count, nameof(readings));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(readings.Count, MostModels, nameof(readings));
        if (id is not [>= 'a' and <= 'z' or >= 'A' and <= 'Z', ..] || !id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw new TuningArgumentException(Messages.IdOfPictureInvalid);
        var legend = Legend(readings);
        var height = Top + PlotHeight + AxisHeight + (LegendLine * legend.Count);
        var svg = new XElement(s_svg + "svg",
            Attributes(("class", $"{id}"), ("viewBox", $"0 0 {Width} {height}"), ("role", $"img"), ("aria-labelledby", $"{id}-title {id}-desc")),
            Element("title", Text(Messages.LossPictureName(readings)), ("id", $"{id}-title")),
            Element("desc", Text(string.Join(' ', readings.Select(reading => reading.Summary))), ("id", $"{id}-desc")),
            Element("style", LossSvgStyle.Of(id, readings.Count)),
            Element("rect", null, ("class", $"back"), ("width", $"{Width}"), ("height", $"{height}")),
            readings.Any(LossAxes.HasPoints) ? Plot(readings) : Label(Messages.LossPictureEmpty, Width / 2, Top + (PlotHeight / 2), "middle"),
            legend.Select((line, index) => LegendOf(line, Top + PlotHeight + AxisHeight + (LegendLine * index))));
        return svg.ToString() + "\n";
    }

    static IEnumerable<XElement> Plot(IReadOnlyList<LossReading> readings)
    {
        var axes = new LossAxes(readings);
        return Axes(axes).Concat(readings.SelectMany((reading, model) =>
            Curve(axes, reading.Training, model, "").Concat(Curve(axes, reading.Validation, model, Dash))));
    }

    static IEnumerable<XElement> Axes(LossAxes axes)
    {
        foreach (var (at, label) in axes.Losses(7))
        {
            yield return Path("grid", $"M{Left} {Y(at):0.#}H{Width - Right}");
            yield return Label(label, Left - 8, Y(at) + 4, "end");
        }
        foreach (var (at, label) in axes.Positions(10))
        {
            yield return Path("axis", $"M{X(at):0.#} {Bottom}v5");
            yield return Label(label, X(at), Bottom + 19, "middle");
        }
        yield return Path("axis", $"M{Left} {Top}V{Bottom}H{Width - Right}");
        yield return Label(axes.IsInEpochs ? Messages.EpochAxisName : Messages.StepAxisName, (Left + Width - Right) / 2.0, Bottom + 37, "middle");
        yield return Element("text", Messages.LossAxisName, ("text-anchor", $"middle"), ("transform", $"translate(14 {Top + (PlotHeight / 2)}) rotate(-90)"));
    }

    static IEnumerable<XElement> Curve(LossAxes axes, IReadOnlyList<LossPoint> all, int model, string dash)
    {
        if (all.Count == 0)
            yield break;
        var points = LossAxes.Thin(all, MostPoints).Select(point => (X: X(axes.Across(point)), Y: Y(axes.Up(point)))).ToList();
        var line = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.#},{point.Y:0.#}")));
        // Symbols of different models are at different places, so that they rarely cover each other.
        var every = Math.Max(1, points.Count / MostSymbols);
        var first = points.Count - 1 - (model * every / MostModels);
        yield return new XElement(s_svg + "g",
            Attributes(("class", $"m{model}{dash}")),
            Element("polyline", null, ("class", $"line"), ("points", $"{line}")),
            from index in Enumerable.Range(0, (first / every) + 1)
            let point = points[first - (index * every)]
            select Symbol(model, point.X, point.Y));
    }

    static List<(int Model, string Dash, string Text)> Legend(IReadOnlyList<LossReading> readings) =>
    [
        .. readings.Select((reading, model) => (reading, model)).SelectMany(one => new[]
        {
            (one.reading.Training.Count > 0, one.model, "", Messages.TrainingLossName(Short(one.reading.Title))),
            (one.reading.Validation.Count > 0, one.model, Dash, Messages.ValidationLossName(Short(one.reading.Title))),
        }).Where(line => line.Item1).Select(line => (line.model, line.Item3, line.Item4)),
    ];

    static IEnumerable<XElement> LegendOf((int Model, string Dash, string Text) line, int y)
    {
        yield return new XElement(s_svg + "g", Attributes(("class", $"m{line.Model}{line.Dash}")), Path("line", $"M{Left} {y}h32"), Symbol(line.Model, Left + 16, y));
        yield return Label(line.Text, Left + 40, y + 4, "start");
    }

    static XElement Symbol(int model, double x, double y) =>
        Element("path", null, ("class", $"symbol"), ("transform", $"translate({x:0.#} {y:0.#})"), ("d", $"{s_symbols[model]}"));

    static XElement Path(string of, FormattableString path) => Element("path", null, ("class", $"{of}"), ("d", path));

    static XElement Label(string text, double x, double y, string anchor) =>
        Element("text", Text(text), ("x", $"{x:0.#}"), ("y", $"{y:0.#}"), ("text-anchor", $"{anchor}"));

    static XElement Element(string name, string? text, params (string Name, FormattableString Value)[] attributes) =>
        new(s_svg + name, Attributes(attributes), text);

    static IEnumerable<XAttribute> Attributes(params (string Name, FormattableString Value)[] attributes) =>
        attributes.Select(attribute => new XAttribute(attribute.Name, FormattableString.Invariant(attribute.Value)));

    static double X(double across) => Left + (across * (Width - Left - Right));

    static double Y(double up) => Top + ((1 - up) * PlotHeight);

    static string Short(string title) => title.Length <= LongestTitle ? title : title[..(LongestTitle - 1)] + "…";

    // XML has no place for some characters that are otherwise printable.
    static string Text(string text) =>
        string.Concat(PrintableText.Of(text, LongestText).EnumerateRunes().Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune));
}
