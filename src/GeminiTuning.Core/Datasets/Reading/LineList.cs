using System.Globalization;

namespace GeminiTuning;

/// <summary>Numbers of lines: all of them, of which a message shows the first.</summary>
sealed class LineList
{
    const int Shown = 10;

    readonly List<int> _lines = [];

    public int Count => _lines.Count;

    public int[] Lines => [.. _lines];

    public void Add(int line) => _lines.Add(line);

    /// <summary>The first lines, with a sign where there are more.</summary>
    public override string ToString() => Of(_lines.Select(line => line.ToString(CultureInfo.InvariantCulture)).Take(Shown), _lines.Count);

    /// <summary>Places as a message shows them.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many there are in all.</param>
    public static string Of(IEnumerable<string> first, int count) => string.Join(", ", first.Take(Shown)) + (count > Shown ? ", …" : "");
}
