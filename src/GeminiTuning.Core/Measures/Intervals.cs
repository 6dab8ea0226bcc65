namespace GeminiTuning;

/// <summary>Confidence intervals. The level is 95%.</summary>
public static class Intervals
{
    /// <summary>The confidence level of all intervals.</summary>
    public const double Level = 0.95;

    /// <summary>How many resamples a bootstrap interval is computed from.</summary>
    public const int Resamples = 1000;

    // The same for each measurement, so that it can be repeated.
    internal const ulong Seed = 20150601;

    internal static double Z { get; } = SpecialFunctions.NormalQuantile((1 + Level) / 2);

    /// <summary>The Wilson score interval of a proportion (Wilson, 1927).</summary>
    /// <param name="successes">How many of the rows count, from 0 to <paramref name="count"/>.</param>
    /// <param name="count">The number of rows, 1 or more.</param>
    public static MeasureInterval Wilson(long successes, long count)
    {
        double proportion = (double)successes / count, z = Z;
        var shrink = 1 + (z * z / count);
        var center = (proportion + (z * z / (2 * count))) / shrink;
        var half = z / shrink * Math.Sqrt((proportion * (1 - proportion) / count) + (z * z / (4.0 * count * count)));
        return new MeasureInterval(successes == 0 ? 0 : center - half, successes == count ? 1 : center + half);
    }

    /// <summary>The interval of the difference between two paired proportions: method 10 of Newcombe (1998), which combines the Wilson
    /// intervals of both.</summary>
    /// <param name="both">In how many pairs both are right.</param>
    /// <param name="onlyFirst">In how many pairs only the first is right.</param>
    /// <param name="onlySecond">In how many pairs only the second is right.</param>
    /// <param name="neither">In how many pairs neither is right.</param>
    /// <returns>The interval of the first proportion minus the second.</returns>
    public static MeasureInterval PairedProportions(long both, long onlyFirst, long onlySecond, long neither)
    {
        double count = both + onlyFirst + onlySecond + neither;
        double first = (both + onlyFirst) / count, second = (both + onlySecond) / count;
        var (one, other) = (Wilson(both + onlyFirst, (long)count), Wilson(both + onlySecond, (long)count));
        var correlation = Correlation(both, onlyFirst, onlySecond, neither, count);
        double Half(double a, double b) => Math.Sqrt((a * a) - (2 * correlation * a * b) + (b * b));
        return new MeasureInterval(
            first - second - Half(first - one.Lower, other.Upper - second),
            first - second + Half(one.Upper - first, second - other.Lower));
    }

    /// <summary>The percentile bootstrap interval of a mean (Efron and Tibshirani, 1993).</summary>
    /// <param name="values">A random sample of the rows' values.</param>
    /// <param name="rows">How many rows there are, if the values are a sample of them: the interval is narrowed by
    /// √(values/rows).</param>
    /// <param name="mean">The mean over all rows; null for the mean of the values.</param>
    /// <returns>The interval; null without values.</returns>
    public static MeasureInterval? Bootstrap(IReadOnlyList<double> values, long? rows = null, double? mean = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
            return null;
        var array = values.ToArray();
        return Bootstrap(array.Length, rows ?? array.Length, [mean], (draw, results) =>
        {
            double sum = 0;
            foreach (var index in draw)
                sum += array[index];
            results[0] = sum / draw.Length;
        })[0];
    }

    /// <summary>The percentile bootstrap intervals of statistics of the same resampled rows.</summary>
    /// <param name="sample">How many rows can be drawn, 1 or more.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="values">The statistics over all rows; null for those of the sample.</param>
    /// <param name="statistics">Computes the statistics for the indexes of drawn rows, on several threads at the same time.</param>
    internal static MeasureInterval[] Bootstrap(int sample, long rows, double?[] values, Action<int[], double[]> statistics)
    {
        var results = values.Select(_ => new double[Resamples]).ToArray();
        // On all processors. Each resample has its own part of the sequence of numbers, so that the order doesn't matter.
        Parallel.For(0, Resamples, () => (Rows: new int[sample], Statistics: new double[values.Length]), (resample, _, drawn) =>
        {
            var random = new SeededRandom(Seed, (ulong)resample * (ulong)sample);
            for (var index = 0; index < sample; index++)
                drawn.Rows[index] = random.Next(sample);
            statistics(drawn.Rows, drawn.Statistics);
            for (var of = 0; of < results.Length; of++)
                results[of][resample] = drawn.Statistics[of];
            return drawn;
        }, _ => { });
        var own = new double[values.Length];
        statistics([.. Enumerable.Range(0, sample)], own);
        return [.. results.Select((result, of) => Interval(result, own[of], values[of] ?? own[of], Math.Sqrt((double)sample / rows)))];
    }

    // The interval of a sample is as much wider as the root of how many more rows there are.
    static MeasureInterval Interval(double[] results, double own, double value, double scale)
    {
        Array.Sort(results);
        var (lower, upper) = (Percentiles.OfSorted(results, (1 - Level) / 2), Percentiles.OfSorted(results, (1 + Level) / 2));
        return scale == 1 ? new MeasureInterval(lower, upper) : new MeasureInterval(value + ((lower - own) * scale), value + ((upper - own) * scale));
    }

    // With the continuity correction of the paper, which only a positive correlation gets.
    static double Correlation(double both, double onlyFirst, double onlySecond, double neither, double count)
    {
        var product = (both + onlyFirst) * (onlySecond + neither) * (both + onlySecond) * (onlyFirst + neither);
        var covariance = (both * neither) - (onlyFirst * onlySecond);
        return product == 0 ? 0 : (covariance > 0 ? Math.Max(covariance - (count / 2), 0) : covariance) / Math.Sqrt(product);
    }
}
