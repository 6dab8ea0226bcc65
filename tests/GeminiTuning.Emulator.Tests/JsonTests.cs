using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests;

public sealed class JsonTests : IAsyncLifetime
{
    const string Tutorial = """
        {
          "display_name": "number generator model",
          "base_model": "models/gemini-1.5-flash-001-tuning",
          "tuning_task": {
            "hyperparameters": { "batch_size": "2", "learning_rate": "1e-3", "epoch_count": 5.0, },
            "training_data": { "examples": { "examples": [ { "text_input": "1", "output": "2", }, ] } }
          }
        }
        """;

    readonly Service _service = Service.Start();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Snake_case_numbers_as_strings_and_trailing_commas_are_taken()
    {
        var (status, operation) = await _service.CallAsync(HttpMethod.Post, "v1beta/tunedModels", Tutorial);
        Assert.Equal(200, status);
        Assert.Equal(3, (int)operation["metadata"]!["totalSteps"]!);
    }

    [Theory]
    [InlineData("""{"displayName": "x", "nonsense": 1}""", "Invalid JSON payload received. Unknown name \"nonsense\" at 'tuned_model': Cannot find field.")]
    [InlineData("""{"tuningTask": {"x": {}}}""", "Invalid JSON payload received. Unknown name \"x\" at 'tuned_model.tuning_task': Cannot find field.")]
    [InlineData("""{"displayName": 7}""", "Invalid value at 'tuned_model.display_name' (TYPE_STRING), 7")]
    [InlineData("""{"tuningTask": "x"}""", "Invalid value at 'tuned_model.tuning_task' (TYPE_MESSAGE), \"x\"")]
    [InlineData("""{"topK": 1.5}""", "Invalid value at 'tuned_model.top_k' (TYPE_INT32), 1.5")]
    [InlineData("""{"state": "x"}""", "Invalid value at 'tuned_model.state' (type.googleapis.com/google.ai.generativelanguage.v1beta.TunedModel.State), \"x\"")]
    [InlineData("""[]""", "Invalid JSON payload received. Unknown name \"\": Root element must be a message.")]
    public async Task What_does_not_fit_is_refused_in_the_services_words(string body, string message)
    {
        var (status, json) = await _service.CallAsync(HttpMethod.Post, "v1beta/tunedModels", body);
        Assert.Equal((400, message), (status, json.Message()));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"displayName\": \"\\ud800\"}")]
    [InlineData("{} {}")]
    [InlineData("nonsense")]
    [InlineData("// comment")]
    public async Task What_is_no_JSON_is_refused(string body)
    {
        var (status, json) = await _service.CallAsync(HttpMethod.Post, "v1beta/tunedModels", body);
        Assert.Equal(400, status);
        Assert.StartsWith("Invalid JSON payload received.", json.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_that_is_nested_too_deeply_is_refused()
    {
        var body = string.Concat(Enumerable.Repeat("{\"tuningTask\":", 5000)) + "1" + new string('}', 5000);
        Assert.Equal(400, (await _service.CallAsync(HttpMethod.Post, "v1beta/tunedModels", body)).Status);
    }

    [Theory]
    [InlineData("$alt=json;enum-encoding=int")]
    [InlineData("%24alt=json%3Benum-encoding=int")]
    [InlineData("$alt=json%3Benum-encoding%3Dint")]
    public async Task Enums_are_numbers_where_that_is_asked_for(string query)
    {
        var name = await _service.TuneAsync();
        Assert.Equal(2, (int)(await _service.GetAsync($"v1beta/{name}?{query}")).Json["state"]!);

        var (_, list) = await _service.GetAsync($"v1beta/tunedModels?{query}");
        Assert.Equal(2, (int)list["tunedModels"]![0]!["state"]!);
        var (_, permissions) = await _service.GetAsync($"v1beta/{name}/permissions?{query}");
        Assert.Equal((1, 1), ((int)permissions["permissions"]![0]!["granteeType"]!, (int)permissions["permissions"]![0]!["role"]!));
        var (_, answer) = await _service.PostAsync($"v1beta/{name}:generateContent?{query}", Service.Prompt("1"));
        Assert.Equal((1, 9), ((int)answer["candidates"]![0]!["finishReason"]!, (int)answer["candidates"]![0]!["safetyRatings"]![0]!["category"]!));
        var (_, blocked) = await _service.PostAsync($"v1beta/{name}:generateContent?{query}", Service.Prompt("EMULATOR_BLOCK_PROMPT"));
        Assert.Equal(1, (int)blocked["promptFeedback"]!["blockReason"]!);
    }

    [Fact]
    public async Task Enums_are_taken_by_number()
    {
        var name = await _service.TuneAsync();
        var body = JsonNode.Parse("""{"granteeType": 3, "role": 3}""");
        var (status, permission) = await _service.PostAsync($"v1beta/{name}/permissions", body);
        Assert.Equal((200, "EVERYONE"), (status, (string)permission["granteeType"]!));
    }

    [Fact]
    public async Task Query_parameters_of_all_Google_services_are_taken_and_others_are_not()
    {
        var (status, _) = await _service.GetAsync("v1beta/tunedModels?key=x&alt=json&prettyPrint=false&fields=*&quotaUser=me&$.xgafv=2&access_token=x");
        Assert.Equal(200, status);

        (status, var json) = await _service.GetAsync("v1beta/tunedModels?nonsense=1");
        Assert.Equal(400, status);
        Assert.StartsWith("Invalid JSON payload received. Unknown name \"nonsense\": Cannot bind query parameter.", json.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_never_echoed()
    {
        using var response = await _service.SendAsync(HttpMethod.Post, "v1beta/tunedModels/x:generateContent?key=s3cret&access_token=s3cret", "{");
        Assert.DoesNotContain("s3cret", $"{response.Headers}{await response.Content.ReadAsStringAsync()}", StringComparison.Ordinal);
    }
}
