using System.Globalization;

namespace GeminiTuning;

/// <summary>How a number, such as the tokens of an input, is distributed over the examples of a dataset. A value is null if the service
/// doesn't report it.</summary>
public sealed record TuningDataDistribution
{
    readonly IReadOnlyList<TuningDataBucket> _buckets = [];

    /// <summary>The sum over all examples.</summary>
    public long? Total { get; init; }

    /// <summary>The part of the total that the service charges for.</summary>
    public long? BillableTotal { get; init; }

    /// <summary>The smallest value.</summary>
    public double? Min { get; init; }

    /// <summary>The largest value.</summary>
    public double? Max { get; init; }

    /// <summary>The arithmetic mean.</summary>
    public double? Mean { get; init; }

    /// <summary>The median.</summary>
    public double? Median { get; init; }

    /// <summary>The 5th percentile.</summary>
    public double? P5 { get; init; }

    /// <summary>The 95th percentile.</summary>
    public double? P95 { get; init; }

    /// <summary>Creates a distribution without buckets.</summary>
    public TuningDataDistribution()
    {
    }

    internal TuningDataDistribution(IReadOnlyList<TuningDataBucket> buckets) => _buckets = buckets;

    /// <summary>Returns the histogram, in ascending order; empty if the service doesn't report it. It's a method and not a property, so
    /// that a model isn't too deep for ConvertTo-Json.</summary>
    public IReadOnlyList<TuningDataBucket> GetBuckets() => _buckets;

    /// <summary>The values on one line, such as <c>total 240, min 4, median 6, max 9</c>.</summary>
    public override string ToString() => string.Join(", ", Parts());

    IEnumerable<string> Parts()
    {
        (string Name, double? Value)[] values = [("total", Total), ("min", Min), ("median", Median), ("mean", Mean), ("p95", P95), ("max", Max)];
        foreach (var (name, value) in values)
            if (value is { } number)
                yield return string.Create(CultureInfo.InvariantCulture, $"{name} {number:#,0.##}");
    }
}

/// <summary>A part of a histogram.</summary>
/// <param name="Count">The number of examples in it.</param>
/// <param name="Left">Its lower limit; null if the service doesn't report it.</param>
/// <param name="Right">Its upper limit; null if the service doesn't report it.</param>
public sealed record TuningDataBucket(double Count, double? Left, double? Right)
{
    /// <summary>The limits and the number of examples, such as <c>4 to 6: 12</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Left:#,0.##} to {Right:#,0.##}: {Count:#,0.##}");
}
