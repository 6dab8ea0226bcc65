using System.Globalization;
using System.Net;
using System.Text;

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

    // At least 4.5 to 1 on their backgrounds.
    static readonly string[] s_light = ["#0b57d0", "#b3411b", "#146c2e", "#7b1fa2", "#8a6100", "#00696e", "#a8004f", "#4a4a4a"];
    static readonly string[] s_dark = ["#8ab4f8", "#ff9e80", "#81c995", "#d7aefb", "#fdd663", "#78d9ec", "#ff8bcb", "#c4c7c5"];

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
    /// <exception cref="ArgumentException">There are too few or too many readings, or the ID isn't valid.</exception>
    public static string Draw(IReadOnlyList<LossReading> readings, string id = "loss")
    {
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentOutOfRangeException.ThrowIfZero(readings.Count, nameof(readings));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(readings.Count, MostModels, nameof(readings));
        if (id is not [>= 'a' and <= 'z' or >= 'A' and <= 'Z', ..] || !id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw new ArgumentException(Messages.IdOfPictureInvalid, nameof(id));
        var legend = Legend(readings);
        var height = Top + PlotHeight + AxisHeight + (LegendLine * legend.Count);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{id}\" viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{id}-title\">{Text(Messages.LossPictureName(readings))}</title>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<desc id=\"{id}-desc\">{Text(string.Join(' ', readings.Select(reading => reading.Summary)))}</desc>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<style>\n{Style(id, readings.Count)}</style>\n<rect class=\"back\" width=\"{Width}\" height=\"{height}\"/>\n");
        if (readings.Any(LossAxes.HasPoints))
            AddPlot(svg, readings);
        else
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width / 2}\" y=\"{Top + (PlotHeight / 2)}\" text-anchor=\"middle\">{Text(Messages.LossPictureEmpty)}</text>\n");
        for (var line = 0; line < legend.Count; line++)
            AddLegend(svg, legend[line], Top + PlotHeight + AxisHeight + (LegendLine * line));
        return svg.Append("</svg>\n").ToString();
    }

    static void AddPlot(StringBuilder svg, IReadOnlyList<LossReading> readings)
    {
        var axes = new LossAxes(readings);
        AddAxes(svg, axes);
        for (var model = 0; model < readings.Count; model++)
        {
            AddCurve(svg, axes, readings[model].Training, model, "");
            AddCurve(svg, axes, readings[model].Validation, model, " dash");
        }
    }

    static void AddAxes(StringBuilder svg, LossAxes axes)
    {
        foreach (var (at, label) in axes.Losses(7))
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{Left} {Y(at):0.#}H{Width - Right}\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{Y(at) + 4:0.#}\" text-anchor=\"end\">{label}</text>\n");
        foreach (var (at, label) in axes.Positions(10))
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"axis\" d=\"M{X(at):0.#} {Top + PlotHeight}v5\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{X(at):0.#}\" y=\"{Top + PlotHeight + 19}\" text-anchor=\"middle\">{label}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"axis\" d=\"M{Left} {Top}V{Top + PlotHeight}H{Width - Right}\"/>\n")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Top + PlotHeight + 37}\" text-anchor=\"middle\">{Text(axes.IsInEpochs ? Messages.EpochAxisName : Messages.StepAxisName)}</text>\n")
            .Append(CultureInfo.InvariantCulture, $"<text transform=\"translate(14 {Top + (PlotHeight / 2)}) rotate(-90)\" text-anchor=\"middle\">{Text(Messages.LossAxisName)}</text>\n");
    }

    static void AddCurve(StringBuilder svg, LossAxes axes, IReadOnlyList<LossPoint> all, int model, string dash)
    {
        if (all.Count == 0)
            return;
        var points = LossAxes.Thin(all, MostPoints).Select(point => (X: X(axes.Across(point)), Y: Y(axes.Up(point)))).ToList();
        var line = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.#},{point.Y:0.#}")));
        svg.Append(CultureInfo.InvariantCulture, $"<g class=\"m{model}{dash}\"><polyline class=\"line\" points=\"{line}\"/>");
        // Symbols of different models are at different places, so that they rarely cover each other.
        var every = Math.Max(1, points.Count / MostSymbols);
        for (var point = points.Count - 1 - Math.Min(model * every / MostModels, points.Count - 1); point >= 0; point -= every)
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"symbol\" transform=\"translate({points[point].X:0.#} {points[point].Y:0.#})\" d=\"{s_symbols[model]}\"/>");
        svg.Append("</g>\n");
    }

    static List<(int Model, string Dash, string Text)> Legend(IReadOnlyList<LossReading> readings) =>
    [
        .. readings.Select((reading, model) => (reading, model)).SelectMany(one => new[]
        {
            (one.reading.Training.Count > 0, one.model, "", Messages.TrainingLossName(Short(one.reading.Title))),
            (one.reading.Validation.Count > 0, one.model, " dash", Messages.ValidationLossName(Short(one.reading.Title))),
        }).Where(line => line.Item1).Select(line => (line.model, line.Item3, line.Item4)),
    ];

    static void AddLegend(StringBuilder svg, (int Model, string Dash, string Text) line, int y) => svg
        .Append(CultureInfo.InvariantCulture, $"<g class=\"m{line.Model}{line.Dash}\"><path class=\"line\" d=\"M{Left} {y}h32\"/>")
        .Append(CultureInfo.InvariantCulture, $"<path class=\"symbol\" transform=\"translate({Left + 16} {y})\" d=\"{s_symbols[line.Model]}\"/></g>")
        .Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + 40}\" y=\"{y + 4}\">{Text(line.Text)}</text>\n");

    // All rules are below the picture's class: the style of an inline picture is that of the whole page.
    static string Style(string id, int models)
    {
        var style = new StringBuilder();
        Rule(style, id, "{font:13px system-ui,sans-serif;max-width:100%;height:auto}", "");
        Rule(style, id, "{fill:none;stroke:#c4c7c5}", " .grid");
        Rule(style, id, "{fill:none;stroke-width:1.75;stroke-linejoin:round}", " .line");
        Rule(style, id, "{stroke-dasharray:6 4}", " .dash .line");
        Rule(style, id, "{stroke-width:1.5}", " .symbol");
        AddColors(style, id, models, s_light, "#ffffff", "#1f1f1f", "#c4c7c5");
        style.Append("@media (prefers-color-scheme:dark){\n");
        AddColors(style, id, models, s_dark, "#1b1b1f", "#e3e3e3", "#5c5f61");
        style.Append("}\n@media print{\n");
        AddColors(style, id, models, s_light, "#ffffff", "#1f1f1f", "#c4c7c5");
        return style.Append("}\n").ToString();
    }

    static void AddColors(StringBuilder style, string id, int models, string[] colors, string back, string text, string grid)
    {
        Rule(style, id, $"{{fill:{back}}}", " .back");
        Rule(style, id, $"{{fill:{text}}}", " text");
        Rule(style, id, $"{{fill:none;stroke:{text}}}", " .axis");
        Rule(style, id, $"{{stroke:{grid}}}", " .grid");
        for (var model = 0; model < models; model++)
        {
            Rule(style, id, $"{{stroke:{colors[model]}}}", $" .m{model}");
            Rule(style, id, $"{{fill:{colors[model]}}}", $" .m{model} .symbol");
            // Hollow symbols for validation, filled ones for training.
            Rule(style, id, $"{{fill:{back};stroke-dasharray:none}}", $" .m{model}.dash .symbol");
        }
        Rule(style, id, "{stroke:none}", " text");
    }

    static void Rule(StringBuilder style, string id, string body, string of) =>
        style.Append('.').Append(id).Append(of).Append(body).Append('\n');

    static double X(double across) => Left + (across * (Width - Left - Right));

    static double Y(double up) => Top + ((1 - up) * PlotHeight);

    static string Short(string title) => title.Length <= LongestTitle ? title : title[..(LongestTitle - 1)] + "…";

    static string Text(string text) => WebUtility.HtmlEncode(PrintableText.Of(text, LongestText));
}
