using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Gemini;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Testing;

namespace GeminiTuning.Emulator.Tests;

/// <summary>The routes, requests, and answers of the Gemini Developer API, compared with the service's protos.</summary>
public sealed class GeminiProtoTests : IAsyncLifetime
{
    static readonly Dictionary<string, ProtoMessage> s_tables = new()
    {
        ["TunedModel"] = TuningProtos.TunedModel,
        ["TuningTask"] = TuningProtos.TuningTask,
        ["TuningSnapshot"] = TuningProtos.TuningSnapshot,
        ["TuningExample"] = TuningProtos.TuningExample,
        ["Hyperparameters"] = TuningProtos.Hyperparameters,
        ["Permission"] = TuningProtos.Permission,
        ["TransferOwnershipRequest"] = TuningProtos.TransferOwnership,
        ["GenerateContentRequest"] = GenerationProtos.Request,
        ["CountTokensRequest"] = GenerationProtos.CountTokens,
        ["GenerationConfig"] = GenerationProtos.GenerationConfig,
        ["ThinkingConfig"] = GenerationProtos.GenerationConfig.Find("thinking_config")!.Message!,
        ["Content"] = GenerationProtos.Content,
        ["Part"] = GenerationProtos.Part,
        ["SafetySetting"] = GenerationProtos.Request.Find("safety_settings")!.Message!,
    };

    readonly Service _service = Service.Start();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    public static TheoryData<string> Tables => [.. s_tables.Keys];

    [Fact]
    public void Each_route_is_a_method_of_the_protos_and_takes_its_query_parameters()
    {
        // Operations are in the protos of all of Google's services.
        var routes = Routes.Of(new Backend(new TuningEmulatorOptions(), folder: null))
            .Where(r => r.Api == GeminiRoutes.Service && !r.Name.EndsWith("Operation", StringComparison.Ordinal) && r.Name != "listOperations");
        Assert.All(routes, route =>
        {
            Assert.Contains((route.Name, route.Verb, route.Pattern), Protos.GeminiBeta.Methods);
            Assert.Empty(Protos.GeminiBeta.QueryOf(route.Name).Select(ProtoNames.ToSnake).Except(route.QueryFields));
        });
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_field_of_a_message_is_known(string message) =>
        Assert.All(Protos.GeminiBeta.Fields(message).Keys, field => Assert.NotNull(s_tables[message].Find(field)));

    [Fact]
    public void Every_field_of_the_released_version_is_known()
    {
        foreach (var message in new[] { "GenerateContentRequest", "CountTokensRequest", "GenerationConfig", "Content", "Part", "SafetySetting" })
            Assert.All(Protos.Gemini.Fields(message).Keys, field => Assert.NotNull(s_tables[message].Find(field)));
    }

    [Fact]
    public void Enums_have_the_numbers_of_the_protos() =>
        Assert.All(typeof(ProtoEnums).GetProperties().Select(p => (ProtoEnum)p.GetValue(null)!), type =>
            Assert.Equal(Protos.GeminiBeta.Numbers(type.Name).OrderBy(v => v.Key), type.Values.OrderBy(v => v.Key)));

    [Fact]
    public async Task Every_answer_has_the_fields_of_the_protos()
    {
        var name = await _service.TuneAsync();
        Check((await _service.GetAsync($"v1beta/{name}")).Json, "TunedModel");
        Check((await _service.GetAsync("v1beta/tunedModels?pageSize=1")).Json, "ListTunedModelsResponse");
        Check((await _service.GetAsync("v1beta/models?pageSize=1")).Json, "ListModelsResponse");
        Check((await _service.GetAsync("v1beta/models/gemini-2.5-flash")).Json, "Model");
        Check((await _service.GetAsync($"v1beta/{name}/permissions")).Json, "ListPermissionsResponse");
        Check((await _service.PostAsync($"v1beta/{name}:generateContent", Service.Prompt("1"))).Json, "GenerateContentResponse");
        Check((await _service.PostAsync($"v1beta/{name}:generateContent", Service.Prompt("EMULATOR_BLOCK_PROMPT"))).Json, "GenerateContentResponse");
        Check((await _service.PostAsync("v1beta/models/gemini-2.5-flash:countTokens", Service.Prompt("1"))).Json, "CountTokensResponse");
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v1beta")]
    public async Task Errors_name_the_version_that_was_called(string version)
    {
        var (_, missing) = await _service.PostAsync($"{version}/models/unknown:generateContent", Service.Prompt("1"));
        Assert.Contains($"for API version {version},", (string)missing["error"]!["message"]!, StringComparison.Ordinal);
        var wrong = Service.Prompt("1");
        wrong["safetySettings"] = new JsonArray(new JsonObject { ["category"] = "NO_SUCH", ["threshold"] = "OFF" });
        var (_, invalid) = await _service.PostAsync($"{version}/models/gemini-2.5-flash:generateContent", wrong);
        Assert.Contains($"type.googleapis.com/google.ai.generativelanguage.{version}.HarmCategory", (string)invalid["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_are_counted_of_contents_or_of_a_whole_request()
    {
        const string path = "v1beta/models/gemini-2.5-flash:countTokens";
        Assert.Equal(3, (int)(await _service.PostAsync(path, Service.Prompt("hello world"))).Json["totalTokens"]!);
        var request = Service.Prompt("hello world");
        request["systemInstruction"] = JsonNode.Parse("""{"parts": [{"text": "four"}]}""");
        request["model"] = "models/gemini-2.5-flash";
        Assert.Equal(4, (int)(await _service.PostAsync(path, new JsonObject { ["generateContentRequest"] = request })).Json["totalTokens"]!);
        Assert.Equal(400, (await _service.PostAsync(path, new JsonObject())).Status);
        Assert.Equal(404, (await _service.PostAsync("v1beta/models/unknown:countTokens", Service.Prompt("x"))).Status);
    }

    [Theory]
    [InlineData("cachedContent", "cachedContents/x", 404, "cached content metadata for cachedContents/x")]
    [InlineData("serviceTier", "fast", 400, "'fast'. Use one of unspecified, standard, flex, priority.")]
    [InlineData("continuationToken", "x", 400, "doesn't support continuation_token")]
    [InlineData("serviceTier", "flex", 200, "")]
    public async Task A_field_that_changes_the_answer_is_served_or_refused(string field, string value, int status, string message)
    {
        foreach (var path in new[] { "v1beta/models/gemini-2.5-flash", "v1/projects/p/locations/us-central1/publishers/google/models/gemini-2.5-flash" })
        {
            var body = Service.Prompt("1");
            body[field] = value;
            var (answered, json) = await _service.PostAsync($"{path}:generateContent", body);
            Assert.Equal(status, answered);
            Assert.Contains(message, (string?)json["error"]?["message"] ?? "", StringComparison.Ordinal);
        }
    }

    static void Check(JsonObject json, string message) => Assert.Empty(Protos.GeminiBeta.Wrongs(json, message));
}
