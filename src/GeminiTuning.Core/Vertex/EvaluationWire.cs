using GeminiTuning.Wire;

namespace GeminiTuning.Vertex;

// The messages of evaluation by the service (tuning_job.proto and evaluation_service.proto), as far as the module uses them.

sealed record WireEvaluationConfig
{
    public IReadOnlyList<WireMetric?>? Metrics { get; set; }
    public WireEvaluationOutput? OutputConfig { get; set; }
}

sealed record WireEvaluationOutput
{
    public WireGcsDestination? GcsDestination { get; set; }
}

sealed record WireMetric
{
    public WireExactMatchSpec? ExactMatchSpec { get; set; }
    public WireBleuSpec? BleuSpec { get; set; }
    public WireRougeSpec? RougeSpec { get; set; }
    public WirePredefinedMetricSpec? PredefinedMetricSpec { get; set; }
    public IReadOnlyList<string?>? AggregationMetrics { get; set; }
}

sealed record WireExactMatchSpec;

sealed record WireBleuSpec
{
    public bool? UseEffectiveOrder { get; set; }
}

sealed record WireRougeSpec
{
    public string? RougeType { get; set; }
}

sealed record WirePredefinedMetricSpec
{
    public string? MetricSpecName { get; set; }
}

sealed record WireEvaluateDatasetRun
{
    public string? CheckpointId { get; set; }
    public WireEvaluateDatasetResponse? EvaluateDatasetResponse { get; set; }
    public WireStatus? Error { get; set; }
}

sealed record WireEvaluateDatasetResponse
{
    public WireAggregationOutput? AggregationOutput { get; set; }
    public WireEvaluationOutputInfo? OutputInfo { get; set; }
}

sealed record WireAggregationOutput
{
    public IReadOnlyList<WireAggregationResult?>? AggregationResults { get; set; }
}

sealed record WireEvaluationOutputInfo
{
    public string? GcsOutputDirectory { get; set; }
}

sealed record WireAggregationResult
{
    public WireScore? ExactMatchMetricValue { get; set; }
    public WireScore? BleuMetricValue { get; set; }
    public WireScore? RougeMetricValue { get; set; }
    public WireScore? PointwiseMetricResult { get; set; }
    public WireEnum? AggregationMetric { get; set; }
}

sealed record WireScore
{
    public float? Score { get; set; }
}
