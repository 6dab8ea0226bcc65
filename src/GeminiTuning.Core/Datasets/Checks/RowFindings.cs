namespace GeminiTuning;

/// <summary>The examples of one dataset that single rules object to.</summary>
/// <param name="dataset">The dataset.</param>
/// <param name="places">Where its examples are.</param>
sealed class RowFindings(TuningDataset dataset, LocationTable places)
{
    readonly SortedDictionary<TuningDataRule, (List<int> Rows, HashSet<ulong> Hashes)> _found = [];

    /// <summary>Adds the next example of the dataset to those that a rule objects to. An example is added to a rule once.</summary>
    public void Add(TuningDataRule rule, int row, ulong? hash)
    {
        if (!_found.TryGetValue(rule, out var entry))
            _found[rule] = entry = ([], []);
        if (entry.Rows is not [.., var last] || last != row)
            entry.Rows.Add(row);
        if (hash is { } one)
            entry.Hashes.Add(one);
    }

    /// <summary>A finding for each rule that objects to something.</summary>
    public IEnumerable<TuningDataFinding> Findings() => _found.Select(entry =>
        new TuningDataFinding(entry.Key, RuleTexts.Of(entry.Key, entry.Value.Rows.Count))
        {
            Dataset = dataset,
            Lines = new LocationList(places, entry.Value.Rows),
            Hashes = entry.Value.Hashes,
        });
}
