namespace GeminiTuning;

/// <summary>Whether values rise or fall: the Mann-Kendall test (Mann, 1945; Kendall, 1975) with the slope of Theil (1950) and Sen
/// (1968). Neither needs normal noise, and single outliers change little.</summary>
/// <param name="Change">The change from the first value to the last: the slope, times the number of intervals.</param>
/// <param name="PValue">The p-value of a change in this direction, one-sided.</param>
readonly record struct MonotonicTrend(double Change, double PValue)
{
    /// <summary>The standard deviation of a normal variable is so many times its median absolute deviation.</summary>
    public const double NormalMad = 1.4826022185056018;

    // Noise that repeats itself almost completely leaves nothing to test.
    const double LargestCorrelation = 0.9;

    /// <summary>Tests values at equal distances.</summary>
    /// <param name="values">The values: 3 or more. The time grows with the square of their number.</param>
    public static MonotonicTrend Of(double[] values)
    {
        var slopes = new List<double>(values.Length * (values.Length - 1) / 2);
        long score = 0;
        for (var from = 0; from < values.Length; from++)
            for (var to = from + 1; to < values.Length; to++)
            {
                score += Math.Sign(values[to] - values[from]);
                slopes.Add((values[to] - values[from]) / (to - from));
            }
        var slope = Median([.. slopes]);
        var deviation = Math.Sqrt(Variance(values) * Inflation(values, slope));
        var z = score == 0 || deviation == 0 ? 0 : (Math.Abs(score) - 1) / deviation;
        return new MonotonicTrend(slope * (values.Length - 1), SpecialFunctions.NormalTail(z));
    }

    /// <summary>The median; 0 without values.</summary>
    public static double Median(double[] values)
    {
        if (values.Length == 0)
            return 0;
        var sorted = values.Order().ToArray();
        return Percentiles.OfSorted(sorted, 0.5);
    }

    // The variance of the score without a trend. Equal values make it smaller.
    static double Variance(double[] values)
    {
        static double Term(double count) => count * (count - 1) * ((2 * count) + 5) / 18;
        return Term(values.Length) - values.GroupBy(value => value).Sum(group => Term(group.Count()));
    }

    // Neighbors that resemble each other count for fewer values (Yue and Wang, 2004).
    static double Inflation(double[] values, double slope)
    {
        var residuals = values.Select((value, index) => value - (slope * index)).ToArray();
        var mean = residuals.Average();
        double products = 0, squares = 0;
        for (var index = 0; index < residuals.Length; index++)
        {
            squares += (residuals[index] - mean) * (residuals[index] - mean);
            products += index > 0 ? (residuals[index] - mean) * (residuals[index - 1] - mean) : 0;
        }
        var correlation = squares > 0 ? Math.Clamp(products / squares, 0, LargestCorrelation) : 0;
        return (1 + correlation) / (1 - correlation);
    }
}
