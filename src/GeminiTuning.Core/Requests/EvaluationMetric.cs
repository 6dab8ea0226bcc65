using System.Text.RegularExpressions;

namespace GeminiTuning;

/// <summary>A metric by which Vertex AI evaluates the checkpoints of a tuned model.</summary>
public sealed partial record EvaluationMetric
{
    // rouge_type of evaluation_service.proto.
    static readonly string[] s_rouge = ["rouge1", "rouge2", "rougeL", "rougeLsum"];

    EvaluationMetric(string name) => Name = name;

    /// <summary>The names of the metrics that are computed without a judge.</summary>
    public static IReadOnlyList<string> Computed { get; } = ["ExactMatch", "Bleu", "Rouge1", "Rouge2", "RougeL", "RougeLsum"];

    /// <summary>The name: one of <see cref="Computed"/>, or a predefined metric of Google's evaluation service, such as
    /// <c>text_quality_v1</c>.</summary>
    public string Name { get; }

    /// <summary>The name of the variant of ROUGE; null for other metrics.</summary>
    internal string? RougeType => s_rouge.FirstOrDefault(type => type.Equals(Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a model scores the responses.</summary>
    internal bool IsJudged => !Computed.Contains(Name);

    /// <summary>Reads the name of a metric. Case, underscores, and hyphens don't matter in the names of computed metrics.</summary>
    /// <exception cref="TuningArgumentException">It can't be the name of a metric.</exception>
    public static EvaluationMetric Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var plain = name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (Computed.FirstOrDefault(known => known.Equals(plain, StringComparison.OrdinalIgnoreCase)) is { } computed)
            return new EvaluationMetric(computed);
        return Predefined().IsMatch(name) ? new EvaluationMetric(name)
            : throw new TuningArgumentException(Messages.MetricUnknown(name: PrintableText.Of(name), known: Computed));
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    // The names of predefined metrics have a version at their end. Which ones there are, only the service knows.
    [GeneratedRegex(@"\A[a-z][a-z0-9_]*_v[0-9]+\z")]
    private static partial Regex Predefined();
}
