namespace GeminiTuning.Tests.Service;

public sealed class GenerateRequestTests : IDisposable
{
    readonly ScriptedService _script = new ScriptedService().Answers("[]");
    readonly GenerationRequest _request = new() { Model = "tunedModels/number-generator", Prompt = "LXIII" };

    public void Dispose() => _script.Dispose();

    [Fact]
    public async Task A_prompt_is_posted_to_its_model()
    {
        using var script = new ScriptedService().Answers("{}");
        await script.Open().GenerateAsync(_request);

        Assert.Equal("POST /v1beta/tunedModels/number-generator:generateContent", script.Request.ToString());
        Assert.Equal("application/json", script.Request.ContentType);
    }

    [Fact]
    public async Task A_streamed_prompt_is_posted_to_its_model()
    {
        await _script.Open().GenerateStreamAsync(_request).ToListAsync();

        Assert.Equal("POST /v1beta/tunedModels/number-generator:streamGenerateContent", _script.Request.ToString());
        Assert.Equal("application/json", _script.Request.ContentType);
    }

    [Fact]
    public async Task Prompts_to_several_models_each_go_to_their_model_with_their_own_text()
    {
        string[] models = ["a", "a", "b", "a"];
        string[] prompts = [new('x', 40_000), "short", new('y', 300), "LXIII"];
        using var script = new ScriptedService();
        foreach (var _ in models)
            script.Answers("{}");
        var service = script.Open();
        foreach (var (model, prompt) in models.Zip(prompts))
            await service.GenerateAsync(new GenerationRequest { Model = model, Prompt = prompt });

        Assert.Equal(models.Select(model => $"POST /v1beta/tunedModels/{model}:generateContent"), script.Requests.Select(request => request.ToString()));
        Assert.Equal(prompts, script.Requests.Select(request => (string?)request.Json["contents"]![0]!["parts"]![0]!["text"]));
    }

    [Fact]
    public async Task A_request_sends_every_field_that_is_set()
    {
        await _script.Open().GenerateStreamAsync(_request with
        {
            Temperature = 0.2f,
            TopP = 0.9f,
            TopK = 40,
            MaxOutputTokens = 64,
            CandidateCount = 2,
            Seed = 7,
            StopSequences = ["\n", "END"],
            SafetySettings = new Dictionary<HarmCategory, HarmBlockThreshold> { [HarmCategory.HateSpeech] = HarmBlockThreshold.BlockOnlyHigh },
        }).ToListAsync();

        _script.Request.BodyIs("""
            {
              "contents": [{"role": "user", "parts": [{"text": "LXIII"}]}],
              "safetySettings": [{"category": "HARM_CATEGORY_HATE_SPEECH", "threshold": "BLOCK_ONLY_HIGH"}],
              "generationConfig": {
                "candidateCount": 2, "stopSequences": ["\n", "END"], "maxOutputTokens": 64,
                "temperature": 0.2, "topP": 0.9, "topK": 40, "seed": 7
              }
            }
            """);
    }

    [Fact]
    public async Task A_request_sends_no_setting_that_is_not_set()
    {
        await _script.Open().GenerateStreamAsync(_request).ToListAsync();

        _script.Request.BodyIs("""{"contents": [{"role": "user", "parts": [{"text": "LXIII"}]}], "generationConfig": {}}""");
    }

    [Theory]
    [InlineData(HarmCategory.Harassment, HarmBlockThreshold.BlockLowAndAbove, "HARM_CATEGORY_HARASSMENT", "BLOCK_LOW_AND_ABOVE")]
    [InlineData(HarmCategory.SexuallyExplicit, HarmBlockThreshold.BlockMediumAndAbove, "HARM_CATEGORY_SEXUALLY_EXPLICIT", "BLOCK_MEDIUM_AND_ABOVE")]
    [InlineData(HarmCategory.DangerousContent, HarmBlockThreshold.BlockNone, "HARM_CATEGORY_DANGEROUS_CONTENT", "BLOCK_NONE")]
    [InlineData(HarmCategory.CivicIntegrity, HarmBlockThreshold.Off, "HARM_CATEGORY_CIVIC_INTEGRITY", "OFF")]
    [InlineData(HarmCategory.Toxicity, HarmBlockThreshold.Unspecified, "HARM_CATEGORY_TOXICITY", "HARM_BLOCK_THRESHOLD_UNSPECIFIED")]
    public async Task Safety_settings_are_sent_by_the_services_names(HarmCategory category, HarmBlockThreshold threshold, string categoryName, string thresholdName)
    {
        await _script.Open().GenerateStreamAsync(_request with { SafetySettings = new Dictionary<HarmCategory, HarmBlockThreshold> { [category] = threshold } }).ToListAsync();

        var sent = _script.Request.Json["safetySettings"]![0]!;
        Assert.Equal((categoryName, thresholdName), ((string)sent["category"]!, (string)sent["threshold"]!));
    }
}
