namespace GeminiTuning;

/// <summary>What the service reports of the dataset that a model was tuned on: its size, and what it charges for. Only on Vertex AI.</summary>
public sealed record TuningDataStatistics
{
    /// <summary>The number of examples in the dataset; null if the service doesn't say.</summary>
    public long? ExampleCount { get; init; }

    /// <summary>The number of tokens that the service charges for: those of the dataset, multiplied by the epochs. Null if the service
    /// doesn't say.</summary>
    public long? BillableTokenCount { get; init; }

    /// <summary>The number of characters in the dataset; null if the service doesn't say.</summary>
    public long? CharacterCount { get; init; }

    /// <summary>The number of steps of the tuning; null if the service doesn't say.</summary>
    public int? StepCount { get; init; }

    /// <summary>The number of examples that the service truncated or dropped.</summary>
    public long DroppedExampleCount { get; init; }

    /// <summary>How the tokens of the inputs are distributed over the examples; null if the service doesn't say.</summary>
    public TuningDataDistribution? InputTokens { get; init; }

    /// <summary>How the tokens of the outputs are distributed over the examples; null if the service doesn't say.</summary>
    public TuningDataDistribution? OutputTokens { get; init; }

    /// <summary>How the turns are distributed over the examples; null if the service doesn't say.</summary>
    public TuningDataDistribution? MessagesPerExample { get; init; }

    /// <summary>The numbers of examples and tokens, such as <c>40 examples, 1,200 billable tokens</c>.</summary>
    public override string ToString() => string.Join(", ", Parts());

    IEnumerable<string> Parts()
    {
        if (ExampleCount is { } examples)
            yield return Messages.StatusExamples(examples);
        if (BillableTokenCount is { } tokens)
            yield return Messages.StatusBillable(tokens);
        if (DroppedExampleCount > 0)
            yield return Messages.StatusDropped(DroppedExampleCount);
    }
}
