using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests.Vertex;

public sealed class ModelVersionTests : IAsyncLifetime
{
    readonly Service _service = Service.Start();
    readonly VertexClient _client;
    string _model = "";
    string _first = "";
    string _second = "";

    public ModelVersionTests() => _client = new VertexClient(_service);

    public async ValueTask InitializeAsync()
    {
        await _client.UploadAsync(VertexClient.Lines(VertexClient.Numbers));
        var tuned = (await _client.TuneAsync(VertexClient.Job(epochs: 2)))["tunedModel"]!;
        _model = ((string)tuned["model"]!).Split('@')[0];
        _first = (string)tuned["endpoint"]!;
        _second = (string)(await NextAsync())["endpoint"]!;
    }

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Versions_come_newest_first_each_under_its_own_name()
    {
        await NextAsync();
        List<JsonObject> versions = [];
        for (var token = ""; ;)
        {
            var (_, page) = await _service.GetAsync($"v1/{_model}:listVersions?pageSize=2&pageToken={token}");
            versions.AddRange(page["models"]!.AsArray().Select(m => (JsonObject)m!));
            if (page["nextPageToken"] is null)
                break;
            token = (string)page["nextPageToken"]!;
        }

        Assert.Equal([$"{_model}@3", $"{_model}@2", $"{_model}@1"], versions.Select(v => (string)v["name"]!));
        Assert.Equal(["3", "2", "1"], versions.Select(v => (string)v["versionId"]!));
        Assert.Equal(["""["default"]""", null, null], versions.Select(v => v["versionAliases"]?.ToJsonString()));
        Assert.Equal(_second, (string)Assert.Single(versions[1]["deployedModels"]!.AsArray())!["endpoint"]!);
        Assert.Equal(_model, (string)Assert.Single((await _client.GetAsync("models")).Json["models"]!.AsArray())!["name"]!);
    }

    [Fact]
    public async Task Versions_can_be_filtered()
    {
        var (_, model) = await _service.GetAsync($"v1/{_model}@1");
        var job = (string)model["labels"]!["google-vertex-llm-tuning-job-id"]!;
        Assert.Equal(["1"], await VersionsAsync($"?filter=labels.google-vertex-llm-tuning-job-id={job}"));
        Assert.Equal(["2", "1"], await VersionsAsync("?filter=labels.tune-type:*"));
        Assert.Empty(await VersionsAsync("?filter=labels.team:*"));
        Assert.Equal(400, (await _service.GetAsync($"v1/{_model}:listVersions?filter=nonsense")).Status);
    }

    [Fact]
    public async Task Any_name_of_the_model_lists_all_its_versions_and_another_lists_none()
    {
        foreach (var suffix in new[] { "@1", "@default", "%402" })
            Assert.Equal(2, (await _service.GetAsync($"v1/{_model}{suffix}:listVersions")).Json["models"]!.AsArray().Count);
        Assert.Equal(404, (await _service.GetAsync($"v1/{_model}@3:listVersions")).Status);
        var (status, json) = await _service.GetAsync($"v1/{_model}0:listVersions");
        Assert.Equal((404, "NOT_FOUND"), (status, json.Status()));
    }

    [Fact]
    public async Task A_version_that_is_deployed_stays_and_one_that_is_not_goes_alone()
    {
        var (status, refused) = await _service.DeleteAsync($"v1/{_model}@1:deleteVersion");
        Assert.Equal((400, "FAILED_PRECONDITION"), (status, refused.Status()));
        Assert.Contains(_first, refused.Message(), StringComparison.Ordinal);
        Assert.DoesNotContain(_second, refused.Message(), StringComparison.Ordinal);

        await _client.UndeployAsync($"{_model}@1");
        var (_, operation) = await _service.DeleteAsync($"v1/{_model}@1:deleteVersion");
        Assert.Null(operation["done"]);
        Assert.EndsWith(".v1.DeleteOperationMetadata", (string)operation["metadata"]!["@type"]!, StringComparison.Ordinal);
        var (_, done) = await _service.GetAsync($"v1/{operation["name"]}");
        Assert.True((bool)done["done"]!);
        Assert.Equal("type.googleapis.com/google.protobuf.Empty", (string)done["response"]!["@type"]!);

        Assert.Equal(404, (await _service.GetAsync($"v1/{_model}@1")).Status);
        Assert.Equal(404, (await _service.DeleteAsync($"v1/{_model}@1:deleteVersion")).Status);
        Assert.Equal(["2"], await VersionsAsync());
        await _client.AskAsync(_second, "seven");
    }

