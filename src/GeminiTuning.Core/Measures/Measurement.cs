using System.Globalization;

namespace GeminiTuning;

/// <summary>How well the responses of a model match the expected outputs. Proportions and scores are between 0 and 1, and are computed
/// over the answered rows. Intervals are 95% confidence intervals.</summary>
public sealed record TunedModelMeasurement
{
    /// <summary>The name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>The display name of the model; null if it has none, or if it isn't known.</summary>
    public string? ModelDisplayName { get; init; }

    /// <summary>The checkpoint; null for the default checkpoint.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The number of rows.</summary>
    public long Count { get; init; }

    /// <summary>The number of rows with a response.</summary>
    public long Answered { get; init; }

    /// <summary>The number of rows without a response, other than the blocked ones.</summary>
    public long Failed { get; init; }

    /// <summary>The number of rows whose prompt or response the service blocked.</summary>
    public long Blocked { get; init; }

    /// <summary>The proportion of right answers; the same as <see cref="ExactMatch"/>. Null if no row was answered.</summary>
    public double? Accuracy => ExactMatch;

    /// <summary>The Wilson score interval of the accuracy.</summary>
    public MeasureInterval? AccuracyInterval => ExactMatchInterval;

    /// <summary>The proportion of answers that are equal to the expected output, apart from white space at the start and the end.</summary>
    public double? ExactMatch { get; init; }

    /// <summary>The Wilson score interval of the exact matches.</summary>
    public MeasureInterval? ExactMatchInterval { get; init; }

    /// <summary>The proportion of answers that are equal apart from case, punctuation, articles, and white space.</summary>
    public double? NormalizedMatch { get; init; }

    /// <summary>The Wilson score interval of the normalized matches.</summary>
    public MeasureInterval? NormalizedMatchInterval { get; init; }

    /// <summary>The mean F1 score of shared words.</summary>
    public double? TokenF1 { get; init; }

    /// <summary>The bootstrap interval of the token F1 score.</summary>
    public MeasureInterval? TokenF1Interval { get; init; }

    /// <summary>The mean ROUGE-L score: the longest common subsequence of words.</summary>
    public double? RougeL { get; init; }

    /// <summary>The bootstrap interval of the ROUGE-L score.</summary>
    public MeasureInterval? RougeLInterval { get; init; }

    /// <summary>The mean chrF2 score: shared sequences of characters.</summary>
    public double? ChrF { get; init; }

    /// <summary>The bootstrap interval of the chrF2 score.</summary>
    public MeasureInterval? ChrFInterval { get; init; }

    /// <summary>The mean of your own score; null without one.</summary>
    public double? Score { get; init; }

    /// <summary>The bootstrap interval of your own score.</summary>
    public MeasureInterval? ScoreInterval { get; init; }

    /// <summary>The mean absolute error; null unless all expected outputs are numbers.</summary>
    public double? MeanAbsoluteError { get; init; }

    /// <summary>The bootstrap interval of the mean absolute error.</summary>
    public MeasureInterval? MeanAbsoluteErrorInterval { get; init; }

    /// <summary>The mean of the absolute error divided by the expected number, over the rows that don't expect 0; null unless all expected
    /// outputs are numbers.</summary>
    public double? MeanRelativeError { get; init; }

    /// <summary>The bootstrap interval of the mean relative error.</summary>
    public MeasureInterval? MeanRelativeErrorInterval { get; init; }

    /// <summary>How many answers aren't numbers, and have no error therefore; null unless all expected outputs are numbers.</summary>
    public long? NotNumber { get; init; }

    /// <summary>The measures of each class; empty if the expected outputs aren't classes.</summary>
    public IReadOnlyList<ClassMeasure> Classes { get; init => field = TextList<ClassMeasure>.Of(value); } = TextList<ClassMeasure>.Empty;

    /// <summary>The confusion matrix; null if the expected outputs aren't classes.</summary>
    public ConfusionMatrix? ConfusionMatrix { get; init; }

    /// <summary>How many answers are outside the classes; null if the expected outputs aren't classes.</summary>
    public long? OutsideClasses => ConfusionMatrix?.Counts.Sum(row => row[^1]);

