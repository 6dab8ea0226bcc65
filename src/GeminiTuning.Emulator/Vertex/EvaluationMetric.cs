using System.Globalization;
using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Storage;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>A metric of an evaluation, as far as the emulator can compute it.</summary>
/// <param name="Result">The field of its result.</param>
/// <param name="Score">Scores a response: of the expected text and the response.</param>
/// <param name="Aggregations">How the scores are aggregated.</param>
sealed record EvaluationMetric(string Result, Func<string, string, double> Score, IReadOnlyList<string> Aggregations)
{
    const string Field = "supervised_tuning_spec.evaluation_config";

    /// <summary>Reads the metrics of a configuration that was checked.</summary>
    public static IReadOnlyList<EvaluationMetric> Of(JsonObject config) => [.. config.Children("metrics").Select(m => Read(m)!)];

    /// <summary>Checks a configuration.</summary>
    public static void Check(Violations found, JsonObject spec)
    {
        var config = spec.Child("evaluationConfig");
        if (!spec.Has("evaluationConfig"))
            return;
        found.Require(config.Children("metrics").Any(), $"{Field}.metrics", "metrics is required.");
        found.Require(
            ObjectName.Parse(config.Child("outputConfig").Child("gcsDestination").Text("outputUriPrefix")) is not null,
            $"{Field}.output_config.gcs_destination.output_uri_prefix",
            "output_uri_prefix must be in the form of gs://bucket/directory.");
        found.Require(spec.Text("validationDatasetUri").Length > 0, "supervised_tuning_spec.validation_dataset_uri", "An evaluation needs a validation dataset.");
        found.Require(
            !config.Has("inferenceGenerationConfig"), $"{Field}.inference_generation_config", "The emulator evaluates the likeliest response, and takes no other settings.");
        foreach (var (metric, index) in config.Children("metrics").Select((m, i) => (m, i)))
            found.Require(
                Read(metric) is not null,
                $"{Field}.metrics[{index}]",
                "The emulator computes exact match, BLEU, and ROUGE (rouge1 to rouge9 and rougeL, without a stemmer). It has no model that judges responses.");
    }

    /// <summary>Aggregates the scores of all examples.</summary>
    public IEnumerable<JsonObject> Aggregate(IReadOnlyList<double> scores) => Aggregations.Select(aggregation => JsonOut.Message(
        (Result, new JsonObject { ["score"] = (float)Aggregate(scores, aggregation) }), ("aggregationMetric", aggregation)));

    static EvaluationMetric? Read(JsonObject metric)
    {
        List<string> asked = [.. metric.Values<string>("aggregationMetrics").Where(a => a != "AGGREGATION_METRIC_UNSPECIFIED")];
        List<string> aggregations = asked.Count > 0 ? asked : ["AVERAGE"];
        var computed = metric.Child("computationBasedMetricSpec");
        var parameters = computed.Child("parameters");
        return (computed.Text("type"), metric) switch
        {
            ("EXACT_MATCH", _) => new("exactMatchMetricValue", TextScores.ExactMatch, aggregations),
            ("BLEU", _) => Bleu(parameters["use_effective_order"] is JsonValue order && order.TryGetValue(out bool isEffective) && isEffective),
            ("ROUGE", _) => Rouge(parameters["rouge_type"] is JsonValue type && type.TryGetValue(out string? name) ? name : "", parameters.Has("use_stemmer")),
            _ when metric.Has("exactMatchSpec") => new("exactMatchMetricValue", TextScores.ExactMatch, aggregations),
            _ when metric.Has("bleuSpec") => Bleu((bool?)metric.Child("bleuSpec")["useEffectiveOrder"] ?? false),
            _ when metric.Has("rougeSpec") => Rouge(metric.Child("rougeSpec").Text("rougeType"), (bool?)metric.Child("rougeSpec")["useStemmer"] ?? false),
            _ => null,
        };

        EvaluationMetric Bleu(bool isEffective) => new("bleuMetricValue", (expected, actual) => TextScores.Bleu(expected, actual, isEffective), aggregations);

        // Without a type, it is ROUGE-L (inferred).
        EvaluationMetric? Rouge(string type, bool stems) => (type, stems) switch
        {
            (_, true) => null,
            ("" or "rougeL", _) => new("rougeMetricValue", TextScores.RougeL, aggregations),
            ({ Length: 6 }, _) when type.StartsWith("rouge", StringComparison.Ordinal) && type[5] is >= '1' and <= '9' =>
                new("rougeMetricValue", (expected, actual) => TextScores.Rouge(expected, actual, type[5] - '0'), aggregations),
            _ => null,
        };
    }

    static double Aggregate(IReadOnlyList<double> scores, string aggregation)
    {
        var sorted = scores.Order().ToArray();
        var mean = sorted.Average();
        var variance = sorted.Average(s => (s - mean) * (s - mean));
        return aggregation switch
        {
            "MODE" => sorted.GroupBy(s => s).MaxBy(s => s.Count())!.Key,
            "STANDARD_DEVIATION" => Math.Sqrt(variance),
            "VARIANCE" => variance,
            "MINIMUM" => sorted[0],
            "MAXIMUM" => sorted[^1],
            "MEDIAN" => At(0.5),
            _ when aggregation.StartsWith("PERCENTILE_P", StringComparison.Ordinal) => At(double.Parse(aggregation[12..], CultureInfo.InvariantCulture) / 100),
            _ => mean,
        };

        double At(double share) => sorted[(int)Math.Round(share * (sorted.Length - 1))];
    }
}
