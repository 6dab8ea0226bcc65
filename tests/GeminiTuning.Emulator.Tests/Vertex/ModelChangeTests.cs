using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests.Vertex;

/// <summary>Changes of models, their checkpoints, and the order and fields of lists.</summary>
public sealed class ModelChangeTests : IAsyncLifetime
{
    readonly Service _service = Service.Start();
    readonly VertexClient _client;

    public ModelChangeTests() => _client = new VertexClient(_service);

    public async ValueTask InitializeAsync() => await _client.UploadAsync(VertexClient.Lines(VertexClient.Numbers));

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task The_default_checkpoint_can_be_chosen()
    {
        var job = await TuneAsync("mine");
        var model = (string)job["tunedModel"]!["model"]!;
        var (status, changed) = await PatchAsync($"{model}?updateMask=defaultCheckpointId", """{"defaultCheckpointId": "2"}""");
        Assert.Equal((200, "2"), (status, (string)changed["defaultCheckpointId"]!));
        Assert.Equal("2", (string)(await _service.GetAsync($"v1/{model}")).Json["defaultCheckpointId"]!);

        var after = (await _service.GetAsync($"v1/{job["name"]}")).Json["tunedModel"]!;
        Assert.Equal((string)after["checkpoints"]![1]!["endpoint"]!, (string)after["endpoint"]!);
        Assert.NotEqual((string)job["tunedModel"]!["endpoint"]!, (string)after["endpoint"]!);
    }

    [Fact]
    public async Task What_the_mask_does_not_name_stays()
    {
        var model = (string)(await TuneAsync("mine"))["tunedModel"]!["model"]!;
        var (_, changed) = await PatchAsync(
            $"{model}?update_mask=display_name,labels", """{"display_name": "other", "description": "not this", "labels": {"team": "a"}}""");
        Assert.Equal("other", (string)changed["displayName"]!);
        Assert.Null(changed["description"]);
        Assert.Equal("a", (string)changed["labels"]!["team"]!);
        Assert.NotNull(changed["labels"]!["google-vertex-llm-tuning-job-id"]);
    }

    [Fact]
    public async Task Without_a_mask_the_fields_of_the_body_are_changed()
    {
        var model = (string)(await TuneAsync("mine"))["tunedModel"]!["model"]!;
        var (_, changed) = await PatchAsync(model, """{"description": "d"}""");
        Assert.Equal(("mine", "d"), ((string)changed["displayName"]!, (string)changed["description"]!));
    }