    /// <summary>The mean precision of the classes; null if the expected outputs aren't classes.</summary>
    public double? MacroPrecision => Mean(measure => measure.Precision);

    /// <summary>The mean recall of the classes.</summary>
    public double? MacroRecall => Mean(measure => measure.Recall);

    /// <summary>The mean F1 score of the classes.</summary>
    public double? MacroF1 => Mean(measure => measure.F1);

    /// <summary>The bootstrap interval of the mean F1 score of the classes.</summary>
    public MeasureInterval? MacroF1Interval { get; init; }

    /// <summary>The mean precision of the classes, weighted with the rows that expect them.</summary>
    public double? WeightedPrecision => WeightedMean(measure => measure.Precision);

    /// <summary>The mean recall of the classes, weighted with the rows that expect them.</summary>
    public double? WeightedRecall => WeightedMean(measure => measure.Recall);

    /// <summary>The mean F1 score of the classes, weighted with the rows that expect them.</summary>
    public double? WeightedF1 => WeightedMean(measure => measure.F1);

    /// <summary>The bootstrap interval of the weighted F1 score.</summary>
    public MeasureInterval? WeightedF1Interval { get; init; }

    /// <summary>The time until the responses; null if it isn't known, as for a batch.</summary>
    public LatencyMeasure? Latency { get; init; }

    /// <summary>The tokens of the prompts.</summary>
    public long PromptTokens { get; init; }

    /// <summary>The tokens of the responses.</summary>
    public long OutputTokens { get; init; }

    /// <summary>The tokens that the model used for thinking.</summary>
    public long ThoughtsTokens { get; init; }

    /// <summary>How many answers are wrong: not an exact match, or with your own score, below 1.</summary>
    public long MissCount { get; init; }

    /// <summary>The first wrong answers, in the order of the rows.</summary>
    public IReadOnlyList<TunedModelMiss> Misses { get; init => field = TextList<TunedModelMiss>.Of(value); } = TextList<TunedModelMiss>.Empty;

    /// <summary>The model and its checkpoint, for texts.</summary>
    internal string Title => Messages.ModelTitleName(model: Model, displayName: ModelDisplayName, checkpoint: Checkpoint);

    internal RowSample Rows { get; init; } = new();

    /// <summary>The accuracy and its interval on one line.</summary>
    public override string ToString() => Messages.MeasurementInWords(this);

    double? Mean(Func<ClassMeasure, double> of) => Classes.Count == 0 ? null : Classes.Average(of);

    double? WeightedMean(Func<ClassMeasure, double> of) => Classes.Count == 0 ? null : Classes.Sum(measure => of(measure) * measure.Support) / Classes.Sum(measure => measure.Support);
}

/// <summary>A wrong answer.</summary>
/// <param name="Row">The number of the row, counted from 1.</param>
/// <param name="Prompt">The prompt.</param>
/// <param name="Expected">The expected output.</param>
/// <param name="Actual">The answer.</param>
/// <param name="Score">Your own score, or else the token F1 score: 0 to 1.</param>
/// <param name="InputObject">The row itself.</param>
public sealed record TunedModelMiss(long Row, string Prompt, string Expected, string Actual, double Score, object? InputObject)
{
    internal ulong Key { get; init; }

    /// <summary>The row and both texts on one line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"row {Row}: expected '{PrintableText.Of(Expected)}', got '{PrintableText.Of(Actual)}'");
}

/// <summary>The time from sending a prompt until its response, including retries.</summary>
/// <param name="Median">The median.</param>
/// <param name="P90">The time within which 90% of the responses came.</param>
/// <param name="P95">The time within which 95% of the responses came.</param>
/// <param name="P99">The time within which 99% of the responses came.</param>
/// <param name="Maximum">The longest time.</param>
public sealed record LatencyMeasure(TimeSpan Median, TimeSpan P90, TimeSpan P95, TimeSpan P99, TimeSpan Maximum)
{
    /// <summary>The percentiles on one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"median {Median.TotalMilliseconds:0} ms, 95% {P95.TotalMilliseconds:0} ms, 99% {P99.TotalMilliseconds:0} ms");
}
