namespace GeminiTuning;

/// <summary>How many rows it takes to show a difference, at a significance level of 5% (two-sided) and with a power of 80%.</summary>
public static class SampleSize
{
    /// <summary>The probability of showing a difference that exists.</summary>
    public const double Power = 0.8;

    static double PowerZ { get; } = SpecialFunctions.NormalQuantile(Power);

    /// <summary>The number of rows for two paired proportions (Connor, 1987).</summary>
    /// <param name="discordant">The proportion of rows that exactly one of both models gets right.</param>
    /// <param name="difference">The difference of the proportions.</param>
    /// <returns>The number; null if there's no difference to show.</returns>
    public static long? OfProportions(double discordant, double difference)
    {
        if (difference == 0 || Math.Abs(difference) > discordant)
            return null;
        var root = (Intervals.Z * Math.Sqrt(discordant)) + (PowerZ * Math.Sqrt(discordant - (difference * difference)));
        return (long)Math.Ceiling(root * root / (difference * difference));
    }

    /// <summary>The number of rows for a mean of paired differences, which is about normal.</summary>
    /// <param name="deviation">The standard deviation of the differences.</param>
    /// <param name="difference">The mean difference.</param>
    /// <returns>The number; null if there's no difference to show.</returns>
    public static long? OfMeans(double deviation, double difference)
    {
        if (difference == 0)
            return null;
        var ratio = (Intervals.Z + PowerZ) * deviation / difference;
        return Math.Max(1, (long)Math.Ceiling(ratio * ratio));
    }
}
