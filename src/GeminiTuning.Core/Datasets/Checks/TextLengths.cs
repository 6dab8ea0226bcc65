using System.Globalization;

namespace GeminiTuning;

/// <summary>The lengths of texts, in characters of Unicode.</summary>
/// <param name="Minimum">The shortest.</param>
/// <param name="Median">Half of the texts are at most this long; between two lengths, their mean.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Percentile95">The least length that at least 95 % of the texts don't exceed (nearest rank).</param>
/// <param name="Maximum">The longest.</param>
public sealed record TextLengths(int Minimum, double Median, double Mean, int Percentile95, int Maximum)
{
    /// <summary>The five numbers on one line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Minimum:N0} / {Median:N0} / {Mean:N1} / {Percentile95:N0} / {Maximum:N0}");
}

/// <summary>Counts lengths. It keeps each length once, with how many texts have it.</summary>
sealed class LengthCounter
{
    readonly Dictionary<int, int> _counts = [];
    long _sum;
    int _count;

    public void Add(int length)
    {
        _counts[length] = _counts.GetValueOrDefault(length) + 1;
        _sum += length;
        _count++;
    }

    /// <summary>The lengths so far; null if there are none.</summary>
    public TextLengths? Lengths()
    {
        if (_count == 0)
            return null;
        var sorted = _counts.OrderBy(entry => entry.Key).Select(entry => (Length: entry.Key, Count: entry.Value)).ToList();
        return new TextLengths(
            sorted[0].Length, (At(sorted, (_count + 1) / 2) + At(sorted, (_count / 2) + 1)) / 2.0, (double)_sum / _count,
            At(sorted, (int)Math.Ceiling(_count * 0.95)), sorted[^1].Length);
    }

    // The length at a rank, counted from 1.
    static int At(List<(int Length, int Count)> sorted, int rank)
    {
        var seen = 0;
        return sorted.First(entry => (seen += entry.Count) >= rank).Length;
    }
}
