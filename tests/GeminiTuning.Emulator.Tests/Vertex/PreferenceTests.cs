using System.Text.Json.Nodes;
using GeminiTuning.Testing;

namespace GeminiTuning.Emulator.Tests.Vertex;

/// <summary>Preference tuning: the emulator really learns to prefer one output to another.</summary>
public sealed class PreferenceTests : IAsyncLifetime
{
    const string Validation = "gs://my-bucket/validation.jsonl";

    readonly Service _service = Service.Start();
    readonly VertexClient _client;

    public PreferenceTests() => _client = new VertexClient(_service);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task A_model_that_learned_the_rejected_outputs_comes_to_prefer_the_others()
    {
        await _client.UploadAsync(VertexClient.Lines([.. VertexClient.Numbers.Select(n => (n.Input, Bad(n.Output)))]));
        var rude = await _client.TuneAsync(VertexClient.Job(epochs: 20));
        Assert.Equal("Obviously 9!", await AskAsync(rude));
        await UploadPairsAsync();
        var body = Job(epochs: 10);
        body.Remove("baseModel");
        body["preTunedModel"] = new JsonObject { ["tunedModelName"] = (string)rude["tunedModel"]!["model"]! };
        Assert.Equal("9", await AskAsync(await _client.TuneAsync(body)));
    }

    [Fact]
    public async Task A_base_model_learns_the_preferred_outputs_of_pairs()
    {
        await UploadPairsAsync();
        Assert.Equal("9", await AskAsync(await _client.TuneAsync(Job(epochs: 30))));
    }

    [Fact]
    public async Task The_loss_starts_where_nothing_is_preferred_and_falls()
    {
        await UploadPairsAsync();
        await UploadPairsAsync(Validation);
        var body = Job(epochs: 10);
        body["preferenceOptimizationSpec"]!["validationDatasetUri"] = Validation;
        var job = await _client.TuneAsync(body);
        var series = await SeriesAsync(job);
        Assert.Equal(["/eval_total_loss", "/preference_optimization_train_loss"], series.Keys.Order(StringComparer.Ordinal));
        var loss = series["/preference_optimization_train_loss"];
        Assert.Equal(Math.Log(2), loss[0], 1e-6);
        Assert.True(loss[^1] < loss[0] / 2, $"{loss[^1]}");
        Assert.True(series["/eval_total_loss"][^1] < Math.Log(2) / 2);
    }

    [Fact]
    public async Task A_beta_of_zero_learns_nothing()
    {
        await UploadPairsAsync();
        var loss = (await SeriesAsync(await _client.TuneAsync(Job(epochs: 3, beta: 0))))["/preference_optimization_train_loss"];
        Assert.All(loss, value => Assert.Equal(Math.Log(2), value, 1e-6));
    }

    [Fact]
    public async Task The_job_reports_what_its_pairs_are_like_in_the_fields_of_the_sdk()
    {
        await UploadPairsAsync();
        var job = await _client.TuneAsync(Job(epochs: 2));
        Assert.Empty(Protos.Vertex.Wrongs(job, "TuningJob", "TuningJob.tuningJobState", "TuningJob.tuningJobMetadata"));
        var stats = job["tuningDataStats"]!["preferenceOptimizationDataStats"]!;
        Assert.Equal(("10", "5"), ((string)stats["tuningDatasetExampleCount"]!, (string)stats["tuningStepCount"]!));
        Assert.Equal((0.5, 1.0, "10"), ((double)stats["scoresDistribution"]!["mean"]!, (double)stats["scoresDistribution"]!["max"]!, (string)stats["scoresDistribution"]!["sum"]!));
        Assert.Equal(0.25, (double)stats["scoreVariancePerExampleDistribution"]!["mean"]!);
        Assert.Equal("0.1", $"{job["preferenceOptimizationSpec"]!["hyperParameters"]!["beta"]}");
    }

