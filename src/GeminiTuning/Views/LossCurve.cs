using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace GeminiTuning.Views;

/// <summary>Draws how a loss went down as one line of blocks, for the tables and lists.</summary>
public static class LossCurve
{
    const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>The curve from zero to its highest point; empty where there is no loss.</summary>
    /// <param name="snapshots">The snapshots, also those that were read back with Import-Clixml.</param>
    /// <param name="width">The most characters; where there are more snapshots, each character is the mean of several.</param>
    public static string Draw(object? snapshots, int width)
    {
        var losses = Losses(snapshots);
        var points = Enumerable.Range(0, Math.Min(width, losses.Count))
            .Select(point => losses[(point * losses.Count / Math.Min(width, losses.Count))..((point + 1) * losses.Count / Math.Min(width, losses.Count))].Average())
            .ToList();
        var highest = points.Count == 0 ? 0 : points.Max();
        return string.Concat(points.Select(loss => Blocks[highest > 0 ? (int)Math.Round(Math.Clamp(loss / highest, 0, 1) * (Blocks.Length - 1)) : 0]));
    }

    /// <summary>A loss as it is shown; empty where the service tells none.</summary>
    /// <param name="loss">The loss, also one that was read back.</param>
    /// <param name="format">Its format.</param>
    public static string Number(object? loss, string format) =>
        LanguagePrimitives.TryConvertTo<double>(loss, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number) ? number.ToString(format, CultureInfo.CurrentCulture) : "";

    // Objects that were read back have the same properties, and are of no type of ours.
    static List<double> Losses(object? snapshots) =>
        [.. ((snapshots as PSObject)?.BaseObject ?? snapshots) is IEnumerable many and not string ? many.Cast<object?>().Select(Loss).Where(double.IsFinite) : []];

    static double Loss(object? snapshot) =>
        snapshot is not null && PSObject.AsPSObject(snapshot).Properties["MeanLoss"]?.Value is { } loss && LanguagePrimitives.TryConvertTo<double>(loss, CultureInfo.InvariantCulture, out var number)
            ? number
            : double.NaN;
}
