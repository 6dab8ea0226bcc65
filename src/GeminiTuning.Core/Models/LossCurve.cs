namespace GeminiTuning;

/// <summary>Draws losses as a line of blocks.</summary>
static class LossCurve
{
    const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>Draws the curve in at most <paramref name="width"/> characters, with the highest loss at full height; empty if there is no loss.</summary>
    public static string Draw(IEnumerable<TuningSnapshot> snapshots, int width)
    {
        var losses = snapshots.Where(snapshot => snapshot.MeanLoss is { } loss && float.IsFinite(loss)).Select(snapshot => (double)snapshot.MeanLoss!).ToList();
        var count = Math.Min(width, losses.Count);
        var points = Enumerable.Range(0, count).Select(point => losses[(point * losses.Count / count)..((point + 1) * losses.Count / count)].Average()).ToList();
        var highest = points.Count == 0 ? 0 : points.Max();
        return string.Concat(points.Select(loss => Blocks[highest > 0 ? (int)Math.Round(Math.Clamp(loss / highest, 0, 1) * (Blocks.Length - 1)) : 0]));
    }
}
