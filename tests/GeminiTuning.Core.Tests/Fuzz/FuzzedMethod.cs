namespace GeminiTuning.Tests.Fuzz;

/// <summary>A method of a service, and a whole answer to it: every field of google/ai/generativelanguage/v1beta, or of
/// google/cloud/aiplatform/v1.</summary>
/// <param name="Options">How the service is reached.</param>
/// <param name="Answer">The answer to the first request.</param>
/// <param name="CallAsync">Calls the method.</param>
sealed record FuzzedMethod(TuningConnectionOptions Options, string Answer, Func<ITuningService, CancellationToken, Task<object>> CallAsync)
{
    const string Model = """
        {
          "name": "tunedModels/number-generator", "displayName": "number generator", "description": "Gives the next number.",
          "baseModel": "models/gemini-1.5-flash-001-tuning",
          "tunedModelSource": {"tunedModel": "tunedModels/first", "baseModel": "models/gemini-1.5-flash-001-tuning"},
          "state": "ACTIVE", "temperature": 0.9, "topP": 0.95, "topK": 40,
          "createTime": "2024-03-14T15:09:26.535897932Z", "updateTime": "2024-03-14T15:11:23Z",
          "tuningTask": {
            "startTime": "2024-03-14T16:09:27.5+01:00", "completeTime": "2024-03-14T15:11:23.766989274Z",
            "snapshots": [{"step": 19, "epoch": 5, "meanLoss": 1.402067, "computeTime": "2024-03-14T15:11:23.766989274Z"}],
            "trainingData": {"examples": {"examples": [{"textInput": "1", "output": "2"}]}},
            "hyperparameters": {"epochCount": 5, "batchSize": 2, "learningRate": 0.001, "learningRateMultiplier": 0.5}
          },
          "readerProjectNumbers": ["123456789012", 9007199254740993]
        }
        """;

    const string Operation = $$"""
        {
          "name": "tunedModels/number-generator/operations/op", "done": true,
          "metadata": {
            "@type": "type.googleapis.com/google.ai.generativelanguage.v1beta.CreateTunedModelMetadata",
            "tunedModel": "tunedModels/number-generator", "totalSteps": 19, "completedSteps": 19, "completedPercent": 100,
            "snapshots": [{"step": 19, "epoch": 5, "meanLoss": "NaN", "computeTime": "2024-03-14T15:11:23.766989274Z"}]
          },
          "error": {"code": 3, "message": "Too few examples.", "details": [{"@type": "type.googleapis.com/google.rpc.DebugInfo", "detail": "none"}]},
          "response": {{Model}}
        }
        """;

    public const string Generated = """
        {
          "candidates": [
            {
              "index": 0, "content": {"role": "model", "parts": [{"text": "LX"}, {"text": "IV 😀", "thought": false}]}, "finishReason": "STOP",
              "tokenCount": 4, "avgLogprobs": -0.25, "citationMetadata": {"citationSources": [{"startIndex": 0, "uri": "https://example.com"}]},
              "safetyRatings": [{"category": "HARM_CATEGORY_HARASSMENT", "probability": "LOW", "blocked": false}]
            }
          ],
          "promptFeedback": {"blockReason": "SAFETY", "safetyRatings": [{"category": "HARM_CATEGORY_HATE_SPEECH", "probability": "NEGLIGIBLE"}]},
          "usageMetadata": {"promptTokenCount": 5, "candidatesTokenCount": 4, "totalTokenCount": 9},
          "modelVersion": "gemini-1.5-flash-001", "responseId": "abc"
        }
        """;

    const string BaseModel = """
        {
          "name": "models/gemini-1.5-flash-001-tuning", "baseModelId": "gemini-1.5-flash", "version": "001",
          "displayName": "Gemini 1.5 Flash 001 Tuning", "description": "To be tuned.", "inputTokenLimit": 16384, "outputTokenLimit": 8192,
          "supportedGenerationMethods": ["generateContent", "createTunedModel"], "temperature": 1, "maxTemperature": 2, "topP": 0.95, "topK": 64
        }
        """;

    static readonly GenerationRequest s_prompt = new() { Model = "tunedModels/number-generator", Prompt = "LXIII" };
    static readonly TuningRequest s_create = new() { Id = "number-generator", IsRandomId = true, TrainingData = new ExamplesInRequest([]) };

    static readonly Dictionary<string, FuzzedMethod> s_geminiApi = new()
    {
        ["list base models"] = Gemini(Page("models", BaseModel), async (service, stop) => await service.ListBaseModelsAsync(stop).ToListAsync()),
        ["list tuned models"] = Gemini(Page("tunedModels", Model), async (service, stop) => await service.ListTunedModelsAsync(null, 100, stop).ToListAsync()),
        ["list operations"] = Gemini(Page("operations", Operation), async (service, stop) => await service.ListOperationsAsync("number-generator", stop).ToListAsync()),
        ["get model"] = Gemini(Model, async (service, stop) => await service.GetTunedModelAsync("number-generator", stop)),
        ["get operation"] = Gemini(Operation, async (service, stop) => await service.GetOperationAsync("tunedModels/number-generator/operations/op", stop)),
        ["create"] = Gemini(Operation, async (service, stop) => await service.CreateTunedModelAsync(s_create, stop)),
        ["generate"] = Gemini(Generated, async (service, stop) => await service.GenerateAsync(s_prompt, stop)),
        ["generate streamed"] = Gemini($$$"""[{{{Generated}}}, {"candidates": [{"content": {"parts": [{"text": "!"}]}}]}]""",
            async (service, stop) => await PiecesAsync(service.GenerateStreamAsync(s_prompt, stop))),
    };

    /// <summary>The methods of both services, by their names.</summary>
    public static IReadOnlyDictionary<string, FuzzedMethod> All { get; } = s_geminiApi.Concat(FuzzedVertex.All).ToDictionary(method => method.Key, method => method.Value);

    /// <summary>The same service at another address.</summary>
    public TuningConnectionOptions At(Uri endpoint) => Options with
    {
        Endpoint = endpoint,
        Service = Options.Service is VertexOptions vertex ? vertex with { StorageEndpoint = endpoint } : Options.Service,
    };

    static FuzzedMethod Gemini(string answer, Func<IGeminiApiService, CancellationToken, Task<object>> call) =>
        new(new TuningConnectionOptions(), answer, (service, stop) => call((IGeminiApiService)service, stop));

    // The pieces before a fault have been given already, so each is looked at when it comes.
    public static async Task<object> PiecesAsync(IAsyncEnumerable<TunedModelResponse> answer)
    {
        var pieces = new List<TunedModelResponse>();
        await foreach (var piece in answer)
        {
            Outcome.IsGood(piece);
            pieces.Add(piece);
        }
        return pieces;
    }

    public static string Page(string items, string item) => $$"""{"{{items}}": [{{item}}], "nextPageToken": "next"}""";
}
