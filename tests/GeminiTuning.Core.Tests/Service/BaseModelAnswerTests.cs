namespace GeminiTuning.Tests.Service;

public sealed class BaseModelAnswerTests
{
    [Fact]
    public async Task Every_field_of_a_base_model_is_read()
    {
        var model = await ReadAsync("""
            {
              "name": "models/gemini-1.5-flash-001-tuning", "displayName": "Gemini 1.5 Flash 001 Tuning", "description": "To be tuned.", "version": "001",
              "inputTokenLimit": 16384, "outputTokenLimit": "8192", "temperature": 1, "topP": 0.95, "topK": 64,
              "supportedGenerationMethods": ["generateContent", null, "createTunedModel"]
            }
            """);

        Assert.Equal(("models/gemini-1.5-flash-001-tuning", "Gemini 1.5 Flash 001 Tuning", "To be tuned.", "001"), (model.Name, model.DisplayName, model.Description, model.Version));
        Assert.Equal((16384, 8192), (model.InputTokenLimit, model.OutputTokenLimit));
        Assert.Equal((1f, 0.95f, 64), (model.Temperature, model.TopP, model.TopK));
        Assert.Equal(["generateContent", "createTunedModel"], model.SupportedGenerationMethods);
        Assert.True(model.CanTune);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"supportedGenerationMethods": null}""")]
    [InlineData("""{"supportedGenerationMethods": ["generateContent"]}""")]
    public async Task A_model_that_does_not_list_the_create_cannot_be_tuned(string json) => Assert.False((await ReadAsync(json)).CanTune);

    static async Task<BaseModel> ReadAsync(string json)
    {
        using var script = new ScriptedService().Answers($$"""{"models": [{{json}}]}""");
        return Assert.Single(await script.Open().ListBaseModelsAsync().ToListAsync());
    }
}
