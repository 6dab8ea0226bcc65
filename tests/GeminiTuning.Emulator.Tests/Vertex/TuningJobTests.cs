using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests.Vertex;

public sealed class TuningJobTests : IAsyncLifetime
{
    readonly Service _service = Service.Start();
    readonly VertexClient _client;

    public TuningJobTests() => _client = new VertexClient(_service);

    public async ValueTask InitializeAsync() => await _client.UploadAsync(VertexClient.Lines(VertexClient.Numbers));

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task The_first_answer_is_a_job_that_waits_and_has_no_model()
    {
        var job = await _client.CreateAsync();
        Assert.Matches(@"^projects/my-project/locations/us-central1/tuningJobs/\d{19}$", (string)job["name"]!);
        Assert.Equal("JOB_STATE_PENDING", (string)job["state"]!);
        Assert.All(["tunedModel", "startTime", "endTime", "error", "tuningDataStats", "tuningJobMetadata", "labels"], f => Assert.Null(job[f]));
        Assert.Equal("""{"epochCount":"5","learningRateMultiplier":1}""", job["supervisedTuningSpec"]!["hyperParameters"]!.ToJsonString());
    }

    [Fact]
    public async Task A_finished_job_says_what_it_has_read_and_where_its_model_is_asked()
    {
        var job = await _client.TuneAsync();
        var stats = job["tuningDataStats"]!["supervisedTuningDataStats"]!;
        Assert.Equal(("10", "50"), ((string)stats["tuningDatasetExampleCount"]!, (string)stats["tuningStepCount"]!));
        Assert.True(long.Parse((string)stats["totalBillableTokenCount"]!, null) > 0);
        Assert.Equal(2, (double)stats["userMessagePerExampleDistribution"]!["mean"]!);
        Assert.Equal(("20", "50"), ((string)job["tuningJobMetadata"]!["completedEpochCount"]!, (string)job["tuningJobMetadata"]!["completedStepCount"]!));
        Assert.Matches(@"^projects/my-project/locations/us-central1/models/\d{19}@1$", (string)job["tunedModel"]!["model"]!);
        Assert.NotNull(job["endTime"]);
        Assert.Null(job["tuningJobState"]);
        Assert.Equal("twenty three", await _client.AskAsync((string)job["tunedModel"]!["endpoint"]!, "twenty two"));
    }

