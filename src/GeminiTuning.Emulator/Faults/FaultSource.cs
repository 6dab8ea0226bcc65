namespace GeminiTuning.Emulator.Faults;

/// <summary>Says which fault the next request gets.</summary>
sealed class FaultSource(FaultPlan? plan)
{
    readonly object _lock = new();
    readonly Random? _random = plan?.Seed is { } seed ? new Random(seed) : null;
    int _given;

    /// <summary>The next request's, in the order in which they arrive.</summary>
    public Fault Next()
    {
        if (plan is null)
            return Fault.None;
        lock (_lock)
            return _random is null ? InOrder(plan) : AtRandom(plan, _random);
    }

    Fault InOrder(FaultPlan plan) => _given < plan.Faults.Count ? plan.Faults[_given++] : Fault.None;

    static Fault AtRandom(FaultPlan plan, Random random)
    {
        // Both are drawn each time: which fault the tenth request would get does not hang on whether the ninth got one.
        var chance = random.NextDouble();
        var which = random.Next(plan.Faults.Count);
        return chance < plan.Rate ? plan.Faults[which] : Fault.None;
    }
}
