namespace GeminiTuning;

/// <summary>Finds what makes a tuned model worse while a dataset is on its way to a service, by the rules of
/// <see cref="TuningDataChecker"/> that hashes can answer: conflicts, duplicates, leakage by the same input, and classes that are
/// unbalanced. It takes a small part of the time of the other rules, and about 50 bytes for each example.</summary>
public sealed class TuningDataWarner
{
    readonly CheckedExamples _examples = new(findsNear: false);
    readonly ClassRules _classes;

    /// <summary>Begins a dataset.</summary>
    public TuningDataWarner() => _classes = new ClassRules(_examples);

    /// <summary>Adds an example to validate with. Add all of these before the first to tune on.</summary>
    public void AddValidation(TuningExample example)
    {
        ArgumentNullException.ThrowIfNull(example);
        _examples.Add(TuningDataset.Validation, example);
    }

    /// <summary>Adds an example to tune on.</summary>
    public void Add(TuningExample example)
    {
        ArgumentNullException.ThrowIfNull(example);
        _classes.Add(example, _examples.Add(TuningDataset.Training, example));
    }

    /// <summary>Returns the warnings. That a class is rare is left to the report: it is usual in the small datasets that people try
    /// things with.</summary>
    public IReadOnlyList<TuningDataFinding> Findings() =>
        [.. new LikenessRules(_examples).Findings(), .. _classes.Findings().Where(finding => finding.Rule != TuningDataRule.RareOutput)];
}
