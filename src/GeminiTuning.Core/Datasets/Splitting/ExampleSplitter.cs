namespace GeminiTuning;

/// <summary>Splits a dataset into examples to tune on, to validate with, and to test with. Examples whose inputs are the same or nearly
/// so are in one part.</summary>
/// <param name="options">How it is split.</param>
public sealed class ExampleSplitter(SplitOptions options)
{
    readonly ExampleIndex _index = new();
    TuningMethod? _method;
    readonly ulong _seed = TextHash.Combine((ulong)options.Seed, 0);

    /// <summary>Adds the next example.</summary>
    public void Add(TuningExample example)
    {
        ArgumentNullException.ThrowIfNull(example);
        _method ??= example.Method;
        _index.Add(example);
    }

    /// <summary>Splits what was added.</summary>
    public ExampleSplit Split()
    {
        var parts = new SplitPart[_index.Count];
        Array.Fill(parts, SplitPart.Unused);
        var groups = Groups();
        if (options.Count < _index.Count)
            groups = [.. SplitQuota.Choose(groups, options.Count.Value).OrderBy(group => group.Rank)];
        var used = groups.Sum(group => group.Rows.Count);
        var (validation, wanted, test) = Targets(used);
        var rest = Assign(groups, test, SplitPart.Test);
        rest = Assign(rest, validation, SplitPart.Validation);
        foreach (var group in rest)
            Mark(group, SplitPart.Training);
        return new ExampleSplit(parts, wanted, test, validation);

        List<SplitGroup> Assign(IReadOnlyList<SplitGroup> from, int count, SplitPart part)
        {
            if (count == 0 || from.Count == 0)
                return [.. from];
            var chosen = SplitQuota.Choose(from, count);
            foreach (var group in chosen)
                Mark(group, part);
            return [.. from.Where(group => !chosen.Contains(group))];
        }

        void Mark(SplitGroup group, SplitPart part)
        {
            foreach (var row in group.Rows)
                parts[row] = part;
        }
    }

    // In the order of a hash, which no two groups share and nobody can foresee.
    List<SplitGroup> Groups()
    {
        var alike = _index.Alike();
        return
        [
            .. Enumerable.Range(0, _index.Count).GroupBy(alike.FirstOf).Select(group =>
            {
                var rows = group.ToArray();
                var first = rows.MinBy(_index.ExactOf);
                return new SplitGroup(rows, TextHash.Combine(_index.ExactOf(first), _seed), options.Stratify ? _index.OutputOf(first) : 0);
            }).OrderBy(group => group.Rank),
        ];
    }

    // How many examples each part is to have; and what was wanted to validate with, where the service takes less.
    (int Validation, int Wanted, int Test) Targets(int used)
    {
        var test = (int)(used * options.TestRatio);
        var wanted = (int)(used * options.ValidationRatio);
        var limits = options.Limits.For(_method ?? TuningMethod.Supervised);
        if (limits.ValidationCount == 0)
            return (wanted, wanted, test);
        var share = (int)Math.Floor((used - test) * limits.ValidationShare / (1 + limits.ValidationShare));
        var most = Math.Max(share, limits.ValidationShareFrom);
        return (Math.Min(wanted, Math.Min(limits.ValidationCount, most)), wanted, test);
    }
}
