using System.Text.Json;
using System.Text.Json.Nodes;
using GeminiTuning.Testing;
using GeminiTuning.Vertex;

namespace GeminiTuning.Tests.Vertex;

/// <summary>How much a model thinks, the form of its response, and how sure it is.</summary>
public sealed class ThinkingTests
{
    static GenerationRequest Asking => new() { Model = VertexScript.Endpoint, Prompt = "7" };

    [Fact]
    public async Task A_request_without_settings_leaves_everything_to_the_model() => Assert.Empty((await SentAsync(Asking)).AsObject());

    [Theory]
    [InlineData(ThinkingLevel.Minimal, """{"thinkingLevel":"MINIMAL"}""")]
    [InlineData(ThinkingLevel.Low, """{"thinkingLevel":"LOW"}""")]
    [InlineData(ThinkingLevel.Medium, """{"thinkingLevel":"MEDIUM"}""")]
    [InlineData(ThinkingLevel.High, """{"thinkingLevel":"HIGH"}""")]
    [InlineData(ThinkingLevel.Xhigh, """{"thinkingLevel":"XHIGH"}""")]
    public async Task A_level_is_sent_in_the_spelling_of_the_service(ThinkingLevel level, string sent) =>
        Assert.Equal(sent, (await SentAsync(Asking with { ThinkingLevel = level }))["thinkingConfig"]!.ToJsonString());

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(128)]
    public async Task A_budget_is_sent_also_if_it_is_zero_or_dynamic(int budget) =>
        Assert.Equal($$"""{"thinkingBudget":{{budget}}}""", (await SentAsync(Asking with { ThinkingBudget = budget }))["thinkingConfig"]!.ToJsonString());

    [Fact]
    public void Every_level_of_the_protos_has_a_name() => Assert.Equal(
        // The last one is in Google's SDKs alone.
        Protos.Vertex.Enum("GenerationConfig.ThinkingConfig.ThinkingLevel").Where(level => level != "THINKING_LEVEL_UNSPECIFIED").Append("XHIGH").Order(),
        Enum.GetNames<ThinkingLevel>().Select(level => level.ToUpperInvariant()).Order());

    [Fact]
    public async Task The_form_of_the_response_and_its_schema_are_sent_as_they_are()
    {
        using var schema = JsonDocument.Parse("""{"type": "OBJECT", "properties": {"naïve": {"type": "INTEGER", "minimum": 1.50}}}""");
        var sent = await SentAsync(Asking with { ResponseMimeType = "application/json", ResponseSchema = schema.RootElement, ResponseLogprobs = true, Logprobs = 3 });
        Assert.Equal(("application/json", true, 3), ((string)sent["responseMimeType"]!, (bool)sent["responseLogprobs"]!, (int)sent["logprobs"]!));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(schema.RootElement.GetRawText()), sent["responseSchema"]));
    }

    [Theory]
    [InlineData("gemini-3.5-flash", "-ThinkingLevel Minimal")]
    [InlineData("gemini-3.5-flash-lite", "-ThinkingLevel Minimal")]
    [InlineData("gemini-3.1-flash-lite", "-ThinkingLevel Minimal")]
    [InlineData("gemini-3-flash-preview", "-ThinkingLevel Minimal")]
    [InlineData("gemini-3.7-flash", "-ThinkingLevel Low")]
    [InlineData("gemini-3.8-flash-lite", "-ThinkingLevel Minimal")]
    [InlineData("gemini-3.1-pro-preview", "-ThinkingLevel Low")]
    [InlineData("gemini-2.5-pro@001", "-ThinkingBudget 128")]
    [InlineData("gemini-2.5-flash", "-ThinkingBudget 0")]
    [InlineData("gemini-2.5-flash-lite", "-ThinkingBudget 0")]
    [InlineData("gemini-2.0-flash-001", null)]
    [InlineData("gemini-4-flash", null)]
    [InlineData("gemma-3", null)]
    [InlineData("gemini-3.5.1.9-flash", null)]
    [InlineData("", null)]
    public void The_lowest_setting_is_that_of_the_base_model(string model, string? setting) => Assert.Equal(setting, ModelThinking.Lowest(model)?.ToString());

    [Fact]
    public async Task The_lowest_setting_of_a_tuned_model_is_known_once_its_job_was_read()
    {
        using var script = new ScriptedService().Answers(VertexScript.Done.Replace("\"tunedModel\"", "\"baseModel\": \"gemini-2.5-pro\", \"tunedModel\"", StringComparison.Ordinal));
        var service = script.Vertex();
        Assert.Null(service.LowestThinking(VertexScript.Job));
        await service.GetTunedModelAsync(VertexScript.Job);
        Assert.Equal(new ThinkingSetting(null, 128), service.LowestThinking(VertexScript.Job));
        Assert.Equal(new ThinkingSetting(ThinkingLevel.Minimal, null), service.LowestThinking("gemini-3.5-flash"));
    }

    [Fact]
    public async Task Thought_tokens_are_counted_and_thoughts_are_no_part_of_the_text()
    {
        var response = await AskAsync("""
            {
              "candidates": [{"content": {"parts": [{"text": "It counts.", "thought": true}, {"text": "8"}]}, "finishReason": "STOP"}],
              "usageMetadata": {"promptTokenCount": 10, "candidatesTokenCount": 5, "thoughtsTokenCount": 285, "totalTokenCount": 300}
            }
            """);
        Assert.Equal(("8", 285, "10 in, 5 out, 285 thinking"), (response.Text, response.Usage.ThoughtsTokenCount, response.Usage.ToString()));
    }

    [Fact]
    public async Task Log_probabilities_are_read_with_their_alternatives()
    {
        var response = await AskAsync("""
            {"candidates": [{"content": {"parts": [{"text": "eight"}]}, "finishReason": "STOP", "avgLogprobs": -0.25, "logprobsResult": {
              "chosenCandidates": [{"token": "ei", "tokenId": 7, "logProbability": -0.5}, {"token": "ght", "logProbability": 0}],
              "topCandidates": [{"candidates": [{"token": "ei", "logProbability": -0.5}, {"token": "ni", "logProbability": -1.5}]}]}}]}
            """);
        Assert.Equal(-0.25, response.AvgLogprobs);
        Assert.Equal("ei: -0.5; ght: 0", response.Logprobs.ToString());
        Assert.Equal(("ei: -0.5; ni: -1.5", ""), (response.Logprobs[0].Alternatives, response.Logprobs[1].Alternatives));
        Assert.Equal(["ei", "ni"], response.Logprobs[0].GetAlternatives().Select(token => token.Token));
        Assert.Same(response.Logprobs, response.Candidates[0].GetLogprobs());
    }

    [Theory]
    [InlineData("""{"finishReason": "STOP"}""", null, 0)]
    [InlineData("""{"avgLogprobs": -0.5}""", -0.5, 0)]
    [InlineData("""{"avgLogprobs": "-0.5"}""", -0.5, 0)]
    [InlineData("""{"avgLogprobs": "NaN"}""", null, 0)]
    // Zero isn't written: the model was certain.
    [InlineData("""{"logprobsResult": {"chosenCandidates": [{"token": "8"}]}}""", 0.0, 1)]
    [InlineData("""{"avgLogprobs": -1, "logprobsResult": {"chosenCandidates": [null], "topCandidates": [null]}}""", -1.0, 1)]
    [InlineData("""{"avgLogprobs": -1, "logprobsResult": {"topCandidates": [{"candidates": [null]}]}}""", -1.0, 0)]
    public async Task What_is_missing_of_log_probabilities_costs_nothing_else(string candidate, double? average, int tokens)
    {
        var response = await AskAsync($$"""{"candidates": [{{candidate}}]}""");
        Assert.Equal((average, tokens), (response.AvgLogprobs, response.Logprobs.Count));
    }

    [Fact]
    public void Every_finish_reason_of_the_protos_has_a_name()
    {
        var reasons = new[] { Protos.Vertex, Protos.VertexBeta, Protos.Gemini, Protos.GeminiBeta }.SelectMany(protos => protos.Enum("Candidate.FinishReason")).Distinct();
        Assert.All(reasons, reason => Assert.NotEqual(FinishReason.Unknown, Wire.WireNames.Read<FinishReason>(JsonSerializer.Deserialize<Wire.WireEnum>($"\"{reason}\""), "FINISH_REASON_")));
    }

    [Theory]
    [InlineData("MISSING_THOUGHT_SIGNATURE", FinishReason.MissingThoughtSignature)]
    [InlineData("MALFORMED_RESPONSE", FinishReason.MalformedResponse)]
    [InlineData("ESCALATION", FinishReason.Escalation)]
    [InlineData("PUP_LIMITED_DISABLED", FinishReason.PupLimitedDisabled)]
    [InlineData("CONTINUATION", FinishReason.Continuation)]
    public async Task So_has_every_finish_reason_that_only_the_sdks_have(string word, FinishReason reason) =>
        Assert.Equal(reason, (await AskAsync($$"""{"candidates": [{"finishReason": "{{word}}"}]}""")).FinishReason);

    [Fact]
    public async Task An_unknown_finish_reason_keeps_the_word_and_the_message_of_the_service()
    {
        var response = await AskAsync("""{"candidates": [{"finishReason": "REASON_OF_TOMORROW", "finishMessage": "It is new."}]}""");
        Assert.Equal((FinishReason.Unknown, "REASON_OF_TOMORROW", "It is new."), (response.FinishReason, response.Candidates[0].FinishReasonName, response.FinishMessage));
    }

    [Theory]
    [InlineData("""{"contents": []}""", true)]
    [InlineData("""{"generationConfig": {"temperature": 0}}""", true)]
    [InlineData("""{"generationConfig": {"thinkingConfig": {"thinkingBudget": 0}}}""", false)]
    [InlineData("\"7\"", false)]
    public void A_line_of_a_batch_tells_whether_its_prompt_had_a_thinking_setting(string request, bool isWithout) => Assert.Equal(
        isWithout, PredictionReading.Read(System.Text.Encoding.UTF8.GetBytes($$"""{"request": {{request}}, "response": {{VertexScript.Answer}}}"""), "m").IsWithoutThinkingSettings);

    static async Task<JsonNode> SentAsync(GenerationRequest request)
    {
        using var script = new ScriptedService().Answers(VertexScript.Answer);
        await script.Vertex().GenerateAsync(request);
        return script.Request.Json!["generationConfig"]!;
    }

    static async Task<TunedModelResponse> AskAsync(string answer)
    {
        using var script = new ScriptedService().Answers(answer);
        return await script.Vertex().GenerateAsync(Asking);
    }
}
