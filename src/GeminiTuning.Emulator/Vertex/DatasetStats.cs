using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>What a dataset holds.</summary>
sealed record DatasetStats
{
    public long Examples { get; init; }

    public long Characters { get; init; }

    /// <summary>The tokens of the dataset, times the epochs.</summary>
    public long BillableTokens { get; init; }

    public long Steps { get; init; }

    public long Dropped { get; init; }

    /// <summary>Some of those that were dropped: their lines, counted from one, and why.</summary>
    public ImmutableArray<DroppedExample> DroppedSample { get; init; } = [];

    public Distribution? InputTokens { get; init; }

    public Distribution? OutputTokens { get; init; }

    public Distribution? Messages { get; init; }

    /// <summary>The scores of all completions; null where there are none.</summary>
    public Distribution? Scores { get; init; }

    /// <summary>The variance of the scores of each example.</summary>
    public Distribution? ScoreVariances { get; init; }

    [JsonIgnore]
    public bool IsWhole => !DroppedSample.IsDefault;
}

/// <summary>An example that was left out: its number, counted from one, and why.</summary>
sealed record DroppedExample(int Number, string Reason);

/// <summary>How a number is spread over the examples of a dataset.</summary>
sealed record Distribution(
    double Sum, double Min, double Max, double Mean, double Median, double P5, double P95, ImmutableArray<Bucket> Buckets)
{
    const int BucketCount = 10;

    /// <summary>Of at least one number.</summary>
    public static Distribution Of(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        var (min, max) = (sorted[0], sorted[^1]);
        var width = Math.Max(1.0, max - min) / BucketCount;
        return new Distribution(
            sorted.Sum(), min, max, sorted.Average(), At(sorted, 0.5), At(sorted, 0.05), At(sorted, 0.95),
            [.. sorted.GroupBy(n => Math.Min(BucketCount - 1, (int)((n - min) / width)))
                .Select(g => new Bucket(g.Count(), min + (g.Key * width), min + ((g.Key + 1) * width)))]);
    }

    static double At(double[] sorted, double share) => sorted[(int)Math.Round(share * (sorted.Length - 1))];
}

/// <summary>How many examples lie from <paramref name="Left"/> to <paramref name="Right"/>.</summary>
sealed record Bucket(int Count, double Left, double Right);
