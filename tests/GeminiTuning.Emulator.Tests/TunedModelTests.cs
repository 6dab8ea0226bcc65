using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests;

public sealed class TunedModelTests : IAsyncLifetime
{
    readonly Service _service = Service.Start();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Theory]
    [InlineData("GET", "v1beta/tunedModels/x")]
    [InlineData("PATCH", "v1beta/tunedModels/x?updateMask=description")]
    [InlineData("DELETE", "v1beta/tunedModels/x")]
    [InlineData("POST", "v1beta/tunedModels/x:generateContent")]
    [InlineData("POST", "v1beta/tunedModels/x:streamGenerateContent")]
    [InlineData("GET", "v1beta/tunedModels/x/permissions")]
    [InlineData("GET", "v1/tunedModels/x/operations/y")]
    [InlineData("GET", "v1/tunedModels/x/operations")]
    public async Task A_model_that_is_not_there_is_not_found(string method, string path)
    {
        var (status, json) = await _service.CallAsync(new HttpMethod(method), path, method == "GET" ? null : "{}");
        Assert.Equal((404, "NOT_FOUND", "Tuned model tunedModels/x does not exist."), (status, json.Status(), json.Message()));
    }

    [Theory]
    [InlineData("", 10)]
    [InlineData("?pageSize=5", 5)]
    [InlineData("?page_size=5", 5)]
    [InlineData("?pageSize=5000", 12)]
    public async Task A_page_has_the_size_that_is_asked_for(string query, int expected)
    {
        await CreateManyAsync(12);
        var (_, list) = await _service.GetAsync($"v1beta/tunedModels{query}");
        Assert.Equal(expected, ((JsonArray)list["tunedModels"]!).Count);
        Assert.Equal(expected < 12, list.ContainsKey("nextPageToken"));
    }

    [Fact]
    public async Task Pages_hold_each_model_once_though_one_goes_meanwhile()
    {
        await CreateManyAsync(7);
        List<string> names = [];
        var token = "";
        do
        {
            var (_, page) = await _service.GetAsync($"v1beta/tunedModels?pageSize=2&pageToken={token}");
            names.AddRange(((JsonArray)page["tunedModels"]!).Select(m => (string)m!["name"]!));
            token = (string?)page["nextPageToken"] ?? "";
            if (names.Count == 2)
                await _service.DeleteAsync($"v1beta/{names[1]}");
        }
        while (token.Length > 0);

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"tunedModels/m{i}"), names);
    }

    [Theory]
    [InlineData("pageSize=-1")]
    [InlineData("pageSize=many")]
    [InlineData("pageToken=%21%21")]
    [InlineData("filter=owner:you")]
    public async Task A_page_that_makes_no_sense_is_refused(string query) =>
        Assert.Equal(400, (await _service.GetAsync($"v1beta/tunedModels?{query}")).Status);

    [Theory]
    [InlineData("", "m0 m1 m2")]
    [InlineData("FIRST", "m0")]
    [InlineData("second", "m1 m2")]
    [InlineData("second third", "m2")]
    [InlineData("\"second third\"", "")]
    [InlineData("owner:me", "m0 m1")]
    [InlineData("writers:me", "m2")]
    [InlineData("readers:me", "")]
    [InlineData("readers:everyone", "m1")]
    [InlineData("owner:me second", "m1")]
    public async Task A_filter_takes_words_and_roles(string filter, string expected)
    {
        await CreateManyAsync(3, (i, t) => (t["displayName"], t["description"]) = (i == 2 ? "third" : null, i == 0 ? "the first" : "a second"));
        await _service.PostAsync("v1beta/tunedModels/m1/permissions", JsonNode.Parse("""{"granteeType": "EVERYONE", "role": "READER"}"""));
        await _service.PostAsync("v1beta/tunedModels/m2:transferOwnership", JsonNode.Parse("""{"emailAddress": "her@example.com"}"""));

        var (_, list) = await _service.GetAsync($"v1beta/tunedModels?filter={Uri.EscapeDataString(filter)}");
        var found = (list["tunedModels"] as JsonArray ?? []).Select(m => ((string)m!["name"]!)["tunedModels/".Length..]);
        Assert.Equal(expected, string.Join(' ', found));
    }

    [Theory]
    [InlineData("updateMask=displayName,topK")]
    [InlineData("update_mask=display_name,top_k")]
    [InlineData("updateMask=display_name%2CtopK")]
    public async Task A_patch_changes_what_its_mask_names_and_nothing_else(string mask)
    {
        var name = await _service.TuneAsync();
        var before = (await _service.GetAsync($"v1beta/{name}")).Json;
        var (status, after) = await _service.PatchAsync($"v1beta/{name}?{mask}", JsonNode.Parse(
            """{"displayName": "new", "topK": 3, "description": "not in the mask"}""")!);

        Assert.Equal((200, "new", 3), (status, (string)after["displayName"]!, (int)after["topK"]!));
        Assert.Null(after["description"]);
        Assert.NotEqual((string)before["updateTime"]!, (string)after["updateTime"]!);
        Assert.Equal((string)before["createTime"]!, (string)after["createTime"]!);
    }

    [Fact]
    public async Task A_patch_without_a_mask_changes_what_its_body_holds()
    {
        var name = await _service.TuneAsync();
        var (_, model) = await _service.PatchAsync($"v1beta/{name}", JsonNode.Parse("""{"description": "new"}""")!);
        Assert.Equal(("number generator", "new"), ((string)model["displayName"]!, (string)model["description"]!));
    }

    [Fact]
    public async Task A_field_in_the_mask_that_the_body_does_not_hold_is_cleared()
    {
        var name = await _service.TuneAsync();
        var (_, model) = await _service.PatchAsync($"v1beta/{name}?updateMask=displayName", new JsonObject());
        Assert.Null(model["displayName"]);
    }

    [Theory]
    [InlineData("updateMask=state", "{}", "update_mask")]
    [InlineData("updateMask=nonsense", "{}", "update_mask")]
    [InlineData("updateMask=tuningTask.hyperparameters", "{}", "update_mask")]
    [InlineData("updateMask=temperature", """{"temperature": 2}""", "tuned_model.temperature")]
    public async Task A_patch_of_anything_else_is_refused(string mask, string body, string field)
    {
        await _service.CreateAsync(id: "mine");
        var (status, json) = await _service.PatchAsync($"v1beta/tunedModels/mine?{mask}", JsonNode.Parse(body)!);
        Assert.Equal(400, status);
        Assert.Equal([field], json.Fields());
    }

    [Fact]
    public async Task A_deleted_model_is_gone_and_its_id_is_free()
    {
        await _service.TuneAsync(id: "mine");
        var (status, json) = await _service.DeleteAsync("v1beta/tunedModels/mine");
        Assert.Equal((200, "{}"), (status, json.ToJsonString()));
        Assert.Equal(404, (await _service.GetAsync("v1beta/tunedModels/mine")).Status);
        await _service.TuneAsync(id: "mine");
    }

    async Task CreateManyAsync(int count, Action<int, JsonObject>? change = null)
    {
        for (var i = 0; i < count; i++)
        {
            var tuning = Service.Tuning(Service.Examples(("a", "b")));
            change?.Invoke(i, tuning);
            await _service.CreateAsync(tuning, $"m{i}");
        }
    }
}
