namespace GeminiTuning.Tests.Vertex;

/// <summary>Evaluation by the service: what is asked for, and what is read.</summary>
public sealed class EvaluationTests : IDisposable
{
    const string Evaluated = """
        "supervisedTuningSpec": {"evaluationConfig": {"metrics": [{"rougeSpec": {"rougeType": "rouge1"} }, {"predefinedMetricSpec": {"metricSpecName": "text_quality_v1"} }, {"rougeSpec": {"rougeType": "rougeL"} }]} },
        "evaluateDatasetRuns": [
          {"checkpointId": "2", "evaluationRun": "projects/1/locations/us-central1/evaluationRuns/3", "evaluateDatasetResponse": {"outputInfo": {"gcsOutputDirectory": "gs://b/e"}, "aggregationOutput": {"aggregationResults": [
            {"rougeMetricValue": {"score": 0.5}, "aggregationMetric": "AVERAGE"}, {"rougeMetricValue": {"score": 0.25}, "aggregationMetric": "STANDARD_DEVIATION"},
            {"pointwiseMetricResult": {"score": 3.5, "explanation": "x"}, "aggregationMetric": "AVERAGE"}, {"rougeMetricValue": {"score": 0}, "aggregationMetric": "AVERAGE"}, {"customCodeExecutionResult": {} }]} } },
          {"checkpointId": "9", "error": {"code": 3, "message": "no examples"} }, null, {}]
        """;

    readonly ScriptedService _script = new();

    public void Dispose() => _script.Dispose();

    static TuningRequest Request(params string[] metrics) => VertexScript.Request with
    {
        TrainingData = new ExamplesAtUri("gs://b-1/t.jsonl"),
        ValidationData = new ExamplesAtUri("gs://b-1/v.jsonl"),
        EvaluationMetrics = [.. metrics.Select(EvaluationMetric.Parse)],
    };

    [Fact]
    public async Task A_create_has_the_metrics_and_where_their_results_go()
    {
        _script.Answers(VertexScript.Done);
        await _script.Vertex().CreateTunedModelAsync(Request("exact_match", "BLEU", "rouge_l", "text_quality_v1"));
        Assert.Equal(
            """
            {"metrics":[{"exactMatchSpec":{},"aggregationMetrics":["AVERAGE","STANDARD_DEVIATION"]},{"bleuSpec":{"useEffectiveOrder":true},"aggregationMetrics":["AVERAGE","STANDARD_DEVIATION"]},{"rougeSpec":{"rougeType":"rougeL"},"aggregationMetrics":["AVERAGE","STANDARD_DEVIATION"]},{"predefinedMetricSpec":{"metricSpecName":"text_quality_v1"},"aggregationMetrics":["AVERAGE","STANDARD_DEVIATION"]}],"outputConfig":{"gcsDestination":{"outputUriPrefix":"gs://my-bucket/geminituning/evaluations"}}}
            """, _script.Request.Json!["supervisedTuningSpec"]!["evaluationConfig"]!.ToJsonString());
    }

    [Fact]
    public async Task The_results_go_to_a_folder_that_was_named()
    {
        _script.Answers(VertexScript.Done);
        await _script.Vertex(VertexScript.Options(bucket: null)).CreateTunedModelAsync(Request("Bleu") with { EvaluationOutputUri = "gs://b-2/results/" });
        Assert.Equal("gs://b-2/results", (string)_script.Request.Json!["supervisedTuningSpec"]!["evaluationConfig"]!["outputConfig"]!["gcsDestination"]!["outputUriPrefix"]!);
    }

    [Theory]
    [InlineData("rouge9")]
    [InlineData("text_quality")]
    [InlineData("")]
    public void What_is_no_metric_is_refused(string name) =>
        Assert.Contains("isn't a metric. Use ExactMatch, Bleu", Assert.Throws<TuningArgumentException>(() => EvaluationMetric.Parse(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void It_needs_validation_examples_and_supervised_tuning()
    {
        Assert.Throws<TuningArgumentException>(() => (Request("Bleu") with { ValidationData = null }).ChooseMethod());
        Assert.Throws<TuningArgumentException>(() => (Request("Bleu") with { Method = TuningMethod.Preference }).ChooseMethod());
    }

    [Fact]
    public async Task Each_checkpoint_has_a_result_for_each_metric_in_the_order_of_the_metrics_of_a_kind()
    {
        var job = VertexScript.Done.Replace("\"tunedModel\"", Evaluated + ", \"tunedModel\"", StringComparison.Ordinal);
        var evaluations = (await _script.Answers(job).Vertex().GetTunedModelAsync(VertexScript.Job)).Evaluations;
        Assert.Equal(
            [("2", "Rouge1", 0.5f, 0.25f), ("2", "text_quality_v1", 3.5f, null), ("2", "RougeL", 0f, null), ("9", "", null, (float?)null)],
            evaluations.Select(one => (one.CheckpointId!, one.Metric, one.Mean, one.StandardDeviation)));
        Assert.Equal((2, 10, "gs://b/e", VertexScript.Job), (evaluations[0].Epoch!.Value, evaluations[0].Step!.Value, evaluations[0].OutputUri, evaluations[0].Model));
        Assert.Equal("INVALID_ARGUMENT: no examples", $"{evaluations[3].Error}");
        Assert.Equal("Rouge1 0.5", $"{evaluations[0]}");
    }

    [Fact]
    public async Task A_job_without_a_configuration_has_its_results_by_their_kind()
    {
        const string Job = $$"""
            {"name": "{{VertexScript.Job}}", "evaluateDatasetRuns": [{"evaluateDatasetResponse": {"aggregationOutput": {"aggregationResults": [
              {"bleuMetricValue": {"score": 0.5} }, {"pointwiseMetricResult": {} }]} } }]}
            """;
        var evaluations = (await _script.Answers(Job).Vertex().GetTunedModelAsync(VertexScript.Job)).Evaluations;
        Assert.Equal([(null, "Bleu", 0.5f), ((string?)null, "Judged", (float?)null)], evaluations.Select(one => (one.CheckpointId, one.Metric, one.Mean)));
    }
}
