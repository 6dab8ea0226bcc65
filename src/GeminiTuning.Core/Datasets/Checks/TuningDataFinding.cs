namespace GeminiTuning;

/// <summary>What a rule objects to in a dataset.</summary>
public sealed class TuningDataFinding
{
    internal TuningDataFinding(TuningDataRule rule, string message, TuningDataSeverity? severity = null) =>
        (Rule, Message, Severity) = (rule, message, severity ?? RuleTexts.SeverityOf(rule));

    /// <summary>How much it matters.</summary>
    public TuningDataSeverity Severity { get; }

    /// <summary>The rule.</summary>
    public TuningDataRule Rule { get; }

    /// <summary>The dataset that it is about.</summary>
    public TuningDataset Dataset { get; internal init; }

    /// <summary>The number of examples that the rule objects to; 0 if it is about the dataset as a whole.</summary>
    public int Count => Lines.Count;

    /// <summary>Where the examples are, in order.</summary>
    public IReadOnlyList<ExampleLocation> Lines { get; internal init; } = [];

    /// <summary>What was found.</summary>
    public string Message { get; }

    /// <summary>What to do.</summary>
    public string Advice => RuleTexts.AdviceOf(Rule);

    /// <summary>The first places, such as <c>tickets.csv:3, 9, 17, …</c></summary>
    public string Places => LocationText.Of(Lines);

    // What leaves the dataset if the finding is heeded; the first of those that are the same may stay.
    internal IReadOnlySet<ulong> Hashes { get; init; } = new HashSet<ulong>();

    internal bool KeepsFirst { get; init; }

    /// <summary>The rule and what was found.</summary>
    public override string ToString() => $"{Rule}: {Message}";
}
