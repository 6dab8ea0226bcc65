using GeminiTuning.Wire;

namespace GeminiTuning.Vertex;

/// <summary>Evaluation by the service: what is asked for, and its results.</summary>
static class EvaluationReading
{
    // As Google's SDKs ask for them (python-genai, t_metrics).
    static readonly string[] s_aggregations = ["AVERAGE", "STANDARD_DEVIATION"];

    /// <summary>Returns the configuration; null if nothing is to be evaluated.</summary>
    public static WireEvaluationConfig? ToWire(this IReadOnlyList<EvaluationMetric> metrics, StorageUri? output) => metrics.Count == 0 ? null : new WireEvaluationConfig
    {
        Metrics = metrics.Select(ToWire).ToArray(),
        OutputConfig = new WireEvaluationOutput { GcsDestination = new WireGcsDestination { OutputUriPrefix = $"{output}" } },
    };

    /// <summary>Returns the results of a job: one for each checkpoint and metric. The protos don't say whether a job has a run for each
    /// checkpoint or only one, nor in which order a run has its results; they are read as they come.</summary>
    public static TunedModelEvaluation[] Evaluations(this WireTuningJob wire, IReadOnlyList<TunedModelCheckpoint> checkpoints, string model)
    {
        var metrics = (wire.SupervisedTuningSpec?.EvaluationConfig?.Metrics ?? []).OfType<WireMetric>().Select(Named).ToList();
        return [.. (wire.EvaluateDatasetRuns ?? []).OfType<WireEvaluateDatasetRun>().SelectMany(run => ToEvaluations(run, metrics, checkpoints, model))];
    }

    static WireMetric ToWire(EvaluationMetric metric) => new()
    {
        AggregationMetrics = s_aggregations,
        ExactMatchSpec = metric.Name == "ExactMatch" ? new WireExactMatchSpec() : null,
        // Without it, an output of fewer than four words always scores 0: there is no sequence of four words in it.
        BleuSpec = metric.Name == "Bleu" ? new WireBleuSpec { UseEffectiveOrder = true } : null,
        RougeSpec = metric.RougeType is { } type ? new WireRougeSpec { RougeType = type } : null,
        PredefinedMetricSpec = metric.IsJudged ? new WirePredefinedMetricSpec { MetricSpecName = metric.Name } : null,
    };

    static IEnumerable<TunedModelEvaluation> ToEvaluations(
        WireEvaluateDatasetRun run, List<(MetricKind Kind, string Name)> metrics, IReadOnlyList<TunedModelCheckpoint> checkpoints, string model)
    {
        var checkpoint = checkpoints.FirstOrDefault(one => one.CheckpointId == run.CheckpointId);
        var about = new TunedModelEvaluation
        {
            CheckpointId = run.CheckpointId is { Length: > 0 } id ? id : null,
            Epoch = checkpoint?.Epoch,
            Step = checkpoint?.Step,
            OutputUri = run.EvaluateDatasetResponse?.OutputInfo?.GcsOutputDirectory is { Length: > 0 } folder ? folder : null,
            Model = model,
            Error = run.Error is { } error ? new ServiceStatus(error.Code ?? 2, error.Words) : null,
        };
        var results = Scores(run.EvaluateDatasetResponse?.AggregationOutput?.AggregationResults ?? []);
        return results.Count == 0 && about.Error is not null
            ? [about]
            : results.GroupBy(one => (one.Kind, one.Number)).Select(metric => about with
            {
                Metric = metrics.Where(named => named.Kind == metric.Key.Kind).ElementAtOrDefault(metric.Key.Number).Name ?? $"{metric.Key.Kind}",
                Mean = Score(metric, "AVERAGE"),
                StandardDeviation = Score(metric, "STANDARD_DEVIATION"),
            });

        static float? Score(IEnumerable<(MetricKind Kind, int Number, string Aggregation, float? Score)> metric, string aggregation) =>
            metric.FirstOrDefault(one => one.Aggregation == aggregation).Score;
    }

    // A result names the kind of its metric only. The second one of a kind, by the same aggregation, is that of the second metric of that kind.
    static List<(MetricKind Kind, int Number, string Aggregation, float? Score)> Scores(IReadOnlyList<WireAggregationResult?> results)
    {
        List<(MetricKind Kind, int Number, string Aggregation, float? Score)> scores = [];
        foreach (var result in results.OfType<WireAggregationResult>())
        {
            (MetricKind, WireScore)? found = result switch
            {
                { ExactMatchMetricValue: { } exact } => (MetricKind.ExactMatch, exact),
                { BleuMetricValue: { } bleu } => (MetricKind.Bleu, bleu),
                { RougeMetricValue: { } rouge } => (MetricKind.Rouge, rouge),
                { PointwiseMetricResult: { } judged } => (MetricKind.Judged, judged),
                _ => null,
            };
            if (found is not var (kind, score))
                continue;
            // AVERAGE is what is asked for first.
            var aggregation = WireNames.Word(result.AggregationMetric) ?? "AVERAGE";
            scores.Add((kind, scores.Count(one => one.Kind == kind && one.Aggregation == aggregation), aggregation, score.Score));
        }
        return scores;
    }

    static (MetricKind Kind, string Name) Named(WireMetric metric) => metric switch
    {
        { ExactMatchSpec: not null } => (MetricKind.ExactMatch, "ExactMatch"),
        { BleuSpec: not null } => (MetricKind.Bleu, "Bleu"),
        { RougeSpec: { } rouge } => (MetricKind.Rouge, rouge.RougeType is { Length: > 0 } type ? $"R{type[1..]}" : "Rouge"),
        _ => (MetricKind.Judged, metric.PredefinedMetricSpec?.MetricSpecName ?? ""),
    };

    enum MetricKind
    {
        ExactMatch,
        Bleu,
        Rouge,
        Judged,
    }
}
