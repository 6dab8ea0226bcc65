using System.Text;

namespace GeminiTuning;

/// <summary>Draws loss curves for a terminal. Each curve has a letter, so that it can be told apart without color: a capital letter for
/// training losses, a small letter for validation losses.</summary>
/// <param name="readings">The readings of the models: one to <see cref="MostModels"/>.</param>
public sealed class LossChart(IReadOnlyList<LossReading> readings)
{
    /// <summary>The number of models that can be told apart in a chart.</summary>
    public const int MostModels = 8;

    /// <summary>The smallest width of a chart, in characters.</summary>
    public const int NarrowestWidth = 20;

    const int WidestWidth = 500;
    const int DefaultHeight = 12;
    const int LabelWidth = 4;
    const int LabelDistance = 3;
    const int LetterDistance = 16;

    static readonly int[] s_colors = [36, 33, 32, 35, 34, 31, 96, 93];

    /// <summary>The readings of the models.</summary>
    public IReadOnlyList<LossReading> Readings => readings;

    /// <summary>Draws the chart. Without any loss, it's empty.</summary>
    /// <param name="width">The width in characters: <see cref="NarrowestWidth"/> to 500. Others are changed to the nearest one.</param>
    /// <param name="height">The number of lines of the curves: 4 or more.</param>
    /// <param name="isPlain">Whether to use ASCII characters without color.</param>
    /// <returns>The lines.</returns>
    public IReadOnlyList<string> Draw(int width, int height, bool isPlain)
    {
        width = Math.Clamp(width, NarrowestWidth, WidestWidth);
        height = Math.Max(4, height);
        if (!readings.Any(LossAxes.HasPoints))
            return [];
        var axes = new LossAxes(readings);
        var losses = axes.Losses(height / LabelDistance + 1);
        var margin = Math.Max(LabelWidth, losses.Max(tick => tick.Label.Length)) + 2;
        var plot = new LossPlot(width - margin, height, isPlain);
        for (var model = 0; model < readings.Count; model++)
        {
            var offset = model * LetterDistance / MostModels;
            plot.Add(axes, readings[model].Training, (char)('A' + model), s_colors[model], offset);
            plot.Add(axes, readings[model].Validation, (char)('a' + model), s_colors[model], offset + (LetterDistance / 2));
        }
        return
        [
            Fit(Messages.LossAxisName, width), .. Rows(plot, losses, margin, height, isPlain), .. Below(axes, width, margin, isPlain), .. Legend(width, isPlain),
        ];
    }

    /// <summary>Whether the output of this process gets ASCII characters without color: it's redirected, or it's a console with an old code
    /// page.</summary>
    public static bool IsOutputPlain => LossCurve.IsRedirected || !LossCurve.CanShow(LossPlot.Sample);

    /// <summary>Draws the chart as <see cref="IsOutputPlain"/> says.</summary>
    /// <inheritdoc cref="Draw(int, int, bool)" path="/param"/>
    /// <inheritdoc cref="Draw(int, int, bool)" path="/returns"/>
    public IReadOnlyList<string> Draw(int width) => Draw(width, DefaultHeight, IsOutputPlain);

    static IEnumerable<string> Rows(LossPlot plot, IReadOnlyList<(double At, string Label)> losses, int margin, int height, bool isPlain)
    {
        var labels = losses.GroupBy(tick => height - 1 - (int)Math.Min(height - 1, tick.At * height)).ToDictionary(row => row.Key, row => row.First().Label);
        var (line, mark) = isPlain ? ('|', '+') : ('│', '┤');
        for (var row = 0; row < height; row++)
            yield return labels.TryGetValue(row, out var label)
                ? $"{label.PadLeft(margin - 2)} {mark}{plot.Row(row)}"
                : $"{"".PadLeft(margin - 1)}{line}{plot.Row(row)}";
    }

    // The axis, its labels, and its name, with the name at the end of the labels where there is room for it.
    static IEnumerable<string> Below(LossAxes axes, int width, int margin, bool isPlain)
    {
        var plot = width - margin;
        var ticks = axes.Positions(Math.Max(2, plot / 10)).Select(tick => (Column: (int)Math.Min(plot - 1, tick.At * plot), tick.Label)).ToList();
        var (corner, line, mark) = isPlain ? ('+', '-', '+') : ('└', '─', '┬');
        var columns = ticks.Select(tick => tick.Column).ToHashSet();
        yield return $"{"".PadLeft(margin - 1)}{corner}{string.Concat(Enumerable.Range(0, plot).Select(column => columns.Contains(column) ? mark : line))}";
        var labels = new StringBuilder(new string(' ', width));
        var free = 0;
        foreach (var (column, label) in ticks)
        {
            var at = Math.Clamp(margin + column - (label.Length / 2), 0, width - label.Length);
            if (at < free)
                continue;
            labels.Remove(at, label.Length).Insert(at, label);
            free = at + label.Length + 1;
        }
        yield return labels.ToString().TrimEnd();
        var name = axes.IsInEpochs ? Messages.EpochAxisName : Messages.StepAxisName;
        yield return name.PadLeft(margin + ((plot + name.Length) / 2));
    }

    IEnumerable<string> Legend(int width, bool isPlain) =>
        from one in readings.Select((reading, model) => (reading, model))
        from line in new[]
        {
            (one.reading.Training.Count > 0, Letter: (char)('A' + one.model), Text: Messages.TrainingLossName(one.reading.Title)),
            (one.reading.Validation.Count > 0, Letter: (char)('a' + one.model), Text: Messages.ValidationLossName(one.reading.Title)),
        }
        where line.Item1
        select LossPlot.Colored($"{line.Letter}", s_colors[one.model], isPlain) + $" {Fit(line.Text, width - 2)}";

    static string Fit(string text, int width) => PrintableText.Of(text) is var shown && shown.Length <= width ? shown : PrintableText.Of(text, width - 1);
}
