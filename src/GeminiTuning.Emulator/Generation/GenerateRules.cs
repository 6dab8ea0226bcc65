using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Generation;

/// <summary>What the service asks of a request to generate.</summary>
static class GenerateRules
{
    const int LongestPrompt = 40_000;
    const string ConfigPath = "generation_config";
    static readonly string[] s_notServed = ["continuationToken", "outputConfig"];
    static readonly string[] s_tiers = ["", "unspecified", "standard", "flex", "priority"];
    static readonly string[] s_media = ["inlineData", "fileData", "functionCall", "functionResponse", "executableCode", "codeExecutionResult"];

    /// <exception cref="ApiException">Something is wrong, or the model cannot do what is asked.</exception>
    /// <param name="body">The request.</param>
    /// <param name="model">What the model is called.</param>
    /// <param name="isTuned">Whether it is one that the Gemini API has tuned, which can do less.</param>
    /// <param name="needsRoles">Whether each turn must say whose it is.</param>
    public static GenerationRequest Read(JsonObject body, string model, bool isTuned, bool needsRoles = false)
    {
        var config = body.Child("generationConfig");
        var contents = body.Children("contents").ToList();
        CheckFields(contents, config, needsRoles);
        CheckService(body);
        CheckAbilities(body, config, contents, model, isTuned);
        CheckOutput(config);

        var request = new GenerationRequest(Text(contents[^1]), Text(body.Child("systemInstruction")) + string.Concat(contents.Select(Text)))
        {
            CandidateCount = config.Int("candidateCount") ?? 1,
            StopSequences = [.. config.Values<string>("stopSequences")],
            MaxOutputTokens = config.Int("maxOutputTokens"),
            Temperature = config.Float("temperature"),
            TopP = config.Float("topP"),
            TopK = config.Int("topK"),
            Seed = config.Int("seed"),
            Shape = ResponseShape.Of(config),
            Logprobs = config.Flag("responseLogprobs") ? config.Int("logprobs") ?? 0 : null,
        };
        return isTuned && TokenRule.CountCharacters(request.History) > LongestPrompt
            ? throw ApiException.Invalid("contents", $"The input is too long for {model}: at most {LongestPrompt} characters are allowed.")
            : request;
    }

    /// <param name="found">Takes what is wrong.</param>
    /// <param name="settings">A model, or a request's configuration.</param>
    /// <param name="path">What the service calls it.</param>
    /// <param name="hottest">The highest temperature: 1 for a model's own, 2 for a request's.</param>
    public static void CheckSampling(Violations found, JsonObject settings, string path, int hottest)
    {
        var temperature = settings.Float("temperature");
        found.Require(temperature is null || (temperature >= 0 && temperature <= hottest), $"{path}.temperature", $"temperature must be in the range [0.0, {hottest}.0].");
        found.Require(settings.Float("topP") is null or (>= 0 and <= 1), $"{path}.top_p", "top_p must be in the range [0.0, 1.0].");
        found.Require(settings.Int("topK") is null or >= 1, $"{path}.top_k", "top_k must be positive.");
    }

    static void CheckFields(List<JsonObject> contents, JsonObject config, bool needsRoles)
    {
        var found = new Violations("GenerateContentRequest");
        found.Require(contents.Count > 0, "contents", "contents is not specified");
        for (var i = 0; i < contents.Count; i++)
        {
            found.Require(contents[i].Text("role") is "user" or "model" || (contents[i].Text("role") == "" && !needsRoles), $"contents[{i}].role", "Please use a valid role: user, model.");
            found.Require(contents[i].Children("parts").Any(p => p.Count > 0), $"contents[{i}].parts", "contents.parts must not be empty.");
        }

        found.Require(config.Int("candidateCount") is null or (>= 1 and <= 8), $"{ConfigPath}.candidate_count", "candidate_count must be in the range [1, 8].");
        found.Require(config.Values<string>("stopSequences").Count() <= 5, $"{ConfigPath}.stop_sequences", "At most 5 stop sequences are allowed.");
        found.Require(config.Values<string>("stopSequences").All(s => s.Length > 0), $"{ConfigPath}.stop_sequences", "A stop sequence must not be empty.");
        found.Require(config.Int("maxOutputTokens") is null or >= 1, $"{ConfigPath}.max_output_tokens", "max_output_tokens must be positive.");
        CheckSampling(found, config, ConfigPath, hottest: 2);
        found.ThrowIfAny();
    }

