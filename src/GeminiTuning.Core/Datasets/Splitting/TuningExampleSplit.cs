namespace GeminiTuning;

/// <summary>A dataset in parts. Each part has the objects as they came from the pipeline, in their order.</summary>
public sealed class TuningExampleSplit
{
    /// <summary>Puts objects into their parts.</summary>
    /// <param name="items">The objects, in the order in which their examples were added to the splitter.</param>
    /// <param name="split">How they were split.</param>
    /// <param name="seed">The seed that they were split with.</param>
    public TuningExampleSplit(IEnumerable<object> items, ExampleSplit split, int seed)
    {
        ArgumentNullException.ThrowIfNull(split);
        var parts = items.Zip(split.Parts).ToLookup(one => one.Second, one => one.First);
        Training = Part(parts[SplitPart.Training]);
        Validation = Part(parts[SplitPart.Validation]);
        Test = Part(parts[SplitPart.Test]);
        UnusedCount = parts[SplitPart.Unused].Count();
        Seed = seed;
    }

    static TextList<object> Part(IEnumerable<object> examples)
    {
        var all = examples.ToArray();
        return TextList<object>.Of(all, MessageText.Count(all.Length, "example"));
    }

    /// <summary>The examples to tune on.</summary>
    public IReadOnlyList<object> Training { get; }

    /// <summary>The examples to validate with.</summary>
    public IReadOnlyList<object> Validation { get; }

    /// <summary>The examples to test with.</summary>
    public IReadOnlyList<object> Test { get; }

    /// <summary>The number of examples to tune on.</summary>
    public int TrainingCount => Training.Count;

    /// <summary>The number of examples to validate with.</summary>
    public int ValidationCount => Validation.Count;

    /// <summary>The number of examples to test with.</summary>
    public int TestCount => Test.Count;

    /// <summary>The number of examples that aren't used, because fewer were asked for.</summary>
    public int UnusedCount { get; }

    /// <summary>The seed that gives the same split again.</summary>
    public int Seed { get; }
}
