using System.Globalization;
using System.Text.Json.Serialization;

namespace GeminiTuning;

/// <summary>What models are compared by.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MeasureName>))]
public enum MeasureName : long
{
    /// <summary>Exact matches.</summary>
    Accuracy,
    /// <summary>Normalized matches.</summary>
    NormalizedMatch,
    /// <summary>The token F1 score.</summary>
    TokenF1,
    /// <summary>The ROUGE-L score.</summary>
    RougeL,
    /// <summary>The chrF2 score.</summary>
    ChrF,
    /// <summary>Your own score.</summary>
    Score,
    /// <summary>The absolute error of a number. Less is better.</summary>
    AbsoluteError,
    /// <summary>The relative error of a number. Less is better.</summary>
    RelativeError,
}

/// <summary>How two models were compared.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PairedTest>))]
public enum PairedTest : long
{
    /// <summary>McNemar's test, by the binomial distribution.</summary>
    McNemarExact,
    /// <summary>McNemar's test, by the chi-square distribution with continuity correction.</summary>
    McNemarChiSquare,
    /// <summary>The paired permutation test.</summary>
    Permutation,
}

/// <summary>The result of a comparison.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ComparisonVerdict>))]
public enum ComparisonVerdict : long
{
    /// <summary>The rows don't show a difference.</summary>
    Undecided,
    /// <summary>The model is better than the reference.</summary>
    Better,
    /// <summary>The model is worse than the reference.</summary>
    Worse,
}

/// <summary>A model in comparison with a reference, over the rows that both answered.</summary>
public sealed record TunedModelComparison
{
    /// <summary>The adjusted p-value below which a difference counts as shown.</summary>
    public const double SignificanceLevel = 1 - Intervals.Level;

    /// <summary>The name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>The display name of the model; null if it has none, or if it isn't known.</summary>
    public string? ModelDisplayName { get; init; }

    /// <summary>The checkpoint of the model; null for the default checkpoint.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The name of the model that it's compared with, such as the one in use.</summary>
    public required string Reference { get; init; }

    /// <summary>The display name of the reference; null if it has none, or if it isn't known.</summary>
    public string? ReferenceDisplayName { get; init; }

    /// <summary>The checkpoint of the reference; null for the default checkpoint.</summary>
    public string? ReferenceCheckpoint { get; init; }

    /// <summary>What they are compared by.</summary>
    public required MeasureName Measure { get; init; }

    /// <summary>The number of rows that both answered.</summary>
    public required long Count { get; init; }

    /// <summary>The number of rows that only one of them answered, which are left out.</summary>
    public long Unpaired { get; init; }

    /// <summary>The mean of the measure for the model.</summary>
    public required double Value { get; init; }

    /// <summary>The mean of the measure for the reference.</summary>
    public required double ReferenceValue { get; init; }

    /// <summary>The value of the model minus that of the reference.</summary>
    public double Difference { get; init; }

    /// <summary>The 95% confidence interval of the difference: Newcombe's for proportions, else the bootstrap interval.</summary>
    public required MeasureInterval DifferenceInterval { get; init; }

    /// <summary>The number of rows on which the model is better.</summary>
    public long BetterCount { get; init; }

    /// <summary>The number of rows on which the model is worse.</summary>
    public long WorseCount { get; init; }

    /// <summary>The test of the difference.</summary>
    public PairedTest Test { get; init; }

    /// <summary>The p-value of this comparison by itself.</summary>
    public double PValue { get; init; }

    /// <summary>The p-value, corrected for the number of models (Holm).</summary>
    public double AdjustedPValue { get; init; }

    /// <summary>Whether the model is better or worse, or the rows don't show it.</summary>
    public ComparisonVerdict Verdict { get; init; }

    /// <summary>How many rows it takes to show a difference of this size, with a power of 80%; null if there is no difference.</summary>
    public long? RowsNeeded { get; init; }

    /// <summary>The rows on which they differ, as far as their texts are among the misses of the measurements.</summary>
    public IReadOnlyList<RowDifference> Differences { get; init => field = TextList<RowDifference>.Of(value); } = TextList<RowDifference>.Empty;

    /// <summary>The result in a sentence.</summary>
    public string Summary => Messages.ComparisonInWords(this);

    /// <summary>Both models with their checkpoints, for texts: by their display names, if those are different.</summary>
    internal (string Model, string Reference) Titles
    {
        get
        {
            var titles = (Model: Title(Model, ModelDisplayName, Checkpoint), Reference: Title(Reference, ReferenceDisplayName, ReferenceCheckpoint));
            return titles.Model != titles.Reference ? titles : (Title(Model, null, Checkpoint), Title(Reference, null, ReferenceCheckpoint));
        }
    }

    /// <summary>Whether the model is worse, and by more than a margin.</summary>
    /// <param name="margin">The difference to tolerate, in units of the measure: 0 or more.</param>
    public bool IsWorse(double margin) => Verdict == ComparisonVerdict.Worse && Math.Abs(Difference) > margin;

    /// <summary>The result in a sentence.</summary>
    public override string ToString() => Summary;

    static string Title(string model, string? displayName, string? checkpoint) => Messages.ModelTitleName(model: model, displayName: displayName, checkpoint: checkpoint);
}

/// <summary>A row on which two models differ.</summary>
/// <param name="Row">The number of the row in the measurement of the model, counted from 1.</param>
/// <param name="Prompt">The prompt.</param>
/// <param name="Expected">The expected output.</param>
/// <param name="Actual">The answer of the model; null if it isn't among the misses.</param>
/// <param name="ReferenceActual">The answer of the reference; null if it isn't among the misses.</param>
/// <param name="Value">The measure for the model.</param>
/// <param name="ReferenceValue">The measure for the reference.</param>
public sealed record RowDifference(long Row, string Prompt, string Expected, string? Actual, string? ReferenceActual, double Value, double ReferenceValue)
{
    /// <summary>The row and its texts on one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"row {Row}: expected '{PrintableText.Of(Expected)}', got '{PrintableText.Of(Actual ?? "")}' and '{PrintableText.Of(ReferenceActual ?? "")}'");
}