    [Theory]
    [InlineData("""{"contents": [USER, MODEL]}""", "does not end with a turn of the user")]
    [InlineData("""{"contents": [USER]}""", "There must be a pair of completions.")]
    [InlineData("""{"contents": [USER], "completions": [{"score": 1, "completion": MODEL}]}""", "There must be a pair of completions.")]
    [InlineData("""{"contents": [USER], "completions": [{"score": 1, "completion": MODEL}, {"score": 1, "completion": MODEL}]}""", "one dispreferred completion")]
    [InlineData("""{"contents": [USER], "completions": [{"score": 0.5, "completion": MODEL}, {"score": 0, "completion": MODEL}]}""", "The score must be 0 or 1.")]
    [InlineData("""{"contents": [USER], "completions": [{"score": 1, "completion": USER}, {"score": 0, "completion": MODEL}]}""", "Please use a valid role: model.")]
    [InlineData("""{"contents": [USER], "completions": [{"score": 1, "completion": {"role": "model", "parts": [{"inlineData": {"mimeType": "image/png", "data": ""}}]}}, {"score": 0, "completion": MODEL}]}""", "unsupported modality")]
    public async Task A_line_that_is_no_pair_fails_the_job(string line, string problem)
    {
        await _client.UploadAsync(line.Replace("USER", """{"role": "user", "parts": [{"text": "q"}]}""", StringComparison.Ordinal)
            .Replace("MODEL", """{"role": "model", "parts": [{"text": "a"}]}""", StringComparison.Ordinal));
        var job = await _client.EndedAsync(await _client.CreateAsync(Job(epochs: 1)));
        Assert.Equal("JOB_STATE_FAILED", (string)job["state"]!);
        Assert.Contains(problem, (string)job["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_supervised_job_takes_no_pairs_and_beta_is_not_negative()
    {
        await UploadPairsAsync();
        Assert.Equal("JOB_STATE_FAILED", (string)(await _client.EndedAsync(await _client.CreateAsync(VertexClient.Job())))["state"]!);
        var (status, json) = await _client.PostAsync("tuningJobs", Job(epochs: 1, beta: -1));
        Assert.Equal(400, status);
        Assert.Contains("preference_optimization_spec.hyper_parameters.beta", json.ToJsonString(), StringComparison.Ordinal);
    }

    static string Bad(string output) => $"Obviously {output}!";

    Task<JsonObject> UploadPairsAsync(string uri = VertexClient.Dataset) => _client.UploadAsync(string.Join('\n', VertexClient.Numbers.Select(n => new JsonObject
    {
        ["contents"] = new JsonArray(Turn("user", n.Input)),
        ["completions"] = new JsonArray(
            new JsonObject { ["score"] = 0, ["completion"] = Turn("model", Bad(n.Output)) },
            new JsonObject { ["score"] = 1.0, ["completion"] = Turn("model", n.Output) }),
    }.ToJsonString())), uri);

    static JsonObject Turn(string role, string text) => new() { ["role"] = role, ["parts"] = new JsonArray(new JsonObject { ["text"] = text }) };

    static JsonObject Job(int epochs, double beta = 0.1) => new()
    {
        ["baseModel"] = VertexClient.Base,
        ["preferenceOptimizationSpec"] = new JsonObject
        {
            ["trainingDatasetUri"] = VertexClient.Dataset,
            ["hyperParameters"] = new JsonObject { ["epochCount"] = $"{epochs}", ["beta"] = beta },
        },
    };

    Task<string> AskAsync(JsonObject job) => _client.AskAsync((string)job["tunedModel"]!["endpoint"]!, "8");

    async Task<Dictionary<string, List<double>>> SeriesAsync(JsonObject job)
    {
        var context = (await _service.GetAsync($"v1/{job["experiment"]}")).Json;
        var runs = (await _service.GetAsync($"v1/{context["metadata"]!["backing_tensorboard_resource"]}/experiments/{((string)job["experiment"]!).Split('/')[^1]}/runs")).Json;
        var list = (await _service.GetAsync($"v1/{runs["tensorboardRuns"]![0]!["name"]}/timeSeries")).Json;
        var series = new Dictionary<string, List<double>>();
        foreach (var one in list["tensorboardTimeSeries"]!.AsArray())
        {
            var data = (await _service.GetAsync($"v1/{one!["name"]}:read?maxDataPoints=-1")).Json;
            series[(string)one["displayName"]!] = [.. data["timeSeriesData"]!["values"]!.AsArray().Select(v => (double)v!["scalar"]!["value"]!)];
        }

        return series;
    }
}
