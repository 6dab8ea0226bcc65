namespace GeminiTuning;

/// <summary>Rules about examples that are alike: duplicates, conflicts, and leakage.</summary>
/// <param name="examples">The examples.</param>
sealed class LikenessRules(CheckedExamples examples)
{
    readonly HashSet<int> _duplicates = [];
    readonly HashSet<int> _conflicts = [];
    readonly HashSet<int> _leaked = [];
    readonly HashSet<int> _leakedInto = [];
    int _conflictInputs;

    public IEnumerable<TuningDataFinding> Findings()
    {
        foreach (var same in examples.Index.ByInput())
            SameInput(same);
        if (_conflicts.Count > 0)
            yield return examples.Finding(
                TuningDataRule.Conflict,
                _conflicts.All(examples.Index.IsPair)
                    ? Messages.FoundPairConflict(inputs: _conflictInputs, examples: _conflicts.Count)
                    : Messages.FoundConflict(inputs: _conflictInputs, examples: _conflicts.Count),
                _conflicts);
        if (_duplicates.Count > 0)
            yield return examples.Finding(TuningDataRule.Duplicate, Messages.FoundDuplicate(_duplicates.Count), _duplicates, keepsFirst: true);
        if (_leaked.Count > 0)
            yield return Leakage(Messages.FoundLeakage(training: _leaked.Count, validation: _leakedInto.Count), _leaked);
        foreach (var finding in examples.Index.FindsNear ? Near() : [])
            yield return finding;
    }

    void SameInput(ArraySegment<int> same)
    {
        var training = same.Where(examples.IsTraining).ToList();
        // Examples that are the same in all have the same input, too.
        var seen = new HashSet<ulong>();
        _duplicates.UnionWith(training.Where(number => !seen.Add(examples.Index.ExactOf(number))));
        if (training.Count > 1 && examples.Index.HaveConflict(training))
        {
            _conflicts.UnionWith(training);
            _conflictInputs++;
        }
        if (training.Count == same.Count || training.Count == 0)
            return;
        _leaked.UnionWith(training);
        _leakedInto.UnionWith(same.Where(number => !examples.IsTraining(number)));
    }

    // What the exact rules found isn't reported again.
    IEnumerable<TuningDataFinding> Near()
    {
        var training = examples.Index.Alike(examples.FirstTraining);
        var near = Training().Where(number => training.FirstOf(number) != number && !_duplicates.Contains(number) && !_conflicts.Contains(number)).ToList();
        if (near.Count > 0)
            yield return examples.Finding(TuningDataRule.NearDuplicate, Messages.FoundNearDuplicate(near.Count), near);
        if (examples.FirstTraining == 0)
            yield break;
        // A group is called by its first example, and those to validate with come first.
        var all = examples.Index.Alike();
        var leaked = Training().Where(number => !examples.IsTraining(all.FirstOf(number)) && !_leaked.Contains(number)).ToList();
        if (leaked.Count > 0)
            yield return Leakage(Messages.FoundNearLeakage(leaked.Count), leaked);
    }

    IEnumerable<int> Training() => Enumerable.Range(examples.FirstTraining, examples.Index.Count - examples.FirstTraining);

    TuningDataFinding Leakage(string message, IEnumerable<int> numbers) =>
        examples.Finding(TuningDataRule.Leakage, message, numbers);
}
