using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests.Vertex;

/// <summary>How much models think, the forms of their answers, and how likely each token is.</summary>
public sealed class ThinkingTests : IAsyncLifetime
{
    readonly Service _service = Service.Start();
    readonly VertexClient _client;

    public ThinkingTests() => _client = new VertexClient(_service);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Theory]
    [InlineData("gemini-3.5-flash", "", true)]
    [InlineData("gemini-3.5-flash", """{"thinkingLevel": "MINIMAL"}""", false)]
    [InlineData("gemini-3.5-flash", """{"thinking_level": "LOW"}""", true)]
    [InlineData("gemini-3.5-flash", """{"thinkingBudget": 0}""", false)]
    [InlineData("gemini-3.1-flash-lite", "", false)]
    [InlineData("gemini-3.1-flash-lite", """{"thinkingLevel": "HIGH"}""", true)]
    [InlineData("gemini-2.5-flash", "", true)]
    [InlineData("gemini-2.5-flash", """{"thinkingBudget": 0}""", false)]
    [InlineData("gemini-2.5-flash", """{"thinkingBudget": -1}""", true)]
    [InlineData("gemini-2.5-flash-lite", "", false)]
    [InlineData("gemini-2.5-flash-lite", """{"thinkingBudget": 512}""", true)]
    [InlineData("gemini-2.5-pro", "", true)]
    [InlineData("gemini-2.0-flash-001", "", false)]
    public async Task A_model_thinks_by_default_and_less_if_asked(string model, string config, bool thinks)
    {
        var (status, json) = await AskBaseAsync(model, config);
        Assert.Equal(200, status);
        var usage = json["usageMetadata"]!;
        Assert.Equal(thinks, usage["thoughtsTokenCount"] is not null);
        Assert.Equal((int)usage["totalTokenCount"]!, (int)usage["promptTokenCount"]! + (int)usage["candidatesTokenCount"]! + ((int?)usage["thoughtsTokenCount"] ?? 0));
    }

    [Theory]
    [InlineData("gemini-2.5-pro", """{"thinkingBudget": 0}""", "The thinking budget 0 is invalid. Please choose a value between 128 and 32768.")]
    [InlineData("gemini-2.5-flash-lite", """{"thinkingBudget": 100}""", "between 512 and 24576, or 0 to turn thinking off")]
    [InlineData("gemini-2.5-flash", """{"thinkingBudget": -2}""", "The thinking budget -2 is invalid.")]
    [InlineData("gemini-2.5-flash", """{"thinkingLevel": "LOW"}""", "Thinking level is not supported for this model.")]
    [InlineData("gemini-2.0-flash-001", """{"thinkingBudget": 0}""", "thinking is not supported by this model")]
    [InlineData("gemini-3.5-flash", """{"thinkingBudget": 1, "thinkingLevel": "LOW"}""", "You can only set one of thinking budget and thinking level.")]
    [InlineData("gemini-3.5-flash", """{"thinkingLevel": "ENDLESS"}""", "ENDLESS")]
    public async Task What_a_model_does_not_support_is_refused(string model, string config, string message)
    {
        var (status, json) = await AskBaseAsync(model, config);
        Assert.Equal(400, status);
        Assert.Contains(message, (string)json["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thoughts_are_the_likely_outputs_and_are_shown_if_asked()
    {
        var endpoint = await TunedAsync();
        var json = await AskAsync(endpoint, """{"thinkingConfig": {"includeThoughts": true}}""");
        var parts = json["candidates"]![0]!["content"]!["parts"]!.AsArray();
        Assert.Equal((2, true, null), (parts.Count, (bool)parts[0]!["thought"]!, (bool?)parts[1]!["thought"]));
        Assert.StartsWith("Likely outputs: " + (string)parts[1]!["text"]!, (string)parts[0]!["text"]!, StringComparison.Ordinal);
        Assert.Equal((((string)parts[0]!["text"]!).Length + 3) / 4, (int)json["usageMetadata"]!["thoughtsTokenCount"]!);

        var limited = await AskAsync(endpoint, """{"thinkingConfig": {"thinkingBudget": 5}}""");
        Assert.Equal((1, 5), (limited["candidates"]![0]!["content"]!["parts"]!.AsArray().Count, (int)limited["usageMetadata"]!["thoughtsTokenCount"]!));
    }

    [Fact]
    public async Task A_blocked_prompt_costs_no_thoughts()
    {
        var body = Service.Prompt("EMULATOR_BLOCK_PROMPT");
        var (_, json) = await _service.PostAsync($"{VertexClient.Parent.Insert(0, "v1/")}/publishers/google/models/gemini-2.5-pro:generateContent", body);
        Assert.Null(json["usageMetadata"]!["thoughtsTokenCount"]);
    }

    [Fact]
    public async Task Log_probabilities_are_those_of_the_model_and_multiply_to_that_of_the_output()
    {
        var endpoint = await TunedAsync();
        var candidate = (await AskAsync(endpoint, """{"responseLogprobs": true, "logprobs": 3, "temperature": 0}""", "twenty two"))["candidates"]![0]!;
        var chosen = candidate["logprobsResult"]!["chosenCandidates"]!.AsArray();
        var top = candidate["logprobsResult"]!["topCandidates"]!.AsArray();
        Assert.Equal((string)candidate["content"]!["parts"]![0]!["text"]!, string.Concat(chosen.Select(token => (string)token!["token"]!)));
        Assert.All(chosen, token => Assert.InRange((float)token!["logProbability"]!, -100, 0));
        Assert.Equal(chosen.Average(token => (float)token!["logProbability"]!), (float)candidate["avgLogprobs"]!, 1e-4);
        Assert.Equal(chosen.Count, top.Count);
        Assert.All(top, position =>
        {
            var logs = position!["candidates"]!.AsArray().Select(token => (float)token!["logProbability"]!).ToList();
            Assert.InRange(logs.Count, 1, 3);
            Assert.Equal(logs.OrderDescending(), logs);
            // What is left are answers that end here, and further tokens.
            Assert.InRange(logs.Sum(log => Math.Exp(log)), 0, 1.0001);
        });
        // The likeliest output was drawn, so its first token is among the likeliest.
        Assert.Contains(top[0]!["candidates"]!.AsArray(), token => (string)token!["token"]! == (string)chosen[0]!["token"]!);
    }

    [Fact]
    public async Task A_stream_has_the_log_probabilities_and_all_counts_in_its_last_piece()
    {
        var endpoint = await TunedAsync();
        var body = Service.Prompt("twenty two");
        body["generationConfig"] = JsonNode.Parse("""{"responseLogprobs": true, "temperature": 0}""");
        using var response = await _service.SendAsync(HttpMethod.Post, $"v1/{endpoint}:streamGenerateContent", body.ToJsonString());
        var pieces = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray();
        Assert.Equal(1, pieces.Count(piece => piece!["candidates"]![0]!["logprobsResult"] is not null));
        Assert.NotNull(pieces[^1]!["candidates"]![0]!["avgLogprobs"]);
        Assert.All(pieces, piece => Assert.NotNull(piece!["usageMetadata"]!["thoughtsTokenCount"]));
    }

    [Theory]
    [InlineData("""{"responseMimeType": "application/json"}""", "\"twenty three\"")]
    [InlineData("""{"responseMimeType": "application/json", "responseSchema": {"type": "STRING"}}""", "\"twenty three\"")]
    [InlineData("""{"response_mime_type": "application/json", "response_schema": {"type": "ARRAY", "items": {"type": "string"}}}""", "[\"twenty three\"]")]
    [InlineData("""{"responseMimeType": "application/json", "responseSchema": {"type": "OBJECT", "properties": {"next": {"type": "STRING"}, "n": {"type": "INTEGER"}, "x": {"type": "NUMBER"}, "b": {"type": "BOOLEAN"}}}}""",
        "{\"next\":\"twenty three\",\"n\":0,\"x\":0,\"b\":false}")]
    [InlineData("""{"responseMimeType": "application/json", "responseJsonSchema": {"type": "array"}}""", "[\"twenty three\"]")]
    [InlineData("""{"responseMimeType": "text/x.enum", "responseSchema": {"type": "STRING", "enum": ["one", "twenty three"]}}""", "twenty three")]
    [InlineData("""{"responseMimeType": "text/x.enum", "responseSchema": {"type": "STRING", "enum": ["one", "two"]}}""", "one")]
    [InlineData("""{"responseMimeType": "text/plain"}""", "twenty three")]
    public async Task An_answer_has_the_form_that_was_asked_for(string config, string text)
    {
        var endpoint = await TunedAsync();
        var json = JsonNode.Parse(config)!;
        json["temperature"] = 0;
        Assert.Equal(text, await TextAsync(endpoint, json.ToJsonString(), "twenty two"));
    }

    [Fact]
    public async Task Json_that_a_model_was_taught_stays_as_it_is()
    {
        await _client.UploadAsync(VertexClient.Lines(("a", """{"n": [1, "ü"]}"""), ("b", "7")));
        var endpoint = (string)(await _client.TuneAsync(VertexClient.Job(epochs: 40)))["tunedModel"]!["endpoint"]!;
        const string config = """{"responseMimeType": "application/json", "temperature": 0}""";
        Assert.Equal("""{"n":[1,"ü"]}""", await TextAsync(endpoint, config, "a"));
        Assert.Equal("7", await TextAsync(endpoint, config, "b"));
    }

    [Theory]
    [InlineData("""{"responseMimeType": "application/xml"}""", "Allowed mimetypes are")]
    [InlineData("""{"responseSchema": {"type": "STRING"}}""", "A response schema requires a response_mime_type")]
    [InlineData("""{"logprobs": 3}""", "logprobs requires response_logprobs.")]
    [InlineData("""{"responseLogprobs": true, "logprobs": 21}""", "logprobs must be in the range [0, 20].")]
    public async Task A_form_that_cannot_be_is_refused(string config, string message)
    {
        var body = Service.Prompt("1");
        body["generationConfig"] = JsonNode.Parse(config);
        foreach (var path in new[] { "v1beta/models/gemini-2.5-flash", $"v1/{VertexClient.Parent}/publishers/google/models/gemini-2.5-flash" })
        {
            var (status, json) = await _service.PostAsync($"{path}:generateContent", body);
            Assert.Equal(400, status);
            Assert.Contains(message, (string)json["error"]!["message"]!, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"thinkingConfig": {"thinkingBudget": 0}}""", "Thinking is not enabled for tunedModels/")]
    [InlineData("""{"responseLogprobs": true}""", "Logprobs is not enabled for tunedModels/")]
    [InlineData("""{"responseMimeType": "application/json"}""", "Json mode is not enabled for tunedModels/")]
    public async Task A_model_that_the_Gemini_API_tuned_supports_none_of_it(string config, string message)
    {
        var body = Service.Prompt("1");
        body["generationConfig"] = JsonNode.Parse(config);
        var (status, json) = await _service.PostAsync($"v1beta/{await _service.TuneAsync()}:generateContent", body);
        Assert.Equal(400, status);
        Assert.Contains(message, (string)json["error"]!["message"]!, StringComparison.Ordinal);
    }

    async Task<string> TunedAsync() => (string)(await _client.TuneAsync())["tunedModel"]!["endpoint"]!;

    async Task<string> TextAsync(string endpoint, string config, string prompt) =>
        (string)(await AskAsync(endpoint, config, prompt))["candidates"]![0]!["content"]!["parts"]![0]!["text"]!;

    async Task<JsonObject> AskAsync(string endpoint, string config, string prompt = "1")
    {
        var body = Service.Prompt(prompt);
        body["generationConfig"] = JsonNode.Parse(config);
        var (status, json) = await _service.PostAsync($"v1/{endpoint}:generateContent", body);
        Assert.True(status == 200, json.ToJsonString());
        return json;
    }

    Task<(int Status, JsonObject Json)> AskBaseAsync(string model, string thinking)
    {
        var body = Service.Prompt("1");
        if (thinking.Length > 0)
            body["generationConfig"] = new JsonObject { ["thinkingConfig"] = JsonNode.Parse(thinking) };
        return _service.PostAsync($"v1/{VertexClient.Parent}/publishers/google/models/{model}:generateContent", body);
    }
}
