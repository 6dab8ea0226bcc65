namespace GeminiTuning;

/// <summary>Percentiles, interpolated between the nearest values: type 7 of Hyndman and Fan (1996), the default of NumPy, R, and Excel.</summary>
static class Percentiles
{
    /// <summary>Returns a percentile of values in ascending order.</summary>
    /// <param name="sorted">The values, one or more.</param>
    /// <param name="probability">0 to 1.</param>
    public static double OfSorted(IReadOnlyList<double> sorted, double probability)
    {
        var position = probability * (sorted.Count - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
