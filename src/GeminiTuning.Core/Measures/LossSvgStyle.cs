using System.Text;

namespace GeminiTuning;

/// <summary>The style of a picture of loss curves. All rules are below the class of the picture, because the style of a picture in an
/// HTML page is that of the whole page.</summary>
static class LossSvgStyle
{
    // At least 4.5 to 1 on their backgrounds.
    static readonly string[] s_light = ["#0b57d0", "#b3411b", "#146c2e", "#7b1fa2", "#8a6100", "#00696e", "#a8004f", "#4a4a4a"];
    static readonly string[] s_dark = ["#8ab4f8", "#ff9e80", "#81c995", "#d7aefb", "#fdd663", "#78d9ec", "#ff8bcb", "#c4c7c5"];

    /// <summary>The style of a picture.</summary>
    /// <param name="id">The class of the picture.</param>
    /// <param name="models">The number of models.</param>
    public static string Of(string id, int models)
    {
        var light = Colors(id, models, s_light, back: "#ffffff", text: "#1f1f1f", grid: "#c4c7c5");
        var dark = Colors(id, models, s_dark, back: "#1b1b1f", text: "#e3e3e3", grid: "#5c5f61");
        string[] rules =
        [
            Rule(id, "", "font-size:13px;font-family:sans-serif;max-width:100%;height:auto"),
            Rule(id, " .line", "fill:none;stroke-width:1.75;stroke-linejoin:round"),
            Rule(id, " .dash .line", "stroke-dasharray:6 4"),
            Rule(id, " .symbol", "stroke-width:1.5"),
            light,
            Media("(prefers-color-scheme:dark)", dark),
            Media("print", light),
        ];
        return string.Concat(rules);
    }

    static string Colors(string id, int models, string[] colors, string back, string text, string grid)
    {
        var rules = new StringBuilder()
            .Append(Rule(id, " .back", $"fill:{back}"))
            .Append(Rule(id, " text", $"fill:{text}"))
            .Append(Rule(id, " .axis", $"fill:none;stroke:{text}"))
            .Append(Rule(id, " .grid", $"fill:none;stroke:{grid}"));
        for (var model = 0; model < models; model++)
            // The symbols of training losses are filled, those of validation losses are hollow.
            rules.Append(Rule(id, $" .m{model}", $"stroke:{colors[model]}"))
                .Append(Rule(id, $" .m{model} .symbol", $"fill:{colors[model]}"))
                .Append(Rule(id, $" .m{model}.dash .symbol", $"fill:{back}"));
        return rules.ToString();
    }

    static string Media(string query, string rules) => $"@media {query}{{\n{rules}}}\n";

    static string Rule(string id, string of, string body) => $".{id}{of}{{{body}}}\n";
}
