namespace GeminiTuning;

/// <summary>What a dataset is like, and what is wrong with it.</summary>
public sealed class TuningDataReport
{
    internal TuningDataReport()
    {
    }

    /// <summary>The service whose limits were checked.</summary>
    public string Service { get; internal init; } = "";

    /// <summary>The tuning method that the dataset is for: preference tuning if its first example is a preference pair.</summary>
    public TuningMethod Method { get; internal init; }

    /// <summary>The number of examples to tune on, with those that can't be used.</summary>
    public int ExampleCount { get; internal init; }

    /// <summary>The number of examples to validate with.</summary>
    public int ValidationExampleCount { get; internal init; }

    /// <summary>The number of examples that are more than a text pair: chats, function calls, and media.</summary>
    public int ChatCount { get; internal init; }

    /// <summary>The lengths of the inputs; null if there are no examples.</summary>
    public TextLengths? InputLength { get; internal init; }

    /// <summary>The lengths of the outputs; null if there are no examples.</summary>
    public TextLengths? OutputLength { get; internal init; }

    /// <summary>The number of different inputs, in any case and with any white space.</summary>
    public int DistinctInputCount { get; internal init; }

    /// <summary>The number of different outputs.</summary>
    public int DistinctOutputCount { get; internal init; }

    /// <summary>The outputs with their counts, the most frequent first, if they are few: at most 1,000, and a third of the examples.
    /// Otherwise empty.</summary>
    public IReadOnlyList<OutputCount> Outputs { get; internal init => field = TextList<OutputCount>.Of(value); } = TextList<OutputCount>.Empty;

    /// <summary>The number of epochs: as specified, or the service's default; null if the service chooses it by the dataset.</summary>
    public int? EpochCount { get; internal init; }

    /// <summary>The batch size: as specified, or the service's default; null if the service chooses it.</summary>
    public int? BatchSize { get; internal init; }

    /// <summary>The number of steps; null if the service chooses the epochs or the batch size.</summary>
    public int? StepCount => new Hyperparameters { EpochCount = EpochCount, BatchSize = BatchSize }.StepCount(ExampleCount);

    /// <summary>The report as text, in lines of at most 79 characters.</summary>
    public string Summary => ReportText.Of(this);

    /// <summary>What was found: errors first, then warnings.</summary>
    public IReadOnlyList<TuningDataFinding> Findings { get; internal init => field = TextList<TuningDataFinding>.Of(value); } = TextList<TuningDataFinding>.Empty;

    /// <summary>The number of findings that are errors.</summary>
    public int ErrorCount => Findings.Count(finding => finding.Severity == TuningDataSeverity.Error);

    /// <summary>The number of findings that are warnings.</summary>
    public int WarningCount => Findings.Count(finding => finding.Severity == TuningDataSeverity.Warning);

    /// <summary>Whether there are no errors: the service takes the dataset.</summary>
    public bool IsValid => ErrorCount == 0;
}
