using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Tests;

public sealed class GenerateTests : IAsyncLifetime
{
    readonly Service _service = Service.Start();
    string _model = "";

    public async ValueTask InitializeAsync() => _model = await _service.TuneAsync();

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Every_input_that_was_taught_is_answered_with_its_output()
    {
        foreach (var example in Service.Numbers())
            Assert.Equal((string)example!["output"]!, await _service.AskAsync(_model, (string)example["textInput"]!));
    }

    [Fact]
    public async Task An_answer_has_all_that_the_services_has()
    {
        var (_, json) = await _service.PostAsync($"v1beta/{_model}:generateContent", Service.Prompt("twenty two"));
        Assert.Equal(["candidates", "usageMetadata", "modelVersion", "responseId"], json.Select(p => p.Key));
        var candidate = (JsonObject)json["candidates"]![0]!;
        Assert.Equal("""{"parts":[{"text":"twenty three"}],"role":"model"}""", candidate["content"]!.ToJsonString());
        Assert.Equal("STOP", (string)candidate["finishReason"]!);
        Assert.Equal(4, ((JsonArray)candidate["safetyRatings"]!).Count);
        Assert.All((JsonArray)candidate["safetyRatings"]!, r => Assert.Equal("NEGLIGIBLE", (string)r!["probability"]!));
        Assert.Equal("""{"promptTokenCount":3,"candidatesTokenCount":3,"totalTokenCount":6}""", json["usageMetadata"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"stopSequences": ["y t", "z"]}""", "twent", "STOP")]
    [InlineData("""{"maxOutputTokens": 2}""", "twenty t", "MAX_TOKENS")]
    [InlineData("""{"maxOutputTokens": 3}""", "twenty three", "STOP")]
    [InlineData("""{"max_output_tokens": 1, "stop_sequences": ["ty"]}""", "twen", "STOP")]
    public async Task An_answer_ends_where_the_request_wants_it_to(string config, string text, string reason)
    {
        var (_, json) = await _service.PostAsync($"v1beta/{_model}:generateContent", Service.Prompt("twenty two", (JsonObject)JsonNode.Parse(config)!));
        var candidate = json["candidates"]![0]!;
        Assert.Equal((text, reason), ((string)candidate["content"]!["parts"]![0]!["text"]!, (string)candidate["finishReason"]!));
    }

    [Fact]
    public async Task At_temperature_zero_the_likeliest_is_answered_and_above_it_the_seed_decides()
    {
        var untaught = "something else";
        var cold = await AskManyAsync(untaught, """{"temperature": 0, "candidateCount": 8}""");
        Assert.Single(cold.Distinct());

        var hot = await AskManyAsync(untaught, """{"temperature": 2, "topP": 1, "topK": 100, "candidateCount": 8, "seed": 1}""");
        Assert.True(hot.Distinct().Count() > 1);
        Assert.Equal(hot, await AskManyAsync(untaught, """{"temperature": 2, "topP": 1, "topK": 100, "candidateCount": 8, "seed": 1}"""));
        Assert.NotEqual(hot, await AskManyAsync(untaught, """{"temperature": 2, "topP": 1, "topK": 100, "candidateCount": 8, "seed": 2}"""));
        Assert.Equal(cold, await AskManyAsync(untaught, """{"temperature": 2, "topK": 1, "candidateCount": 8}"""));
        Assert.Equal(cold, await AskManyAsync(untaught, """{"temperature": 2, "topP": 0, "candidateCount": 8}"""));
    }

    [Fact]
    public async Task A_blocked_prompt_has_no_candidates()
    {
        var (status, json) = await _service.PostAsync($"v1beta/{_model}:generateContent", Service.Prompt("say EMULATOR_BLOCK_PROMPT"));
        Assert.Equal((200, "SAFETY"), (status, (string)json["promptFeedback"]!["blockReason"]!));
        Assert.Null(json["candidates"]);
        Assert.Contains((JsonArray)json["promptFeedback"]!["safetyRatings"]!, r => (bool?)r!["blocked"] == true && (string)r["probability"]! == "HIGH");
    }

    [Fact]
    public async Task A_blocked_answer_has_no_content()
    {
        var (_, json) = await _service.PostAsync($"v1beta/{_model}:generateContent", Service.Prompt("say EMULATOR_BLOCK_ANSWER"));
        Assert.Equal("SAFETY", (string)json["candidates"]![0]!["finishReason"]!);
        Assert.Null(json["candidates"]![0]!["content"]);
    }

    public static TheoryData<string, string> Refused => new()
    {
        { """{}""", "contents is not specified" },
        { """{"contents": [{"parts": []}]}""", "must not be empty" },
        { """{"contents": [{"role": "system", "parts": [{"text": "x"}]}]}""", "valid role" },
        { Body("""{"candidateCount": 9}"""), "candidate_count" },
        { Body("""{"candidateCount": 0}"""), "candidate_count" },
        { Body("""{"stopSequences": ["a", "b", "c", "d", "e", "f"]}"""), "5 stop sequences" },
        { Body("""{"temperature": 2.1}"""), "temperature" },
        { Body("""{"topP": 1.1}"""), "top_p" },
        { Body("""{"topK": 0}"""), "top_k" },
        { Body("""{"maxOutputTokens": 0}"""), "max_output_tokens" },
        { Body("""{"responseMimeType": "application/json"}"""), "Json mode is not enabled for tunedModels/" },
        { Body("""{"responseSchema": {"type": "STRING"}}"""), "Json mode is not enabled for tunedModels/" },
        { Body("""{"nonsense": 1}"""), "at 'generation_config': Cannot find field." },
        { """{"contents": [{"parts": [{"text": "x"}]}], "system_instruction": {"parts": [{"text": "y"}]}}""", "Developer instruction is not enabled for tunedModels/" },
        { """{"contents": [{"parts": [{"inlineData": {"mimeType": "image/png", "data": ""}}]}]}""", "Only text input is enabled" },
        { """{"contents": [{"parts": [{"text": "x"}]}], "tools": [{"codeExecution": {}}]}""", "Function calling is not enabled" },
        { $$"""{"contents": [{"parts": [{"text": "{{new string('x', 40_001)}}"}]}]}""", "at most 40000 characters" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_a_tuned_model_cannot_do_is_refused(string body, string words)
    {
        var (status, json) = await _service.CallAsync(HttpMethod.Post, $"v1beta/{_model}:generateContent", body);
        Assert.Equal(400, status);
        Assert.Contains(words, json.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_model_says_that_it_is_a_stand_in()
    {
        Assert.Contains("stands in for Gemini", await _service.AskAsync("models/gemini-2.5-flash", "Who are you?"), StringComparison.Ordinal);
        Assert.Equal(404, (await _service.PostAsync("v1beta/models/unknown:generateContent", Service.Prompt("x"))).Status);
    }

    [Fact]
    public async Task Server_sent_events_bring_the_answer_piece_by_piece()
    {
        using var response = await _service.SendAsync(
            HttpMethod.Post, $"v1beta/{_model}:streamGenerateContent?alt=sse", Service.Prompt("twenty two").ToJsonString());
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.True(response.Headers.TransferEncodingChunked);

        var events = (await response.Content.ReadAsStringAsync()).Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.All(events, e => Assert.StartsWith("data: {", e, StringComparison.Ordinal));
        AssertPieces([.. events.Select(e => JsonNode.Parse(e["data: ".Length..])!)]);
    }

    [Fact]
    public async Task Without_server_sent_events_the_pieces_are_a_JSON_array()
    {
        using var response = await _service.SendAsync(
            HttpMethod.Post, $"v1beta/{_model}:streamGenerateContent", Service.Prompt("twenty two").ToJsonString());
        AssertPieces([.. (JsonArray)JsonNode.Parse(await response.Content.ReadAsStringAsync())!]);
    }

    [Fact]
    public async Task A_blocked_prompt_is_streamed_as_one_piece()
    {
        using var response = await _service.SendAsync(
            HttpMethod.Post, $"v1beta/{_model}:streamGenerateContent?alt=sse", Service.Prompt("EMULATOR_BLOCK_PROMPT").ToJsonString());
        Assert.Contains("\"blockReason\":\"SAFETY\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    static void AssertPieces(IReadOnlyList<JsonNode?> pieces)
    {
        Assert.True(pieces.Count > 1);
        Assert.Equal("twenty three", string.Concat(pieces.Select(p => (string)p!["candidates"]![0]!["content"]!["parts"]![0]!["text"]!)));
        Assert.All(pieces.SkipLast(1), p => Assert.Null(p!["candidates"]![0]!["finishReason"]));
        Assert.Equal("STOP", (string)pieces[^1]!["candidates"]![0]!["finishReason"]!);
        Assert.Equal(3, (int)pieces[^1]!["usageMetadata"]!["candidatesTokenCount"]!);
    }

    static string Body(string config) => Service.Prompt("x", (JsonObject)JsonNode.Parse(config)!).ToJsonString();

    async Task<string[]> AskManyAsync(string prompt, string config)
    {
        var (_, json) = await _service.PostAsync($"v1beta/{_model}:generateContent", Service.Prompt(prompt, (JsonObject)JsonNode.Parse(config)!));
        return [.. ((JsonArray)json["candidates"]!).Select(c => (string)c!["content"]!["parts"]![0]!["text"]!)];
    }
}
