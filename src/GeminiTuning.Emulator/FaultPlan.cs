using System.Globalization;
using GeminiTuning.Emulator.Faults;

namespace GeminiTuning.Emulator;

/// <summary>Which requests to an emulator fail, and how: a list of faults in order, or faults drawn at a rate.</summary>
public sealed class FaultPlan
{
    FaultPlan(IReadOnlyList<Fault> faults, double? rate, int? seed)
    {
        Faults = faults;
        Kinds = [.. faults.Select(f => f.Name)];
        Rate = rate;
        Seed = seed;
    }

    /// <summary>The faults: one for each request, in order; with a rate, the faults to draw from.</summary>
    public IReadOnlyList<string> Kinds { get; }

    /// <summary>The probability that a request gets a fault, 0 to 1; null for a list in order.</summary>
    public double? Rate { get; }

    /// <summary>The seed of the random choice: the same seed gives the same faults. Null for a list in order.</summary>
    public int? Seed { get; }

    internal IReadOnlyList<Fault> Faults { get; }

    /// <summary>Reads a plan.</summary>
    /// <param name="faults">The faults, separated by commas: <c>503, none, 429:2s, lost</c>. See <see cref="FaultDescription.All"/>.</param>
    /// <param name="rate">The probability that a request gets a fault, 0 to 1; null for a list, after which requests succeed.</param>
    /// <param name="seed">The seed of the random choice; null for a random one. It requires a rate.</param>
    /// <exception cref="ArgumentException">The plan is invalid. The message lists what is allowed.</exception>
    public static FaultPlan Parse(string faults, double? rate = null, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(faults);
        if (rate is null && seed is not null)
            throw new ArgumentException("A fault seed requires a fault rate.");
        if (rate is not (null or (>= 0 and <= 1)))
            throw new ArgumentException(FormattableString.Invariant($"The fault rate {rate} is out of range. Specify a number from 0 to 1."));
        if (rate is not null && faults.Trim().Length == 0)
            throw new ArgumentException("A fault rate requires faults to draw from.");

        Fault[] read = [.. faults.Split(',', StringSplitOptions.TrimEntries).SelectMany(f => Read(f, atRandom: rate is not null))];
        return new FaultPlan(read, rate, rate is null ? null : seed ?? Random.Shared.Next());
    }

    /// <summary>The plan in one line.</summary>
    public override string ToString()
    {
        var kinds = string.Join(", ", Kinds);
        return Rate is null ? kinds : string.Create(CultureInfo.InvariantCulture, $"{kinds} at a rate of {Rate} (seed {Seed})");
    }

    /// <summary>Every fault with its restriction, in one line: for messages and the command line's help.</summary>
    internal static string AllowedFaults { get; } =
        string.Join(", ", FaultDescription.All.Select(f => f.Restriction is null ? f.Text : $"{f.Text} ({f.Restriction})"));

    static IEnumerable<Fault> Read(string text, bool atRandom)
    {
        var members = FaultDescription.All.FirstOrDefault(f => f.Text.Equals(text, StringComparison.OrdinalIgnoreCase))?.Members ?? [];
        if (atRandom && members.Count > 0)
            return members.Select(f => FaultTable.Read(f)!);
        return FaultTable.Read(text) switch
        {
            null => throw new ArgumentException($"'{text}' isn't a valid fault. Valid faults are {AllowedFaults}. Times range from 0s to 3600s."),
            { Kind: FaultKind.None } when atRandom => throw new ArgumentException(
                "'none' is valid only in a list. With a rate, the requests without a fault are drawn at random."),
            var fault => [fault],
        };
    }
}
