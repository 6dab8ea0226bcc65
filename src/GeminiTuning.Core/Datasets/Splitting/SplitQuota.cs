namespace GeminiTuning;

/// <summary>Chooses groups in their order until there are as many examples as asked for; with strata, of each its share.</summary>
static class SplitQuota
{
    /// <summary>Chooses groups.</summary>
    /// <param name="groups">The groups to choose from, in their order.</param>
    /// <param name="count">The number of examples. Groups stay whole, so that a few may be missing.</param>
    public static HashSet<SplitGroup> Choose(IReadOnlyList<SplitGroup> groups, int count)
    {
        var left = Shares(groups, count);
        var chosen = new HashSet<SplitGroup>(ReferenceEqualityComparer.Instance);
        foreach (var group in groups)
            if (left[group.Stratum] >= group.Rows.Count)
            {
                left[group.Stratum] -= group.Rows.Count;
                chosen.Add(group);
            }
        return chosen;
    }

    // The largest remainder method: each stratum gets the whole part of its share, and those that lose most by it one more.
    static Dictionary<ulong, int> Shares(IReadOnlyList<SplitGroup> groups, int count)
    {
        var sizes = new Dictionary<ulong, int>();
        foreach (var group in groups)
            sizes[group.Stratum] = sizes.GetValueOrDefault(group.Stratum) + group.Rows.Count;
        var all = sizes.Values.Sum(size => (long)size);
        var shares = sizes.ToDictionary(entry => entry.Key, entry => (int)(entry.Value * (long)count / all));
        var missing = count - shares.Values.Sum();
        var byRemainder = sizes.OrderByDescending(entry => entry.Value * (long)count % all).ThenBy(entry => TextHash.Combine(entry.Key, groups[0].Rank));
        foreach (var (stratum, _) in byRemainder.Take(missing))
            shares[stratum]++;
        return shares;
    }
}