    [Fact]
    public async Task Each_epoch_is_a_checkpoint_that_answers_as_it_had_learned_by_then()
    {
        // At a low rate, not all is known after the first epoch.
        await _client.UploadAsync(VertexClient.Lines([.. Enumerable.Range(0, 12).Select(i => ($"question {i}", $"answer {i}"))]));
        var job = await _client.TuneAsync(VertexClient.Job(epochs: 6, multiplier: 0.05));
        var checkpoints = (JsonArray)job["tunedModel"]!["checkpoints"]!;
        Assert.Equal(["1", "2", "3", "4", "5", "6"], checkpoints.Select(c => (string)c!["checkpointId"]!));
        Assert.Equal(["1", "2", "3", "4", "5", "6"], checkpoints.Select(c => (string)c!["epoch"]!));
        Assert.Equal(["3", "6", "9", "12", "15", "18"], checkpoints.Select(c => (string)c!["step"]!));
        Assert.Equal((string)job["tunedModel"]!["endpoint"]!, (string)checkpoints[^1]!["endpoint"]!);
        Assert.Equal(6, checkpoints.Select(c => (string)c!["endpoint"]!).Distinct().Count());

        var known = new List<int>();
        foreach (var checkpoint in checkpoints)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => _client.AskAsync((string)checkpoint!["endpoint"]!, $"question {i}")));
            known.Add(answers.Where((a, i) => a == $"answer {i}").Count());
        }

        Assert.True(known[0] < known[^1], string.Join(", ", known));
    }

    [Theory]
    [InlineData(1, false, "1")]
    [InlineData(10, false, "1,2,3,4,5,6,7,8,9,10")]
    [InlineData(20, false, "2,4,6,8,10,12,14,16,18,20")]
    [InlineData(25, true, "")]
    public async Task Of_many_epochs_ten_checkpoints_are_kept_or_the_last_alone(int epochs, bool lastOnly, string kept)
    {
        var body = VertexClient.Job(epochs);
        body["supervisedTuningSpec"]!["exportLastCheckpointOnly"] = lastOnly;
        var tuned = (await _client.TuneAsync(body))["tunedModel"]!;
        Assert.Equal(kept, string.Join(',', ((JsonArray?)tuned["checkpoints"] ?? []).Select(c => (string)c!["epoch"]!)));
        Assert.NotNull(tuned["endpoint"]);
    }

    [Fact]
    public async Task A_tuning_goes_on_from_a_tuned_model_and_makes_its_next_version()
    {
        var first = (string)(await _client.TuneAsync())["tunedModel"]!["model"]!;
        await _client.UploadAsync(VertexClient.Lines(("red", "rouge"), ("blue", "bleu")), "gs://my-bucket/more.jsonl");

        var body = VertexClient.Job(epochs: 20, uri: "gs://my-bucket/more.jsonl");
        body.Remove("baseModel");
        body["preTunedModel"] = new JsonObject { ["tunedModelName"] = first, ["checkpointId"] = "10" };
        var next = await _client.TuneAsync(body);
        Assert.Equal($"{first.Split('@')[0]}@2", (string)next["tunedModel"]!["model"]!);
        Assert.Equal(VertexClient.Base, (string)next["preTunedModel"]!["baseModel"]!);
        Assert.Null(next["baseModel"]);
        var endpoint = (string)next["tunedModel"]!["endpoint"]!;
        Assert.Equal("rouge", await _client.AskAsync(endpoint, "red"));
        Assert.Equal("twenty three", await _client.AskAsync(endpoint, "twenty two"));

        body = (JsonObject)body.DeepClone();
        body["tunedModelDisplayName"] = "another name";
        body["preTunedModel"] = new JsonObject { ["tunedModelName"] = first.Split('@')[0] };
        var other = (string)(await _client.TuneAsync(body))["tunedModel"]!["model"]!;
        Assert.EndsWith("@1", other, StringComparison.Ordinal);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task Lines_that_are_no_examples_end_the_job_which_names_them_all()
    {
        await _client.UploadAsync(string.Join('\n',
            VertexClient.Line("1", "2"),
            "{",
            """{"contents": [{"role": "user", "parts": [{"text": "x"}]}, {"role": "model", "parts": [{"functionCall": {"name": "f"}}]}]}""",
            """{"contents": [{"role": "assistant", "parts": [{"text": "x"}]}]}""",
            """{"contents": [{"role": "user", "parts": [{"text": "x"}]}]}""",
            """{"textInput": "x", "output": "y"}"""));
        var job = await _client.EndedAsync(await _client.CreateAsync());
        Assert.Equal(("JOB_STATE_FAILED", 3), ((string)job["state"]!, (int)job["error"]!["code"]!));
        var message = (string)job["error"]!["message"]!;
        Assert.All(Enumerable.Range(2, 5), n => Assert.Contains($"Dataset example {n} of 6 ", message, StringComparison.Ordinal));
        Assert.Contains("Dataset example 3 of 6 contains an unsupported modality [functionCall]", message, StringComparison.Ordinal);
        Assert.DoesNotContain("example 1 of", message, StringComparison.Ordinal);
        Assert.Null(job["tunedModel"]);
    }

    [Theory]
    [InlineData("gs://my-bucket/missing.jsonl", 5, "not found")]
    [InlineData("gs://my-bucket/empty.jsonl", 3, "no example")]
    [InlineData("gs://my-bucket/bytes.jsonl", 3, "not valid UTF-8")]
    public async Task A_dataset_that_cannot_be_read_ends_the_job(string uri, int code, string words)
    {
        await _client.UploadAsync("\n\n", "gs://my-bucket/empty.jsonl");
        using var bytes = new ByteArrayContent([0xFF, 0xFE, 0xC0]);
        using var client = new HttpClient { BaseAddress = _service.Emulator.Endpoint };
        (await client.PostAsync("upload/storage/v1/b/my-bucket/o?uploadType=media&name=bytes.jsonl", bytes)).Dispose();

        var job = await _client.EndedAsync(await _client.CreateAsync(VertexClient.Job(uri: uri)));
        Assert.Equal(("JOB_STATE_FAILED", code), ((string)job["state"]!, (int)job["error"]!["code"]!));
        Assert.Contains(words, (string)job["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_example_that_is_too_long_is_left_out_and_counted()
    {
        await _client.UploadAsync(VertexClient.Line("1", "2") + "\n" + VertexClient.Line(new string('x', 524_288), "y") + "\n" + VertexClient.Line("3", "4"));
        var stats = (await _client.TuneAsync(VertexClient.Job()))["tuningDataStats"]!["supervisedTuningDataStats"]!;
        Assert.Equal(("2", "1"), ((string)stats["tuningDatasetExampleCount"]!, (string)stats["totalTruncatedExampleCount"]!));
        Assert.Equal("""["2"]""", stats["truncatedExampleIndices"]!.ToJsonString());
        Assert.Contains("more than 131072", (string)stats["droppedExampleReasons"]![0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_turn_of_the_model_is_learned_but_for_those_without_weight()
    {
        await _client.UploadAsync("""
            {"system_instruction": {"parts": [{"text": "Count."}]}, "contents": [{"role": "user", "parts": [{"text": "one"}]}, {"role": "model", "parts": [{"text": "two"}]}, {"role": "user", "parts": [{"text": "ten"}]}, {"role": "model", "parts": [{"text": "eleven"}]}, {"role": "user", "parts": [{"text": "x"}]}, {"role": "model", "parts": [{"text": "never"}], "weight": 0}]}
            """.Trim());
        var endpoint = (string)(await _client.TuneAsync(VertexClient.Job(epochs: 20)))["tunedModel"]!["endpoint"]!;
        Assert.Equal("two", await _client.AskAsync(endpoint, "one"));
        Assert.Equal("eleven", await _client.AskAsync(endpoint, "ten"));
        Assert.NotEqual("never", await _client.AskAsync(endpoint, "x"));
    }

    [Theory]
    [InlineData("""{"baseModel": "gemini-1.0-ultra"}""", "tuning_job.base_model")]
    [InlineData("""{"baseModel": "gemini-2.5-flash-image"}""", "tuning_job.base_model")]
    [InlineData("""{"baseModel": null}""", "tuning_job.base_model")]
    [InlineData("""{"supervisedTuningSpec": null}""", "tuning_job.supervised_tuning_spec")]
    [InlineData("""{"supervisedTuningSpec": {}}""", "tuning_job.supervised_tuning_spec.training_dataset_uri")]
    [InlineData("""{"supervisedTuningSpec": {"trainingDatasetUri": "https://x/y.jsonl"}}""", "tuning_job.supervised_tuning_spec.training_dataset_uri")]
    [InlineData("""{"supervisedTuningSpec": {"trainingDatasetUri": "gs://my-bucket/x.csv"}}""", "tuning_job.supervised_tuning_spec.training_dataset_uri")]
    [InlineData("""{"supervisedTuningSpec": {"trainingDatasetUri": "gs://my-bucket/x.jsonl", "hyperParameters": {"epochCount": "-1"}}}""", "tuning_job.supervised_tuning_spec.hyper_parameters.epoch_count")]
    [InlineData("""{"supervisedTuningSpec": {"trainingDatasetUri": "gs://my-bucket/x.jsonl", "hyperParameters": {"learningRateMultiplier": "NaN"}}}""", "tuning_job.supervised_tuning_spec.hyper_parameters.learning_rate_multiplier")]
    public async Task What_is_wrong_is_listed_with_its_field(string change, string field)
    {
        var body = VertexClient.Job();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
            body[name] = value?.DeepClone();
        var (status, json) = await _client.PostAsync("tuningJobs", body);
        Assert.Equal((400, "INVALID_ARGUMENT"), (status, json.Status()));
        Assert.StartsWith("List of found errors:\t1.Field: tuning_job.", json.Message(), StringComparison.Ordinal);
        Assert.Contains(field, json.Fields());
    }

    [Fact]
    public async Task Names_are_checked_and_adapters_fit_their_models()
    {
        var body = VertexClient.Job();
        body["tunedModelDisplayName"] = new string('x', 129);
        Assert.Contains("tuning_job.tuned_model_display_name", (await _client.PostAsync("tuningJobs", body)).Json.Fields());

        body = VertexClient.Job();
        body["baseModel"] = "gemini-2.5-pro";
        body["supervisedTuningSpec"]!["hyperParameters"]!["adapterSize"] = "ADAPTER_SIZE_SIXTEEN";
        var (status, json) = await _client.PostAsync("tuningJobs", body);
        Assert.Equal((400, "The adapter size is not supported for this base model."), (status, json.Message()));
        body["supervisedTuningSpec"]!["hyperParameters"]!["adapterSize"] = 3;
        Assert.Equal("ADAPTER_SIZE_EIGHT", (string)(await _client.CreateAsync(body))["supervisedTuningSpec"]!["hyperParameters"]!["adapterSize"]!);
    }

    [Theory]
    [InlineData("projects/UPPER/locations/us-central1", 400)]
    [InlineData("projects/12345/locations/europe-west4", 200)]
    [InlineData("projects/a.example:b/locations/global", 200)]
    [InlineData("projects/p/locations/-", 400)]
    public async Task Every_project_and_region_with_a_valid_name_is_there(string parent, int status) =>
        Assert.Equal(status, (await _service.GetAsync($"v1beta1/{parent}/tuningJobs")).Status);

    [Fact]
    public async Task Lists_come_in_pages_newest_first_and_can_be_filtered()
    {
        List<string> names = [];
        for (var i = 0; i < 5; i++)
        {
            var body = VertexClient.Job(epochs: 1);
            body["tunedModelDisplayName"] = $"model {i % 2}";
            body["labels"] = new JsonObject { ["team"] = i < 3 ? "red" : "blue" };
            names.Insert(0, (string)(await _client.EndedAsync(await _client.CreateAsync(body)))["name"]!);
        }

        List<string> paged = [];
        for (var token = ""; ;)
        {
            var (_, page) = await _client.GetAsync($"tuningJobs?pageSize=2&pageToken={token}");
            paged.AddRange(page["tuningJobs"]!.AsArray().Select(j => (string)j!["name"]!));
            if (page["nextPageToken"] is null)
                break;
            token = (string)page["nextPageToken"]!;
        }

        Assert.Equal(names, paged);
        Assert.Equal(2, await CountAsync("tuned_model_display_name=\"model 1\""));
        Assert.Equal(3, await CountAsync("NOT tuned_model_display_name=\"model 1\""));
        Assert.Equal(3, await CountAsync("labels.team=red"));
        Assert.Equal(5, await CountAsync("labels.team:*"));
        Assert.Equal(0, await CountAsync("labels.other:*"));
        Assert.Equal(1, await CountAsync("labels.team=red AND tunedModelDisplayName:1"));
        Assert.Equal(5, await CountAsync("labels.team=red OR labels.team=blue"));
        Assert.Equal(5, await CountAsync("state=JOB_STATE_SUCCEEDED create_time>\"2020-01-01T00:00:00Z\""));
        Assert.Equal(0, await CountAsync("create_time<\"2020-01-01T00:00:00Z\""));
        Assert.Equal(400, (await _client.GetAsync("tuningJobs?filter=nonsense")).Status);
        Assert.Equal(400, (await _client.GetAsync("tuningJobs?filter=unknown%3D1")).Status);
        Assert.Empty((await new VertexClient(_service, "projects/other/locations/us-central1").GetAsync("tuningJobs")).Json);
    }

    [Fact]
    public async Task Both_spellings_are_taken_and_one_is_given()
    {
        var (status, job) = await _service.PostAsync($"v1beta1/{VertexClient.Parent}/tuningJobs", JsonNode.Parse("""
            {"base_model": "gemini-2.5-flash", "tuned_model_display_name": "x", "labels": {"a_b": "c"}, "service_account": "s@x.example",
             "encryption_spec": {"kms_key_name": "k"}, "description": "d",
             "supervised_tuning_spec": {"training_dataset_uri": "gs://my-bucket/train.jsonl", "hyper_parameters": {"epoch_count": 1}}}
            """));
        Assert.Equal(200, status);
        Assert.Equal(("x", "d", "k"), ((string)job["tunedModelDisplayName"]!, (string)job["description"]!, (string)job["encryptionSpec"]!["kmsKeyName"]!));
        Assert.Equal(("c", "s@x.example", "1"), ((string)job["labels"]!["a_b"]!, (string)job["serviceAccount"]!, (string)job["supervisedTuningSpec"]!["hyperParameters"]!["epochCount"]!));
    }

    async Task<int> CountAsync(string filter)
    {
        var (status, json) = await _client.GetAsync($"tuningJobs?filter={Uri.EscapeDataString(filter)}");
        Assert.True(status == 200, json.ToJsonString());
        return (json["tuningJobs"] as JsonArray)?.Count ?? 0;
    }
}
