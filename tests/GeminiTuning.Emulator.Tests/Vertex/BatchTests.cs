using System.Text.Json.Nodes;
using GeminiTuning.Testing;

namespace GeminiTuning.Emulator.Tests.Vertex;

public sealed class BatchTests : IAsyncLifetime
{
    const string Input = "gs://my-bucket/prompts.jsonl";

    readonly Service _service = Service.Start();
    readonly VertexClient _client;

    public BatchTests() => _client = new VertexClient(_service);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    /// <summary>The body of a create that is right.</summary>
    public static JsonObject Batch(string model = "publishers/google/models/gemini-2.5-flash", string input = Input) => new()
    {
        ["displayName"] = "my batch",
        ["model"] = model,
        ["inputConfig"] = new JsonObject { ["instancesFormat"] = "jsonl", ["gcsSource"] = new JsonObject { ["uris"] = new JsonArray(input) } },
        ["outputConfig"] = new JsonObject
        {
            ["predictionsFormat"] = "jsonl",
            ["gcsDestination"] = new JsonObject { ["outputUriPrefix"] = "gs://my-bucket/answers/" },
        },
    };

    static string Prompt(string text, string more = "") => $$"""{"request": {{Service.Prompt(text).ToJsonString()}}{{more}}}""";

    [Fact]
    public async Task A_tuned_model_answers_each_line_and_says_what_is_wrong_with_the_others()
    {
        var model = (string)(await _client.TuneAsync())["tunedModel"]!["model"]!;
        await _client.UploadAsync(string.Join('\n',
            Prompt("twenty two", """, "key": "a", "extra": {"b": [1, 2.50]}"""),
            """{"request": {"contents": [{"parts": [{"text": "no role"}]}]}, "key": "b"}""",
            "",
            """{"key": "c"}""",
            """{"request": {"nonsense": 1}}""",
            Prompt("seven", """, "id": 7""")), Input);

        var job = await _client.EndedAsync(await _client.CreateAsync(Batch(model), "batchPredictionJobs"));
        Assert.Equal("JOB_STATE_SUCCEEDED", (string)job["state"]!);
        Assert.Equal("""{"successfulCount":"2","failedCount":"3"}""", job["completionStats"]!.ToJsonString());
        var directory = (string)job["outputInfo"]!["gcsOutputDirectory"]!;
        Assert.Matches(@"^gs://my-bucket/answers/prediction-model-\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$", directory);

        var rows = (await _client.DownloadAsync($"{directory}/predictions.jsonl")).TrimEnd('\n').Split('\n').Select(l => JsonNode.Parse(l)!).ToList();
        Assert.Equal(["twenty three", null, null, null, "eight"], rows.Select(r => (string?)r["response"]?["candidates"]?[0]!["content"]!["parts"]![0]!["text"]));
        Assert.Equal(["", "Bad", "Bad", "Bad", ""], rows.Select(r => ((string)r["status"]!).Split(' ')[0]));
        Assert.Contains("Please use a valid role: user, model.", (string)rows[1]["status"]!, StringComparison.Ordinal);
        Assert.Equal("""a,{"b":[1,2.50]}""", $"{rows[0]["key"]},{rows[0]["extra"]!.ToJsonString()}");
        Assert.Equal(("b", "c", 7), ((string)rows[1]["key"]!, (string)rows[2]["key"]!, (int)rows[4]["id"]!));
        Assert.All(rows, r => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$", (string)r["processed_time"]!));
        Assert.Equal("""{"nonsense":1}""", rows[3]["request"]!.ToJsonString());
    }

    [Fact]
    public async Task A_base_model_has_not_been_taught()
    {
        await _client.UploadAsync(Prompt("x"), Input);
        var job = await _client.EndedAsync(await _client.CreateAsync(Batch(), "batchPredictionJobs"));
        var text = await _client.DownloadAsync($"{job["outputInfo"]!["gcsOutputDirectory"]}/predictions.jsonl");
        Assert.Contains("has not been taught", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gs://my-bucket/missing.jsonl", 5, "missing.jsonl was not found")]
    [InlineData("gs://my-bucket/broken.jsonl", 3, "Line 2 of gs://my-bucket/broken.jsonl is no JSON")]
    public async Task An_input_that_cannot_be_read_ends_the_job(string input, int code, string words)
    {
        await _client.UploadAsync(Prompt("x") + "\n{\"request\": ", "gs://my-bucket/broken.jsonl");
        var job = await _client.EndedAsync(await _client.CreateAsync(Batch(input: input), "batchPredictionJobs"));
        Assert.Equal(("JOB_STATE_FAILED", code), ((string)job["state"]!, (int)job["error"]!["code"]!));
        Assert.Contains(words, (string)job["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("displayName", "", 400)]
    [InlineData("model", "", 400)]
    [InlineData("model", "projects/my-project/locations/us-central1/models/123", 404)]
    [InlineData("model", "projects/my-project/locations/us-central1/endpoints/123", 400)]
    [InlineData("inputConfig", "{}", 400)]
    [InlineData("outputConfig", "{}", 400)]
    public async Task What_is_wrong_is_refused(string field, string value, int status)
    {
        var body = Batch();
        body[field] = value == "{}" ? new JsonObject() : value;
        Assert.Equal(status, (await _client.PostAsync("batchPredictionJobs", body)).Status);
    }

    [Fact]
    public async Task A_batch_waits_runs_can_be_cancelled_and_is_deleted_when_it_has_ended()
    {
        var clock = new ManualTimeProvider();
        await using var service = Service.Start(new TuningEmulatorOptions { TimeProvider = clock, TuningDuration = TimeSpan.FromSeconds(10) });
        var client = new VertexClient(service);
        await client.UploadAsync(Prompt("x"), Input);

        foreach (var state in new[] { "JOB_STATE_PENDING", "JOB_STATE_RUNNING" })
        {
            var job = await client.CreateAsync(Batch(), "batchPredictionJobs");
            await clock.ArmedAsync();
            if (state == "JOB_STATE_RUNNING")
                clock.Advance(TimeSpan.FromSeconds(5));
            await client.UntilAsync(job, j => (string)j["state"]! == state && (state == "JOB_STATE_PENDING" || j["outputInfo"] is not null));
            var (status, json) = await service.DeleteAsync($"v1/{job["name"]}");
            Assert.Equal((400, "FAILED_PRECONDITION"), (status, json.Status()));

            Assert.Empty(await client.CancelAsync(job));
            var ended = await client.EndedAsync(job);
            Assert.Equal(("JOB_STATE_CANCELLED", 1), ((string)ended["state"]!, (int)ended["error"]!["code"]!));
            Assert.Equal(state == "JOB_STATE_RUNNING", ended["outputInfo"] is not null);
            (status, var operation) = await service.DeleteAsync($"v1/{job["name"]}");
            Assert.Equal(200, status);
            Assert.True((bool)(await service.GetAsync($"v1/{operation["name"]}")).Json["done"]!);
            Assert.Equal(404, (await service.GetAsync($"v1/{job["name"]}")).Status);
        }

        Assert.Empty((await client.GetAsync("batchPredictionJobs")).Json);
    }

    [Fact]
    public async Task Batches_are_listed()
    {
        await _client.UploadAsync(Prompt("x"), Input);
        var job = await _client.EndedAsync(await _client.CreateAsync(Batch(), "batchPredictionJobs"));
        foreach (var (filter, count) in new[] { ("display_name=\"my batch\"", 1), ("state=JOB_STATE_FAILED", 0) })
        {
            var (_, list) = await _client.GetAsync($"batchPredictionJobs?filter={Uri.EscapeDataString(filter)}");
            Assert.Equal(count, (list["batchPredictionJobs"] as JsonArray)?.Count ?? 0);
        }

        Assert.Equal(job.ToJsonString(), (await _client.PollAsync(job)).ToJsonString());
    }
}
