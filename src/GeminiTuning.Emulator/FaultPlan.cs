using System.Globalization;
using GeminiTuning.Emulator.Faults;

namespace GeminiTuning.Emulator;

/// <summary>Which requests to an emulator go wrong, and how: a list in order, or a rate.</summary>
public sealed class FaultPlan
{
    // What a client overcomes by trying again. The rest would end it: statuses that stay as they are, a day's quota, a
    // token that has expired.
    const string Any = "429, 429:1s, 500, 502, 503, 504, reset, lost, truncated, malformed, slow, stalled";

    FaultPlan(IReadOnlyList<Fault> faults, double? rate, int? seed)
    {
        Faults = faults;
        Kinds = [.. faults.Select(f => f.Name)];
        Rate = rate;
        Seed = seed;
    }

    /// <summary>The faults: one a request, in their order; with a rate, those that are drawn from.</summary>
    public IReadOnlyList<string> Kinds { get; }

    /// <summary>The chance of each request to get a fault, 0 to 1; null for a list in order.</summary>
    public double? Rate { get; }

    /// <summary>What decides which requests get one: the same seed gives the same faults again. Null for a list in order.</summary>
    public int? Seed { get; }

    internal IReadOnlyList<Fault> Faults { get; }

    /// <summary>Reads a plan.</summary>
    /// <param name="faults">The faults with commas between them: <c>503, none, 429:2s, lost</c>.</param>
    /// <param name="rate">The chance of each request, 0 to 1; null for a list in order, after which there are no more.</param>
    /// <param name="seed">What decides with a rate; null for another one each time.</param>
    /// <exception cref="ArgumentException">It cannot be understood; the message says what is allowed.</exception>
    public static FaultPlan Parse(string faults, double? rate = null, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(faults);
        if (rate is null && seed is not null)
            throw new ArgumentException("A seed of faults needs their rate.");
        if (rate is not (null or (>= 0 and <= 1)))
            throw new ArgumentException(FormattableString.Invariant($"A rate of faults is from 0 to 1, which {rate} is not."));
        if (rate is not null && faults.Trim().Length == 0)
            throw new ArgumentException("A rate of faults needs faults to draw from.");

        Fault[] read = [.. faults.Split(',', StringSplitOptions.TrimEntries).SelectMany(f => Read(f, atRandom: rate is not null))];
        return new FaultPlan(read, rate, rate is null ? null : seed ?? Random.Shared.Next());
    }

    /// <summary>The plan in a line.</summary>
    public override string ToString()
    {
        var kinds = string.Join(", ", Kinds);
        return Rate is null ? kinds : string.Create(CultureInfo.InvariantCulture, $"{kinds} at a rate of {Rate} (seed {Seed})");
    }

    static IEnumerable<Fault> Read(string text, bool atRandom)
    {
        if (atRandom && text.Equals("any", StringComparison.OrdinalIgnoreCase))
            return Any.Split(", ").Select(f => FaultReader.Read(f)!);
        return FaultReader.Read(text) switch
        {
            null => throw new ArgumentException($"'{text}' is not a fault. There are: {FaultReader.Allowed}"),
            { Kind: FaultKind.None } when atRandom => throw new ArgumentException(
                "'none' has its place in a list in order; with a rate, the requests that get no fault are drawn."),
            var fault => [fault],
        };
    }
}
