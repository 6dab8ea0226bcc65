using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Generation;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>The base models: list and get.</summary>
static class ModelMethods
{
    public static ApiAnswer List(ApiCall call)
    {
        var page = Paging.Of(call.Query, unset: 50).Take(BaseModel.All, m => m.Id);
        return new ApiAnswer(TuningProtos.Plain, JsonOut.Message(
            ("models", JsonOut.List(page.Items, Write)), ("nextPageToken", page.NextToken)));
    }

    public static ApiAnswer Get(ApiCall call) => new(TuningProtos.Plain, Write(Find(call)));

    /// <exception cref="ApiException">There is no such model.</exception>
    public static BaseModel Find(ApiCall call) => BaseModel.Find($"models/{call.Id}")
        ?? throw ApiException.NotFound(
            $"models/{call.Id} is not found for API version {call.Version}, or is not supported for this method. "
            + "Call ListModels to see the list of available models and their supported methods.");

    static JsonObject Write(BaseModel model) => JsonOut.Message(
        ("name", model.Name),
        ("baseModelId", model.Id),
        ("version", "001"),
        ("displayName", model.DisplayName),
        ("description", "A stand-in for Gemini, for trying and testing clients. It is not Gemini, and knows nothing but what it is taught."),
        ("inputTokenLimit", 1_000_000),
        ("outputTokenLimit", 8192),
        ("supportedGenerationMethods", new JsonArray([.. Methods(model).Select(m => JsonValue.Create(m))])),
        ("temperature", Sampling.DefaultTemperature),
        ("topP", Sampling.DefaultTopP),
        ("topK", Sampling.DefaultTopK),
        ("maxTemperature", 2));

    static IEnumerable<string> Methods(BaseModel model) =>
        model.IsTunable ? ["generateContent", "countTokens", "createTunedModel"] : ["generateContent", "countTokens"];
}
