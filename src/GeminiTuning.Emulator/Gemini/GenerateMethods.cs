using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Generation;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>Generates with tuned models and with base models, and counts tokens.</summary>
sealed class GenerateMethods(ModelStore store)
{
    public ApiAnswer Tuned(ApiCall call) => Answer(GenerateTuned(call), streamed: false);

    public ApiAnswer TunedStream(ApiCall call) => Answer(GenerateTuned(call), streamed: true);

    public static ApiAnswer Base(ApiCall call) => Answer(GenerateBase(call), streamed: false);

    public static ApiAnswer BaseStream(ApiCall call) => Answer(GenerateBase(call), streamed: true);

    /// <summary>Counts the tokens of contents, or of a whole request to generate.</summary>
    public static ApiAnswer CountTokens(ApiCall call)
    {
        ModelMethods.Find(call);
        var body = call.Body(GenerationProtos.CountTokens);
        if (body.Has("contents") && body.Has("generateContentRequest"))
            throw ApiException.Invalid("contents", "Specify either contents or generate_content_request, not both.");
        var request = body.Has("generateContentRequest") ? body.Child("generateContentRequest") : body;
        return new ApiAnswer(GenerationProtos.TokenCount, TokenCountJson.Write(request, hasCharacters: false));
    }

    Generated GenerateTuned(ApiCall call)
    {
        var model = store.Get(call.Id);
        var request = GenerateRules.Read(call.Body(GenerationProtos.Request), model.Name, isTuned: true);
        if (store.WeightsOf(model.Id) is not { } learned)
            throw ApiException.Precondition($"{model.Name} cannot be used: its state is {model.State.ToString().ToUpperInvariant()}.");

        return new Generated(request, model.Name, () => Sampler.Draw(
            learned, request.Prompt, SamplingOf(request, model), request.Seed, request.CandidateCount));
    }

    static Generated GenerateBase(ApiCall call)
    {
        var model = ModelMethods.Find(call);
        var request = GenerateRules.Read(call.Body(GenerationProtos.Request), model.Name, isTuned: false);
        return Generated.ByBase(request, model.Id);
    }

    static ApiAnswer Answer(Generated generated, bool streamed) => generated.Answer(GenerationProtos.Response, streamed);

    static Sampling SamplingOf(GenerationRequest request, TunedModel model) => new(
        request.Temperature ?? model.Temperature ?? Sampling.DefaultTemperature,
        request.TopP ?? model.TopP ?? Sampling.DefaultTopP,
        request.TopK ?? model.TopK ?? Sampling.DefaultTopK);
}
