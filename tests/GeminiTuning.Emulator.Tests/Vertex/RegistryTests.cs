using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests.Vertex;

public sealed class RegistryTests : IAsyncLifetime
{
    readonly Service _service = Service.Start();
    readonly VertexClient _client;
    JsonObject _job = [];

    public RegistryTests() => _client = new VertexClient(_service);

    string Model => ((string)_job["tunedModel"]!["model"]!).Split('@')[0];

    string Endpoint => (string)_job["tunedModel"]!["endpoint"]!;

    public async ValueTask InitializeAsync()
    {
        await _client.UploadAsync(VertexClient.Lines(VertexClient.Numbers));
        _job = await _client.TuneAsync(VertexClient.Job(epochs: 2));
    }

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task A_model_names_its_checkpoints_and_where_it_is_deployed()
    {
        foreach (var name in new[] { Model, $"{Model}@1", $"{Model}@default" })
        {
            var (status, model) = await _service.GetAsync($"v1/{name}");
            Assert.Equal((200, Model, "1", "2"), (status, (string)model["name"]!, (string)model["versionId"]!, (string)model["defaultCheckpointId"]!));
            Assert.Equal(2, model["deployedModels"]!.AsArray().Count);
        }

        Assert.Equal(404, (await _service.GetAsync($"v1/{Model}@2")).Status);
        Assert.Equal(404, (await _service.GetAsync($"v1/{Model}0")).Status);
        var (_, list) = await _client.GetAsync("models?filter=labels.tune-type:*");
        Assert.Equal(Model, (string)Assert.Single(list["models"]!.AsArray())!["name"]!);
    }

    [Fact]
    public async Task A_models_name_is_no_endpoint()
    {
        var (status, json) = await _service.PostAsync($"v1/{Model}:generateContent", Service.Prompt("1"));
        Assert.Equal(400, status);
        Assert.Equal(
            $"The Model name {Model} is malformed and it should be in form of projects/{{project}}/locations/{{location}}/publishers/google/models/{{model}}",
            json.Message());
    }

    [Fact]
    public async Task What_is_deployed_cannot_be_deleted_and_what_is_not_can()
    {
        var (status, refused) = await _service.DeleteAsync($"v1/{Model}");
        Assert.Equal((400, "FAILED_PRECONDITION"), (status, refused.Status()));
        Assert.Contains(Endpoint, refused.Message(), StringComparison.Ordinal);
        var (_, list) = await _client.GetAsync("endpoints");
        foreach (var endpoint in list["endpoints"]!.AsArray())
        {
            var name = (string)endpoint!["name"]!;
            (status, refused) = await _service.DeleteAsync($"v1/{name}");
            Assert.Equal((400, "FAILED_PRECONDITION"), (status, refused.Status()));

            var id = endpoint["deployedModels"]![0]!["id"]!.DeepClone();
            Assert.Equal(404, (await _service.PostAsync($"v1/{name}:undeployModel", new JsonObject { ["deployedModelId"] = "1" })).Status);
            await DoneAsync(await _service.PostAsync($"v1/{name}:undeployModel", new JsonObject { ["deployedModelId"] = id }), "UndeployModelResponse");
            (status, refused) = await _service.PostAsync($"v1/{name}:generateContent", Service.Prompt("1"));
            Assert.Equal((400, "FAILED_PRECONDITION"), (status, refused.Status()));
            await DoneAsync(await _service.DeleteAsync($"v1/{name}"), "google.protobuf.Empty");
            Assert.Equal(404, (await _service.GetAsync($"v1/{name}")).Status);
        }

        await DoneAsync(await _service.DeleteAsync($"v1/{Model}"), "google.protobuf.Empty");
        Assert.Equal(404, (await _service.GetAsync($"v1/{Model}")).Status);
        Assert.Equal(Endpoint, (string)(await _client.PollAsync(_job))["tunedModel"]!["endpoint"]!);
    }

    [Fact]
    public async Task An_endpoint_streams_as_the_other_service_does()
    {
        using var response = await _service.SendAsync(HttpMethod.Post, $"v1beta1/{Endpoint}:streamGenerateContent?alt=sse", Service.Prompt("twenty two").ToJsonString());
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("data: {", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var array = await _service.SendAsync(HttpMethod.Post, $"v1beta1/{Endpoint}:streamGenerateContent", Service.Prompt("twenty two").ToJsonString());
        Assert.NotEmpty(JsonNode.Parse(await array.Content.ReadAsStringAsync())!.AsArray());
    }

    [Theory]
    [InlineData("""{"contents": [{"parts": [{"text": "x"}]}]}""", 400, "Please use a valid role: user, model.")]
    [InlineData("""{"contents": []}""", 400, "contents is not specified")]
    [InlineData("""{"contents": {"role": "user", "parts": {"text": "x"}}, "systemInstruction": {"parts": [{"text": "y"}]}, "generationConfig": {"topK": 40.0}, "labels": {"a": "b"}}""", 200, "")]
    [InlineData("""{"contents": {"role": "user", "parts": {"text": "x"}}, "generationConfig": {"topK": 0.5}}""", 400, "top_k")]
    [InlineData("""{"contents": {"role": "user", "parts": {"text": "x"}}, "generationConfig": {"topK": "Infinity"}}""", 400, "top_k")]
    [InlineData("""{"contents": {"role": "user", "parts": {"text": "x"}}, "nonsense": 1}""", 400, "Cannot find field")]
    public async Task What_is_asked_follows_the_services_rules(string body, int status, string words)
    {
        var (code, json) = await _service.PostAsync($"v1/{Endpoint}:generateContent", JsonNode.Parse(body));
        Assert.Equal(status, code);
        Assert.Contains(words, json.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("projects/p/locations/global/publishers/google/models/gemini-2.5-flash", 200)]
    [InlineData("publishers/google/models/gemini-2.5-pro", 200)]
    [InlineData("projects/p/locations/global/publishers/google/models/gemini-9", 404)]
    public async Task A_base_model_says_that_it_has_not_been_taught(string model, int status)
    {
        var (code, json) = await _service.PostAsync($"v1/{model}:generateContent", Service.Prompt("1"));
        Assert.Equal(status, code);
        Assert.Contains(status == 200 ? "has not been taught" : "was not found", json.ToJsonString(), StringComparison.Ordinal);
    }

    async Task DoneAsync((int Status, JsonObject Operation) answer, string type)
    {
        Assert.True(answer.Status == 200, answer.Operation.ToJsonString());
        Assert.Null(answer.Operation["done"]);
        Assert.Matches(@"^projects/my-project/locations/us-central1/operations/\d+$", (string)answer.Operation["name"]!);
        var (_, done) = await _service.GetAsync($"v1/{answer.Operation["name"]}");
        Assert.Equal(done.ToJsonString(), (await _service.GetAsync($"ui/{answer.Operation["name"]}")).Json.ToJsonString());
        Assert.True((bool)done["done"]!);
        Assert.EndsWith(type, (string)done["response"]!["@type"]!, StringComparison.Ordinal);
    }
}
