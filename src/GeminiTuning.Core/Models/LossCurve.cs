using System.Text;

namespace GeminiTuning;

/// <summary>Draws losses as a line of blocks, or of ASCII characters where the output can't show blocks.</summary>
static class LossCurve
{
    const string Blocks = "▁▂▃▄▅▆▇█";
    const string Ascii = ".:-=+*#@";

    /// <summary>Draws the curve in at most <paramref name="width"/> characters, with the highest loss at full height; empty if there is no loss.</summary>
    public static string Draw(IEnumerable<TuningSnapshot> snapshots, int width) => Draw(snapshots, width, Levels(OutputEncoding()));

    /// <summary>The characters for losses, from the lowest to the highest, in an encoding.</summary>
    internal static string Levels(Encoding output) => CanShow(Blocks, output) ? Blocks : Ascii;

    static string Draw(IEnumerable<TuningSnapshot> snapshots, int width, string levels)
    {
        var losses = snapshots.Where(snapshot => snapshot.MeanLoss is { } loss && float.IsFinite(loss)).Select(snapshot => (double)snapshot.MeanLoss!).ToList();
        var count = Math.Min(width, losses.Count);
        var points = Enumerable.Range(0, count).Select(point => losses[(point * losses.Count / count)..((point + 1) * losses.Count / count)].Average()).ToList();
        var highest = points.Count == 0 ? 0 : points.Max();
        return string.Concat(points.Select(loss => levels[highest > 0 ? (int)Math.Round(Math.Clamp(loss / highest, 0, 1) * (levels.Length - 1)) : 0]));
    }

    /// <summary>Whether the output is a file or another program, which get no escape sequences.</summary>
    internal static bool IsRedirected => Console.IsOutputRedirected;

    /// <summary>Whether the output can show a text.</summary>
    internal static bool CanShow(string text) => CanShow(text, OutputEncoding());

    internal static bool CanShow(string text, Encoding output) => output.GetString(output.GetBytes(text)) == text;

    // The console of Windows shows every character, whatever its code page is. What is redirected is written in the code page.
    static Encoding OutputEncoding() => OperatingSystem.IsWindows() && !Console.IsOutputRedirected ? Encoding.UTF8 : Console.OutputEncoding;
}