    static void CheckOutput(JsonObject config)
    {
        var found = new Violations("GenerateContentRequest");
        var thinking = config.Child("thinkingConfig");
        found.Require(
            !thinking.Has("thinkingBudget") || !thinking.Has("thinkingLevel"), $"{ConfigPath}.thinking_config",
            "You can only set one of thinking budget and thinking level.");
        found.Require(!config.Has("logprobs") || config.Flag("responseLogprobs"), $"{ConfigPath}.logprobs", "logprobs requires response_logprobs.");
        found.Require(config.Int("logprobs") is null or (>= 0 and <= 20), $"{ConfigPath}.logprobs", "logprobs must be in the range [0, 20].");
        found.Require(
            config.Text("responseMimeType") is "" or "text/plain" or ResponseShape.Json or ResponseShape.Enum, $"{ConfigPath}.response_mime_type",
            "Allowed mimetypes are 'text/plain', 'application/json', and 'text/x.enum'.");
        found.Require(
            !(config.Has("responseSchema") || config.Has("responseJsonSchema")) || config.Text("responseMimeType") is not ("" or "text/plain"),
            $"{ConfigPath}.response_schema", "A response schema requires a response_mime_type of 'application/json' or 'text/x.enum'.");
        found.ThrowIfAny();
    }

    static void CheckService(JsonObject body)
    {
        foreach (var field in s_notServed.Where(body.Has))
            throw ApiException.Invalid(ProtoNames.ToSnake(field), $"The emulator doesn't support {ProtoNames.ToSnake(field)}.");
        if (body.Text("cachedContent") is { Length: > 0 } cached)
            throw ApiException.NotFound($"Not found: cached content metadata for {cached}. The emulator has no cached contents.");
        if (!s_tiers.Contains(body.Text("serviceTier"), StringComparer.OrdinalIgnoreCase))
            throw ApiException.Invalid(
                "service_tier", $"Invalid service_tier: '{body.Text("serviceTier")}'. Use one of {string.Join(", ", s_tiers.Skip(1))}.");
    }

    static void CheckAbilities(JsonObject body, JsonObject config, List<JsonObject> contents, string model, bool isTuned)
    {
        if (contents.SelectMany(c => c.Children("parts")).Any(p => s_media.Any(p.Has)))
            throw ApiException.Invalid("contents", $"Only text input is enabled for {model}");
        if (!isTuned)
            return;
        if (body.Has("systemInstruction"))
            throw ApiException.Invalid("system_instruction", $"Developer instruction is not enabled for {model}");
        if (config.Text("responseMimeType") is not ("" or "text/plain") || config.Has("responseSchema") || config.Has("responseJsonSchema"))
            throw ApiException.Invalid("generation_config.response_mime_type", $"Json mode is not enabled for {model}");
        if (config.Has("thinkingConfig"))
            throw ApiException.Invalid("generation_config.thinking_config", $"Thinking is not enabled for {model}");
        if (config.Flag("responseLogprobs"))
            throw ApiException.Invalid("generation_config.response_logprobs", $"Logprobs is not enabled for {model}");
        if (body["tools"] is JsonArray { Count: > 0 })
            throw ApiException.Invalid("tools", $"Function calling is not enabled for {model}");
    }

    static string Text(JsonObject content) => string.Concat(content.Children("parts").Select(p => p.Text("text")));
}
