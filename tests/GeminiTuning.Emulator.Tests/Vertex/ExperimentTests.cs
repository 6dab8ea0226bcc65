using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests.Vertex;

/// <summary>The experiments of tuning jobs: what was measured at their steps, as TensorBoard has it.</summary>
public sealed class ExperimentTests : IAsyncLifetime
{
    const string Validation = "gs://my-bucket/validation.jsonl";

    readonly Service _service = Service.Start();
    readonly VertexClient _client;

    public ExperimentTests() => _client = new VertexClient(_service);

    public async ValueTask InitializeAsync()
    {
        await _client.UploadAsync(VertexClient.Lines(VertexClient.Numbers));
        await _client.UploadAsync(VertexClient.Lines(("1", "2"), ("three", "four"), ("8", "an output that wasn't taught")), Validation);
    }

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task The_loss_of_the_training_falls_and_its_accuracy_rises()
    {
        var series = await SeriesAsync(await TuneAsync(epochs: 40));
        Assert.Equal(
            ["/train_fraction_of_correct_next_step_preds", "/train_num_predictions", "/train_total_loss"], series.Keys.Order(StringComparer.Ordinal));
        Assert.All(series.Values, points => Assert.Equal(100, points.Count));
        var (loss, accuracy) = (series["/train_total_loss"], series["/train_fraction_of_correct_next_step_preds"]);
        Assert.Equal(Enumerable.Range(1, 100), loss.Select(p => p.Step));
        Assert.True(loss[^1].Value < loss[0].Value / 4, $"{loss[0].Value} to {loss[^1].Value}");
        Assert.Equal(1, accuracy[^1].Value);
        Assert.True(accuracy[0].Value < 1);
    }

    [Fact]
    public async Task Validation_examples_are_measured_after_each_epoch_and_an_output_that_was_not_taught_is_always_wrong()
    {
        var series = await SeriesAsync(await TuneAsync(epochs: 4, Validation));
        // 10 examples in batches of 4: the epochs end in the steps 3, 5, 8, and 10.
        Assert.Equal([3, 5, 8, 10], series["/eval_total_loss"].Select(p => p.Step));
        Assert.All(series["/eval_total_loss"], p => Assert.True(double.IsFinite(p.Value) && p.Value > 0));
        Assert.All(series["/eval_fraction_of_correct_next_step_preds"], p => Assert.InRange(p.Value, 0, 0.99));
        Assert.Single(series["/eval_num_predictions"].Select(p => p.Value).Distinct());
    }

    [Fact]
    public async Task Validation_does_not_change_what_is_learned()
    {
        var without = await SeriesAsync(await TuneAsync(epochs: 4));
        var with = await SeriesAsync(await TuneAsync(epochs: 4, Validation));
        Assert.Equal(without["/train_total_loss"], with["/train_total_loss"]);
    }

    [Fact]
    public async Task Data_can_be_thinned_out_and_end_with_the_last_point()
    {
        var job = await TuneAsync(epochs: 40);
        var name = (await ListAsync(job))[0];
        var (_, json) = await _service.GetAsync($"v1/{name}:read?maxDataPoints=10");
        var steps = json["timeSeriesData"]!["values"]!.AsArray().Select(p => (string)p!["step"]!).ToList();
        Assert.Equal((10, "100"), (steps.Count, steps[^1]));
    }

    [Fact]
    public async Task Before_the_first_step_there_is_a_context_and_no_run()
    {
        await using var slow = Service.Start(new TuningEmulatorOptions { TuningDuration = TimeSpan.FromHours(1) });
        var client = new VertexClient(slow);
        await client.UploadAsync(VertexClient.Lines(VertexClient.Numbers));
        var job = await client.CreateAsync();
        var (status, context) = await slow.GetAsync($"v1/{job["experiment"]}");
        Assert.Equal((200, "system.Experiment"), (status, (string)context["schemaTitle"]!));
        Assert.Empty((await slow.GetAsync($"v1/{RunsOf(job, context)}")).Json);
    }

    [Theory]
    [InlineData("metadataStores/default/contexts/tuning-experiment-1", 404, "Context projects/my-project")]
    [InlineData("metadataStores/default/contexts/other", 404, "Context")]
    [InlineData("tensorboards/1/experiments/tuning-experiment-1/runs", 404, "TensorboardExperiment")]
    [InlineData("tensorboards/1/experiments/tuning-experiment-1/runs/1/timeSeries", 404, "TensorboardRun")]
    [InlineData("tensorboards/1/experiments/tuning-experiment-1/runs/1/timeSeries/1:read", 404, "TensorboardTimeSeries")]
    [InlineData("tensorboards/1:batchRead", 400, "time_series is required")]
    [InlineData("tensorboards/1:batchRead?timeSeries=1", 400, "is not a time series of projects/my-project/locations/us-central1/tensorboards/1")]
    [InlineData("tensorboards/1:batchRead?timeSeries=projects/my-project/locations/us-central1/tensorboards/2/experiments/e/runs/1/timeSeries/1", 400, "is not a time series")]
    public async Task What_is_not_there_is_refused(string path, int status, string message)
    {
        var (answered, json) = await _client.GetAsync(path);
        Assert.Equal(status, answered);
        Assert.Contains(message, (string)json["error"]!["message"]!, StringComparison.Ordinal);
    }

    async Task<JsonObject> TuneAsync(int epochs, string? validation = null)
    {
        var body = VertexClient.Job(epochs);
        if (validation is not null)
            body["supervisedTuningSpec"]!["validationDatasetUri"] = validation;
        return await _client.EndedAsync(await _client.CreateAsync(body));
    }

    async Task<List<string>> ListAsync(JsonObject job)
    {
        var (_, context) = await _service.GetAsync($"v1/{job["experiment"]}");
        var (_, runs) = await _service.GetAsync($"v1/{RunsOf(job, context)}");
        var (_, series) = await _service.GetAsync($"v1/{Assert.Single(runs["tensorboardRuns"]!.AsArray())!["name"]}/timeSeries");
        return [.. series["tensorboardTimeSeries"]!.AsArray().Select(s => (string)s!["name"]!)];
    }

    // Each time series by its display name, read together.
    async Task<Dictionary<string, List<(int Step, double Value)>>> SeriesAsync(JsonObject job)
    {
        var names = await ListAsync(job);
        var tensorboard = string.Join('/', names[0].Split('/')[..6]);
        var (_, data) = await _service.GetAsync($"v1/{tensorboard}:batchRead?{string.Join('&', names.Select(n => $"timeSeries={Uri.EscapeDataString(n)}"))}");
        var (_, series) = await _service.GetAsync($"v1/{string.Join('/', names[0].Split('/')[..^1])}");
        return data["timeSeriesData"]!.AsArray().ToDictionary(
            d => (string)series["tensorboardTimeSeries"]!.AsArray().Single(s => ((string)s!["name"]!).EndsWith($"/{d!["tensorboardTimeSeriesId"]}", StringComparison.Ordinal))!["displayName"]!,
            d => d!["values"]!.AsArray().Select(p => (int.Parse((string)p!["step"]!, null), (double?)p["scalar"]!["value"] ?? 0)).ToList());
    }

    static string RunsOf(JsonObject job, JsonObject context) =>
        $"{context["metadata"]!["backing_tensorboard_resource"]}/experiments/{((string)job["experiment"]!).Split('/')[^1]}/runs";
}
