namespace GeminiTuning;

/// <summary>Leaves out the examples that findings object to. Of examples that are the same, the first stays.</summary>
public sealed class TuningExampleFilter
{
    readonly Dictionary<ulong, TuningDataRule> _all = [];
    readonly HashSet<ulong> _repeated = [];
    readonly HashSet<ulong> _seen = [];
    readonly SortedDictionary<TuningDataRule, int> _excluded = [];
    readonly bool _excludesUnreadable;

    /// <summary>Creates a filter.</summary>
    /// <param name="findings">The findings.</param>
    public TuningExampleFilter(IEnumerable<TuningDataFinding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        foreach (var finding in findings)
        {
            _excludesUnreadable |= finding.Rule == TuningDataRule.Unreadable;
            foreach (var hash in finding.Hashes)
                if (finding.KeepsFirst)
                    _repeated.Add(hash);
                else
                    _all.TryAdd(hash, finding.Rule);
        }
    }

    /// <summary>The number of examples that were asked for.</summary>
    public int Count { get; private set; }

    /// <summary>The number of examples that were left out, by the first rule that objects to them.</summary>
    public IReadOnlyDictionary<TuningDataRule, int> Excluded => _excluded;

    /// <summary>Whether the next example passes.</summary>
    /// <param name="example">The example; null for an object that can't be read as one.</param>
    public bool Passes(TuningExample? example)
    {
        Count++;
        if (Objection(example) is not { } rule)
            return true;
        _excluded[rule] = _excluded.GetValueOrDefault(rule) + 1;
        return false;
    }

    TuningDataRule? Objection(TuningExample? example)
    {
        if (example is null)
            return _excludesUnreadable ? TuningDataRule.Unreadable : null;
        var hash = ExampleIndex.Exact(example);
        return _all.TryGetValue(hash, out var rule) ? rule
            : _repeated.Contains(hash) && !_seen.Add(hash) ? TuningDataRule.Duplicate
            : null;
    }
}