    [Fact]
    public async Task The_only_version_is_not_deleted_by_itself()
    {
        await _client.UndeployAsync($"{_model}@1");
        await _client.UndeployAsync($"{_model}@2");
        Assert.Equal(200, (await _service.DeleteAsync($"v1/{_model}@1:deleteVersion")).Status);
        var (status, refused) = await _service.DeleteAsync($"v1/{_model}@2:deleteVersion");
        Assert.Equal((400, "FAILED_PRECONDITION"), (status, refused.Status()));
        Assert.Contains("Use DeleteModel", refused.Message(), StringComparison.Ordinal);
        Assert.Equal(["2"], await VersionsAsync());
        Assert.Equal(200, (await _service.DeleteAsync($"v1/{_model}")).Status);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("@", 400)]
    [InlineData("@default", 400)]
    [InlineData("@1@1", 400)]
    [InlineData("@01", 404)]
    [InlineData("@3", 404)]
    [InlineData("0@1", 404)]
    public async Task A_delete_of_a_version_names_one_that_is_there(string suffix, int expected)
    {
        await _client.UndeployAsync($"{_model}@1");
        await _client.UndeployAsync($"{_model}@2");
        var (status, refused) = await _service.DeleteAsync($"v1/{_model}{suffix}:deleteVersion");
        Assert.Equal((expected, expected == 400 ? "FAILED_PRECONDITION" : "NOT_FOUND"), (status, refused.Status()));
        Assert.Contains($"{_model}{suffix}", refused.Message(), StringComparison.Ordinal);
        Assert.Equal(["2", "1"], await VersionsAsync());
    }

    [Fact]
    public async Task Without_the_latest_version_the_one_before_is_the_default_and_its_number_is_not_given_again()
    {
        await _client.UndeployAsync($"{_model}@2");
        Assert.Equal(200, (await _service.DeleteAsync($"v1/{_model}@2:deleteVersion")).Status);
        var (_, model) = await _service.GetAsync($"v1/{_model}");
        Assert.Equal(("1", """["default"]"""), ((string)model["versionId"]!, model["versionAliases"]!.ToJsonString()));

        Assert.Equal($"{_model}@3", (string)(await NextAsync())["model"]!);
        Assert.Equal(["3", "1"], await VersionsAsync());
    }

    [Fact]
    public async Task Of_two_deletes_at_once_one_version_is_left()
    {
        await _client.UndeployAsync($"{_model}@1");
        await _client.UndeployAsync($"{_model}@2");
        var answers = await Task.WhenAll(Enumerable.Range(1, 2).Select(v => _service.DeleteAsync($"v1/{_model}@{v}:deleteVersion")));
        Assert.Equal([200, 400], answers.Select(a => a.Status).Order());
        Assert.Single(await VersionsAsync());
    }

    [Fact]
    public async Task A_model_goes_with_all_its_versions_and_not_while_one_of_them_is_deployed()
    {
        await _client.UndeployAsync($"{_model}@1");
        var (status, refused) = await _service.DeleteAsync($"v1/{_model}");
        Assert.Equal((400, "FAILED_PRECONDITION"), (status, refused.Status()));
        Assert.Contains(_second, refused.Message(), StringComparison.Ordinal);
        Assert.Equal(["2", "1"], await VersionsAsync());

        await _client.UndeployAsync($"{_model}@2");
        Assert.Equal(200, (await _service.DeleteAsync($"v1/{_model}")).Status);
        foreach (var name in new[] { _model, $"{_model}@1", $"{_model}@2", $"{_model}:listVersions" })
            Assert.Equal(404, (await _service.GetAsync($"v1/{name}")).Status);
        Assert.Empty((await _client.GetAsync("models")).Json);
    }

    [Fact]
    public async Task A_model_stays_while_a_version_that_is_not_the_default_one_is_deployed()
    {
        await _client.UndeployAsync($"{_model}@2");
        var (status, refused) = await _service.DeleteAsync($"v1/{_model}");
        Assert.Equal((400, "FAILED_PRECONDITION"), (status, refused.Status()));
        Assert.Contains(_first, refused.Message(), StringComparison.Ordinal);
        Assert.Equal(["2", "1"], await VersionsAsync());
    }

    async Task<JsonObject> NextAsync() => (JsonObject)(await _client.TuneNextAsync(_model, VertexClient.Job(epochs: 1)))["tunedModel"]!;

    async Task<IEnumerable<string>> VersionsAsync(string query = "")
    {
        var (status, list) = await _service.GetAsync($"v1/{_model}:listVersions{query}");
        Assert.True(status == 200, list.ToJsonString());
        return (list["models"] as JsonArray ?? []).Select(m => (string)m!["versionId"]!);
    }
}
