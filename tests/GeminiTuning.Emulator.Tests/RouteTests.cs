using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests;

public sealed class RouteTests : IAsyncLifetime
{
    readonly Service _service = Service.Start();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "v1beta")]
    [InlineData("GET", "v2/models")]
    [InlineData("GET", "v1beta/corpora")]
    [InlineData("PUT", "v1beta/tunedModels/x")]
    [InlineData("POST", "v1beta/tunedModels/x")]
    [InlineData("POST", "v1beta/tunedModels/x:explode")]
    [InlineData("GET", "v1beta/tunedModels/x:generateContent")]
    [InlineData("GET", "v1beta/tunedModels/x/y/z/w")]
    [InlineData("TRACE", "v1beta/tunedModels")]
    public async Task What_is_not_served_is_not_found(string method, string path)
    {
        var (status, json) = await _service.CallAsync(new HttpMethod(method), path);
        Assert.Equal((404, "NOT_FOUND", "Method not found."), (status, json.Status(), json.Message()));
    }

    [Theory]
    [InlineData("v1beta/tunedModels/..%2F..%2Fetc")]
    [InlineData("v1beta/tunedModels/%00")]
    [InlineData("v1beta/tunedModels/a%20b")]
    public async Task A_strange_name_is_a_model_that_is_not_there(string path) =>
        Assert.Equal(404, (await _service.GetAsync(path)).Status);

    [Fact]
    public async Task Each_answer_has_an_id_which_its_error_repeats()
    {
        using var response = await _service.SendAsync(HttpMethod.Get, "v1beta/tunedModels/x");
        var id = response.Headers.GetValues("X-Request-Id").Single();
        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(
            $$"""{"@type":"type.googleapis.com/google.rpc.RequestInfo","requestId":"{{id}}"}""",
            json["error"]!["details"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task HEAD_is_GET_without_the_body()
    {
        using var response = await _service.SendAsync(HttpMethod.Head, "v1beta/models");
        Assert.Equal(200, (int)response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 0);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task OPTIONS_says_what_can_be_done()
    {
        using var response = await _service.SendAsync(HttpMethod.Options, "v1beta/tunedModels/x");
        Assert.Equal(204, (int)response.StatusCode);
        Assert.Equal("GET, PATCH, DELETE, OPTIONS", string.Join(", ", response.Content.Headers.Allow));
    }

    [Fact]
    public async Task One_base_model_can_be_tuned_and_another_cannot()
    {
        var (_, list) = await _service.GetAsync("v1beta/models");
        var tunable = ((JsonArray)list["models"]!).Where(CanBeTuned).ToList();
        Assert.Equal(Service.Base, (string)Assert.Single(tunable)!["name"]!);
        Assert.True(((JsonArray)list["models"]!).Count > 1);

        var (_, model) = await _service.GetAsync($"v1beta/{Service.Base}");
        Assert.Equal(tunable[0]!.ToJsonString(), model.ToJsonString());
        Assert.Equal(404, (await _service.GetAsync("v1beta/models/unknown")).Status);
    }

    [Fact]
    public async Task Base_models_come_in_pages()
    {
        var (_, first) = await _service.GetAsync("v1beta/models?pageSize=1");
        var (_, second) = await _service.GetAsync($"v1beta/models?pageSize=1&pageToken={first["nextPageToken"]}");
        Assert.NotEqual((string)first["models"]![0]!["name"]!, (string)second["models"]![0]!["name"]!);
    }

    static bool CanBeTuned(JsonNode? model) =>
        ((JsonArray)model!["supportedGenerationMethods"]!).Any(m => (string)m! == "createTunedModel");
}
