namespace GeminiTuning;

/// <summary>How many tokens a dataset has: as many as the service charges for one epoch.</summary>
public sealed record TokenEstimate
{
    /// <summary>The number of examples in the dataset.</summary>
    public long ExampleCount { get; init; }

    /// <summary>The number of examples whose tokens the service counted.</summary>
    public long CountedExampleCount { get; init; }

    /// <summary>The tokens of the dataset, inputs and outputs: counted, or estimated if it has more examples than were counted.</summary>
    public long Tokens { get; init; }

    /// <summary>The lower limit of the 95% confidence interval; null if the tokens were counted, or if the sample doesn't show its error.</summary>
    public long? LowerTokens { get; init; }

    /// <summary>The upper limit of the 95% confidence interval; null if the tokens were counted, or if the sample doesn't show its error.</summary>
    public long? UpperTokens { get; init; }

    /// <summary>Whether the tokens are an estimate from a sample of the examples.</summary>
    public bool IsSampled => CountedExampleCount < ExampleCount;
}
