namespace GeminiTuning;

/// <summary>The examples of both datasets as far as the rules need them: their places, and hashes. Those to validate with come
/// first.</summary>
/// <param name="findsNear">Whether nearly the same inputs can be found.</param>
sealed class CheckedExamples(bool findsNear = true)
{
    readonly ChunkedList<int> _rows = new();
    readonly LocationTable _training = new();
    readonly LocationTable _validation = new();

    /// <summary>The hashes, of which each example has a number in the order in which they were added.</summary>
    public ExampleIndex Index { get; } = new(findsNear);

    /// <summary>The number of the first example to tune on.</summary>
    public int FirstTraining { get; private set; }

    /// <summary>The places of a dataset's examples, with those that can't be read.</summary>
    public LocationTable Places(TuningDataset dataset) => dataset == TuningDataset.Training ? _training : _validation;

    /// <summary>Adds an example; returns its number.</summary>
    public int Add(TuningDataset dataset, TuningExample example)
    {
        Index.Add(example);
        var places = Places(dataset);
        _rows.Add(places.Count);
        places.Add(example.File, example.Line);
        if (dataset == TuningDataset.Validation)
            FirstTraining = Index.Count;
        return Index.Count - 1;
    }

    /// <summary>Whether an example is one to tune on.</summary>
    public bool IsTraining(int number) => number >= FirstTraining;

    /// <summary>Makes a finding about examples to tune on.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="message">What was found.</param>
    /// <param name="numbers">The examples.</param>
    /// <param name="keepsFirst">Whether the first of examples that are the same may stay.</param>
    public TuningDataFinding Finding(TuningDataRule rule, string message, IEnumerable<int> numbers, bool keepsFirst = false)
    {
        var sorted = numbers.Order().ToArray();
        return new TuningDataFinding(rule, message)
        {
            Lines = new LocationList(Places(TuningDataset.Training), [.. sorted.Select(number => _rows[number])]),
            Hashes = sorted.Select(Index.ExactOf).ToHashSet(),
            KeepsFirst = keepsFirst,
        };
    }
}
