namespace GeminiTuning;

/// <summary>The noise of values that fall to a lowest one and rise from there. The curve through them is the least-squares one, by pooling
/// adjacent violators (Barlow et al., 1972).</summary>
static class MonotonicFit
{
    // Each level of the fitted curve takes up one and a half degrees of freedom (Meyer and Woodroofe, 2000).
    const double FreedomOfLevel = 1.5;

    /// <summary>The standard deviation of the noise: the smaller one of two estimates, because both are too large for a curve that bends
    /// between few values. It's 0 if the values fall and then rise without exception.</summary>
    /// <param name="values">The values: 3 or more.</param>
    /// <param name="lowest">The index of the lowest one.</param>
    public static double Noise(double[] values, int lowest) => Math.Min(AroundCurve(values, lowest), OfDifferences(values));

    static double AroundCurve(double[] values, int lowest)
    {
        var (falling, levels) = Rising([.. Enumerable.Reverse(values[..(lowest + 1)])]);
        var (rising, others) = Rising(values[lowest..]);
        return Math.Sqrt((falling + rising) / Math.Max(1, values.Length - (FreedomOfLevel * (levels + others - 1))));
    }

    // Of second differences (Gasser, Sroka and Jennen-Steinmetz, 1986), in which a straight line leaves nothing.
    static double OfDifferences(double[] values)
    {
        double squares = 0;
        for (var index = 1; index < values.Length - 1; index++)
            squares += Math.Pow(values[index - 1] - (2 * values[index]) + values[index + 1], 2);
        return Math.Sqrt(squares / (6 * (values.Length - 2)));
    }

    // The sum of squares around the rising curve, and the number of its levels.
    static (double Squares, int Levels) Rising(double[] values)
    {
        var levels = new List<(double Mean, int Count, double Squares)>();
        foreach (var value in values)
        {
            (double Mean, int Count, double Squares) level = (value, 1, 0);
            while (levels is [.., var before] && before.Mean >= level.Mean)
            {
                levels.RemoveAt(levels.Count - 1);
                level = Pooled(before, level);
            }
            levels.Add(level);
        }
        return (levels.Sum(level => level.Squares), levels.Count);
    }

    static (double Mean, int Count, double Squares) Pooled((double Mean, int Count, double Squares) a, (double Mean, int Count, double Squares) b)
    {
        var count = a.Count + b.Count;
        var distance = a.Mean - b.Mean;
        var mean = ((a.Mean * a.Count) + (b.Mean * b.Count)) / count;
        return (mean, count, a.Squares + b.Squares + (distance * distance * a.Count * b.Count / count));
    }
}
