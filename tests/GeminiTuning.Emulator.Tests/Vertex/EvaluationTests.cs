using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Vertex;
using GeminiTuning.Testing;

namespace GeminiTuning.Emulator.Tests.Vertex;

/// <summary>The evaluation of checkpoints on the validation dataset.</summary>
public sealed class EvaluationTests : IAsyncLifetime
{
    const string Validation = "gs://my-bucket/validation.jsonl";

    readonly Service _service = Service.Start();
    readonly VertexClient _client;

    public EvaluationTests() => _client = new VertexClient(_service);

    public async ValueTask InitializeAsync()
    {
        await _client.UploadAsync(VertexClient.Lines(VertexClient.Numbers));
        await _client.UploadAsync(VertexClient.Lines(("1", "2"), ("seven", "eight"), ("8", "never taught")), Validation);
    }

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Theory]
    [InlineData("the cat sat on the mat", "the cat sat on the mat", 1)]
    [InlineData("the cat is on the mat", "the cat sat on the mat", 0.379918)] // Precisions 5/6, 3/5, 1/4, and half a match of 3.
    [InlineData("eight", "eight", 1)]
    [InlineData("eight", "nine", 0)] // No common word.
    [InlineData("a b", "a c", 0.5)] // Precisions 1/2, and half a match of 1.
    [InlineData("a b c d e f", "a b c", 0.367879)] // Half as long: e to the power of 1 - 2.
    [InlineData("a", "", 0)]
    public void Bleu_is_that_of_the_paper(string expected, string actual, double score) =>
        Assert.Equal(score, TextScores.Bleu(expected, actual, effectiveOrder: true), 1e-3);

    [Fact]
    public void Bleu_of_a_short_text_is_zero_without_the_effective_order() => Assert.Equal(0, TextScores.Bleu("eight", "eight", effectiveOrder: false));

    [Theory]
    [InlineData("The cat sat.", "the cat", 1, 0.8)]
    [InlineData("the cat sat", "the cat sat", 2, 1)]
    [InlineData("the cat sat", "sat the cat", 2, 0.5)]
    [InlineData("one", "two", 1, 0)]
    [InlineData("one", "one", 2, 0)]
    public void Rouge_n_is_the_f1_score_of_shared_n_grams(string expected, string actual, int order, double score) =>
        Assert.Equal(score, TextScores.Rouge(expected, actual, order), 1e-6);

    [Fact]
    public void Rouge_l_is_the_f1_score_of_the_longest_common_subsequence() => Assert.Equal(2.0 * 3 / (4 + 4), TextScores.RougeL("a b c d", "a x b c"), 1e-6);

    [Fact]
    public async Task Each_checkpoint_is_evaluated_and_the_results_are_in_the_bucket()
    {
        var job = await _client.TuneAsync(Job(new JsonObject { ["exactMatchSpec"] = new JsonObject(), ["aggregationMetrics"] = new JsonArray("AVERAGE", "MINIMUM", "PERCENTILE_P90") }));
        Assert.Empty(Protos.Vertex.Wrongs(job, "TuningJob", "TuningJob.tuningJobState", "TuningJob.tuningJobMetadata"));
        var runs = job["evaluateDatasetRuns"]!.AsArray();
        Assert.Equal(["1", "2", "3"], runs.Select(r => (string)r!["checkpointId"]!));
        var last = runs[^1]!["evaluateDatasetResponse"]!;
        // Two of three inputs were taught.
        Assert.Equal(
            [("AVERAGE", 2f / 3), ("MINIMUM", 0f), ("PERCENTILE_P90", 1f)],
            last["aggregationOutput"]!["aggregationResults"]!.AsArray().Select(r => ((string)r!["aggregationMetric"]!, (float)r["exactMatchMetricValue"]!["score"]!)));
        var rows = await _client.DownloadAsync($"{last["outputInfo"]!["gcsOutputDirectory"]}/evaluation_results.jsonl");
        Assert.Equal(3, rows.Trim().Split('\n').Length);
        Assert.Equal("2", (string)JsonNode.Parse(rows.Split('\n')[0])!["response"]!);
    }

    [Theory]
    [InlineData("""{"computationBasedMetricSpec": {"type": "BLEU", "parameters": {"use_effective_order": true}}}""", "bleuMetricValue", 2f / 3)]
    [InlineData("""{"computationBasedMetricSpec": {"type": "ROUGE", "parameters": {"rouge_type": "rouge2"}}}""", "rougeMetricValue", 0f)]
    [InlineData("""{"computationBasedMetricSpec": {"type": 1}}""", "exactMatchMetricValue", 2f / 3)]
    [InlineData("""{"rougeSpec": {"rougeType": "rougeL"}}""", "rougeMetricValue", 2f / 3)]
    public async Task Metrics_come_in_two_forms(string metric, string result, float score)
    {
        var job = await _client.TuneAsync(Job(JsonNode.Parse(metric)!.AsObject()));
        var only = Assert.Single(job["evaluateDatasetRuns"]![2]!["evaluateDatasetResponse"]!["aggregationOutput"]!["aggregationResults"]!.AsArray())!;
        Assert.Equal(score, (float)only[result]!["score"]!, 1e-2f);
    }

    [Theory]
    [InlineData("""{"predefinedMetricSpec": {"metricSpecName": "text_quality_v1"}}""", "no model that judges")]
    [InlineData("""{"llmBasedMetricSpec": {"metricPromptTemplate": "{response}"}}""", "no model that judges")]
    [InlineData("""{"rougeSpec": {"rougeType": "rougeLsum"}}""", "rouge1 to rouge9 and rougeL")]
    [InlineData("""{}""", "The emulator computes")]
    public async Task What_it_cannot_compute_is_refused(string metric, string problem)
    {
        var (status, json) = await _client.PostAsync("tuningJobs", Job(JsonNode.Parse(metric)!.AsObject()));
        Assert.Equal(400, status);
        Assert.Contains(problem, json.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("validationDatasetUri", "needs a validation dataset")]
    [InlineData("metrics", "metrics is required")]
    [InlineData("outputConfig", "output_uri_prefix must be")]
    public async Task What_it_needs_is_required(string without, string problem)
    {
        var job = Job(new JsonObject { ["exactMatchSpec"] = new JsonObject() });
        var spec = job["supervisedTuningSpec"]!.AsObject();
        Assert.True((spec.ContainsKey(without) ? spec : spec["evaluationConfig"]!.AsObject()).Remove(without));
        var (status, json) = await _client.PostAsync("tuningJobs", job);
        Assert.Equal(400, status);
        Assert.Contains(problem, json.ToJsonString(), StringComparison.Ordinal);
    }

    static JsonObject Job(JsonObject metric)
    {
        var job = VertexClient.Job(epochs: 20);
        job["supervisedTuningSpec"]!["hyperParameters"]!["epochCount"] = "3";
        job["supervisedTuningSpec"]!["hyperParameters"]!["learningRateMultiplier"] = 5;
        job["supervisedTuningSpec"]!["validationDatasetUri"] = Validation;
        job["supervisedTuningSpec"]!["evaluationConfig"] = new JsonObject
        {
            ["metrics"] = new JsonArray(metric),
            ["outputConfig"] = new JsonObject { ["gcsDestination"] = new JsonObject { ["outputUriPrefix"] = "gs://my-bucket/evaluated" } },
        };
        return job;
    }
}