    [Theory]
    [InlineData("?updateMask=versionAliases", "{}", 400, "'versionAliases' cannot be changed")]
    [InlineData("?updateMask=nonsense", "{}", 400, "no field 'nonsense'")]
    [InlineData("?updateMask=displayName", "{}", 400, "display_name is required")]
    [InlineData("?updateMask=defaultCheckpointId", """{"defaultCheckpointId": "99"}""", 400, "has no checkpoint 99")]
    public async Task An_invalid_change_is_refused(string query, string body, int status, string message)
    {
        var model = (string)(await TuneAsync("mine"))["tunedModel"]!["model"]!;
        var (answered, json) = await PatchAsync(model + query, body);
        Assert.Equal(status, answered);
        Assert.Contains(message, (string)json["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkpoints_are_listed_page_by_page()
    {
        var model = (string)(await TuneAsync("mine"))["tunedModel"]!["model"]!;
        List<string> ids = [];
        for (var token = ""; ids.Count < 10;)
        {
            var (_, page) = await _service.GetAsync($"v1/{model}:listCheckpoints?pageSize=2&pageToken={token}");
            ids.AddRange(page["checkpoints"]!.AsArray().Select(c => (string)c!["checkpointId"]!));
            if ((string?)page["nextPageToken"] is not { } next)
                break;
            token = next;
        }

        Assert.Equal(["1", "2", "3"], ids);
    }

    [Theory]
    [InlineData("display_name", "a,b,bb,c")]
    [InlineData("display_name desc", "c,bb,b,a")]
    [InlineData("createTime", "c,a,bb,b")]
    [InlineData("create_time desc", "b,bb,a,c")]
    [InlineData("", "b,bb,a,c")]
    public async Task Models_are_listed_in_the_order_that_is_asked_for(string order, string expected)
    {
        foreach (var name in new[] { "c", "a", "bb", "b" })
            await TuneAsync(name);
        List<string> names = [];
        for (var token = ""; names.Count < 10;)
        {
            var (status, page) = await _client.GetAsync($"models?pageSize=1&orderBy={Uri.EscapeDataString(order)}&pageToken={token}");
            Assert.Equal(200, status);
            names.AddRange(page["models"]!.AsArray().Select(m => (string)m!["displayName"]!));
            if ((string?)page["nextPageToken"] is not { } next)
                break;
            token = next;
        }

        Assert.Equal(expected.Split(','), names);
    }

    [Fact]
    public async Task A_list_has_the_fields_that_are_asked_for()
    {
        await TuneAsync("mine");
        var (_, models) = await _client.GetAsync("models?readMask=displayName,labels.tune-type");
        Assert.Equal("""{"displayName":"mine","labels":{"tune-type":"sft"}}""", models["models"]![0]!.ToJsonString());
        var (_, endpoints) = await _client.GetAsync("endpoints?read_mask=name&order_by=update_time");
        Assert.All(endpoints["endpoints"]!.AsArray(), e => Assert.Equal(["name"], e!.AsObject().Select(f => f.Key)));
    }

    [Theory]
    [InlineData("models?orderBy=size", "Invalid order_by: 'size'")]
    [InlineData("models?readMask=nonsense", "no field 'nonsense'")]
    [InlineData("batchPredictionJobs?readMask=nonsense", "no field 'nonsense'")]
    public async Task An_unknown_order_or_field_is_named(string path, string message)
    {
        var (status, json) = await _client.GetAsync(path);
        Assert.Equal(400, status);
        Assert.Contains(message, (string)json["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publisher_models_are_listed_in_the_preview_version()
    {
        var (status, listed) = await _service.GetAsync("v1beta1/publishers/google/models?pageSize=2");
        Assert.Equal(200, status);
        Assert.Equal(2, listed["publisherModels"]!.AsArray().Count);
        var (_, one) = await _service.GetAsync("v1/publishers/google/models/gemini-2.5-flash");
        Assert.Equal("publishers/google/models/gemini-2.5-flash", (string)one["name"]!);
        Assert.Equal(404, (await _service.GetAsync("v1/publishers/google/models/unknown")).Status);
        Assert.Equal(404, (await _service.GetAsync("v1/publishers/google/models")).Status);
        Assert.Equal(400, (await _service.GetAsync("v1beta1/publishers/google/models?orderBy=name")).Status);
    }

    [Fact]
    public async Task Tokens_are_counted_at_endpoints_and_by_base_models()
    {
        var endpoint = (string)(await TuneAsync("mine"))["tunedModel"]!["endpoint"]!;
        foreach (var path in new[] { $"v1/{endpoint}", $"v1beta1/{VertexClient.Parent}/publishers/google/models/gemini-2.5-flash" })
        {
            var (status, json) = await _service.PostAsync($"{path}:countTokens", Service.Prompt("hello world"));
            Assert.Equal((200, 3, 10), (status, (int)json["totalTokens"]!, (int)json["totalBillableCharacters"]!));
            Assert.Equal(3, (int)json["promptTokensDetails"]![0]!["tokenCount"]!);
        }

        Assert.Equal(400, (await _service.PostAsync($"v1/{endpoint}:countTokens", new JsonObject { ["instances"] = new JsonArray(new JsonObject()) })).Status);
    }

    [Theory]
    [InlineData("flex", "ON_DEMAND_FLEX")]
    [InlineData("priority", "ON_DEMAND_PRIORITY")]
    [InlineData("standard", "ON_DEMAND")]
    public async Task The_answer_says_how_it_was_served(string tier, string traffic)
    {
        var body = Service.Prompt("1");
        body["serviceTier"] = tier;
        var (_, json) = await _service.PostAsync($"v1/{VertexClient.Parent}/publishers/google/models/gemini-2.5-flash:generateContent", body);
        Assert.Equal(traffic, (string)json["usageMetadata"]!["trafficType"]!);
    }

    async Task<JsonObject> TuneAsync(string name)
    {
        var body = VertexClient.Job(epochs: 3);
        body["tunedModelDisplayName"] = name;
        return await _client.EndedAsync(await _client.CreateAsync(body));
    }

    async Task<(int Status, JsonObject Json)> PatchAsync(string path, string body)
    {
        using var answer = await _service.SendAsync(HttpMethod.Patch, $"v1/{path}", body);
        return ((int)answer.StatusCode, (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }
}
