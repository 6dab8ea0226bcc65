namespace GeminiTuning.Tests.Service;

public sealed class GenerateAnswerTests
{
    [Fact]
    public async Task Every_field_of_an_answer_is_read()
    {
        var answer = await ReadAsync("""
            {
              "candidates": [
                {
                  "content": {"role": "model", "parts": [{"text": "LX"}, {"text": "IV"}]}, "finishReason": "STOP", "tokenCount": 4,
                  "safetyRatings": [{"category": "HARM_CATEGORY_HARASSMENT", "probability": "LOW", "blocked": true}]
                },
                {"index": 1, "content": {"parts": [{"text": "64"}]}, "finishReason": "MAX_TOKENS"}
              ],
              "usageMetadata": {"promptTokenCount": 5, "candidatesTokenCount": 4, "totalTokenCount": 9},
              "modelVersion": "gemini-1.5-flash-001", "responseId": "abc"
            }
            """);

        Assert.Equal(("LXIV", "LXIV", FinishReason.Stop), (answer.Text, answer.ToString(), answer.FinishReason));
        Assert.Equal([0, 1], answer.Candidates.Select(candidate => candidate.Index));
        Assert.Equal(("64", FinishReason.MaxTokens, null), (answer.Candidates[1].Text, answer.Candidates[1].FinishReason, answer.Candidates[1].TokenCount));
        Assert.Equal(4, answer.Candidates[0].TokenCount);
        Assert.Equal([new SafetyRating(HarmCategory.Harassment, HarmProbability.Low, Blocked: true)], answer.SafetyRatings);
        Assert.Equal("5 in, 4 out", answer.Usage.ToString());
        Assert.Equal(("gemini-1.5-flash-001", "abc"), (answer.ModelVersion, answer.ResponseId));
        Assert.Null(answer.PromptFeedback);
    }

    [Fact]
    public async Task An_answer_can_be_joined_to_what_was_asked()
    {
        var row = new object();
        var answer = await ReadAsync("{}", row);

        Assert.Equal(("LXIII", "tunedModels/a"), (answer.Prompt, answer.Model));
        Assert.Same(row, answer.InputObject);
    }

    [Fact]
    public async Task A_blocked_prompt_has_no_text_and_says_why()
    {
        var answer = await ReadAsync("""
            {"promptFeedback": {"blockReason": "PROHIBITED_CONTENT", "safetyRatings": [{"category": "HARM_CATEGORY_DANGEROUS_CONTENT", "probability": "HIGH"}]}}
            """);

        Assert.Equal(("", FinishReason.Unspecified), (answer.Text, answer.FinishReason));
        Assert.Empty(answer.Candidates);
        Assert.Equal("ProhibitedContent (DangerousContent: High)", answer.PromptFeedback!.ToString());
        Assert.Equal(answer.PromptFeedback.SafetyRatings, answer.SafetyRatings);
    }

    [Theory]
    [InlineData("STOP", FinishReason.Stop)]
    [InlineData("MAX_TOKENS", FinishReason.MaxTokens)]
    [InlineData("SPII", FinishReason.Spii)]
    [InlineData("MALFORMED_FUNCTION_CALL", FinishReason.MalformedFunctionCall)]
    [InlineData("FINISH_REASON_UNSPECIFIED", FinishReason.Unspecified)]
    [InlineData("TOO_MANY_TOOL_CALLS", FinishReason.TooManyToolCalls)]
    [InlineData("REASON_OF_TOMORROW", FinishReason.Unknown)]
    public async Task A_reason_to_end_is_read_by_its_name_and_a_new_one_is_unknown(string name, FinishReason reason) =>
        Assert.Equal(reason, (await ReadAsync($$"""{"candidates": [{"finishReason": "{{name}}"}]}""")).FinishReason);

    [Theory]
    [InlineData("HARM_CATEGORY_UNSPECIFIED", "HARM_PROBABILITY_UNSPECIFIED", HarmCategory.Unspecified, HarmProbability.Unspecified)]
    [InlineData("HARM_CATEGORY_HATE_SPEECH", "NEGLIGIBLE", HarmCategory.HateSpeech, HarmProbability.Negligible)]
    [InlineData("HARM_CATEGORY_NEW", "CERTAIN", HarmCategory.Unknown, HarmProbability.Unknown)]
    public async Task A_rating_is_read_by_its_names_and_new_ones_are_unknown(string category, string probability, HarmCategory readCategory, HarmProbability readProbability)
    {
        var answer = await ReadAsync($$"""{"candidates": [{"safetyRatings": [{"category": "{{category}}", "probability": "{{probability}}"}]}]}""");

        Assert.Equal([new SafetyRating(readCategory, readProbability, Blocked: false)], answer.SafetyRatings);
    }

    [Theory]
    [InlineData("""{"candidates": [null, {"content": {"parts": [null, {"text": "LXIV"}, {"functionCall": {}}]}, "safetyRatings": [null]}]}""")]
    [InlineData("""{"candidates": [{"content": {"parts": [{"text": "It is a Roman number.", "thought": true}, {"text": "LXIV"}]}}]}""")]
    [InlineData("""{"candidates": [{"content": {"parts": [{"text": "LXIV"}]}, "new": 1}], "usageMetadata": null, "new": {}, }""")]
    public async Task Nulls_thoughts_and_what_is_new_are_passed_over(string json) => Assert.Equal("LXIV", (await ReadAsync(json)).Text);

    [Theory]
    [InlineData("""{"candidates": [], "candidates": [{"content": {"parts": []}, "content": {"parts": [{"text": "1"}], "parts": [{"text": "LXII", "text": "LXIV"}]}}]}""")]
    [InlineData("""{"candidates": [{"content": {"parts": [{"text": "LXIV"}]}}], "promptFeedback": null, "modelVersion": null, "error": null}""")]
    public async Task A_field_that_is_there_twice_counts_as_it_stands_last_and_null_is_nothing(string json) => Assert.Equal("LXIV", (await ReadAsync(json)).Text);

    [Theory]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("""{"candidates": {}}""")]
    [InlineData("""{"candidates": [1]}""")]
    [InlineData("""{"candidates": [[]]}""")]
    [InlineData("""{"candidates": [{"content": []}]}""")]
    [InlineData("""{"candidates": [{"content": {"parts": {}}}]}""")]
    [InlineData("""{"candidates": [{"content": {"parts": ["LXIV"]}}]}""")]
    [InlineData("""{"candidates": [{"content": {"parts": [{"text": {}}]}}]}""")]
    [InlineData("""{"candidates": [{"content": {"parts": [{"thought": "yes"}]}}]}""")]
    [InlineData("""{"candidates": [{"safetyRatings": {}}]}""")]
    [InlineData("""{"candidates": [{"safetyRatings": [{"blocked": 1}]}]}""")]
    [InlineData("""{"candidates": [{"logprobsResult": []}]}""")]
    [InlineData("""{"promptFeedback": "none"}""")]
    [InlineData("""{"usageMetadata": []}""")]
    [InlineData("""{"responseId": []}""")]
    public async Task A_structure_in_the_wrong_place_is_an_error(string json) =>
        Assert.Equal(TuningServiceErrorKind.AnswerNotUnderstood, (await Assert.ThrowsAsync<TuningServiceException>(() => ReadAsync(json))).Kind);

    static async Task<TunedModelResponse> ReadAsync(string json, object? row = null)
    {
        using var script = new ScriptedService().Answers(json);
        return await script.Open().GenerateAsync(new GenerationRequest { Model = "tunedModels/a", Prompt = "LXIII", InputObject = row });
    }
}
