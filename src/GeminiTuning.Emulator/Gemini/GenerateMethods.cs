using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Generation;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>Generates with tuned models and with base models, whole or streamed.</summary>
sealed class GenerateMethods(ModelStore store)
{
    public ApiAnswer Tuned(ApiCall call) => Answer(GenerateTuned(call), streamed: false);

    public ApiAnswer TunedStream(ApiCall call) => Answer(GenerateTuned(call), streamed: true);

    public static ApiAnswer Base(ApiCall call) => Answer(GenerateBase(call), streamed: false);

    public static ApiAnswer BaseStream(ApiCall call) => Answer(GenerateBase(call), streamed: true);

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
        var model = ModelMethods.Find(call.Id);
        var request = GenerateRules.Read(call.Body(GenerationProtos.Request), model.Name, isTuned: false);
        return Generated.ByBase(request, model.Id);
    }

    static ApiAnswer Answer(Generated generated, bool streamed) => generated.Answer(GenerationProtos.Response, streamed);

    static Sampling SamplingOf(GenerationRequest request, TunedModel model) => new(
        request.Temperature ?? model.Temperature ?? Sampling.DefaultTemperature,
        request.TopP ?? model.TopP ?? Sampling.DefaultTopP,
        request.TopK ?? model.TopK ?? Sampling.DefaultTopK);
}
