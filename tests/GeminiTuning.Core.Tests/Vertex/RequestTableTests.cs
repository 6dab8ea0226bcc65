using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Web;
using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Vertex;

/// <summary>Every request that is sent to Vertex AI and Cloud Storage, against the service's own protos and against Cloud
/// Storage's reference: the emulator is not asked.</summary>
public sealed class RequestTableTests
{
    sealed record Row(string Method, Func<IVertexService, Task> Call, string[] Sends, params (string Body, HttpStatusCode Status, (string, string)[] Headers)[] Answers);

    // cloud.google.com/storage/docs/json_api/v1/objects (get, list) and /docs/performing-resumable-uploads: method, path,
    // what the query must have, what it may have, the body's fields with their types, headers.
    static readonly (string Name, string Verb, string Path, string[] Required, string[] Optional, string[] Body, string[] Headers)[] s_storage =
    [
        ("objects.get", "GET", "storage/v1/b/*/o/*", [], ["alt", "generation"], [], []),
        ("objects.list", "GET", "storage/v1/b/*/o", [], ["prefix", "pageToken", "delimiter", "maxResults"], [], []),
        ("objects.insert", "POST", "upload/storage/v1/b/*/o", ["uploadType", "name"], [], ["name", "contentType", "crc32c"], ["X-Upload-Content-Type", "X-Upload-Content-Length"]),
        ("session", "PUT", "upload/storage/v1/b/*/o", ["uploadType", "upload_id"], [], [], []),
    ];

    static readonly (string, string)[] s_none = [];

    static (string, HttpStatusCode, (string, string)[]) Ok(string body) => (body, HttpStatusCode.OK, s_none);

    static readonly (string, HttpStatusCode, (string, string)[])[] s_upload =
        [("{}", HttpStatusCode.NotFound, s_none), ("", HttpStatusCode.OK, [("Location", VertexScript.Session)]), Ok("{}")];

    static readonly string[] s_sendsUpload = ["objects.get", "objects.insert", "session"];

    static readonly Row[] s_rows =
    [
        new(nameof(ITuningService.CreateTunedModelAsync), service => service.CreateTunedModelAsync(VertexScript.Request with
        {
            BaseModel = "gemini-2.5-flash", DisplayName = "d", Description = "e", ValidationData = new ExamplesAtUri("gs://my-bucket/v.jsonl"), ExportLastCheckpointOnly = true, KmsKeyName = "k", ServiceAccount = "s",
            Labels = new Dictionary<string, string> { ["a"] = "b" }, Hyperparameters = new Hyperparameters { EpochCount = 5, LearningRateMultiplier = 0.1f, AdapterSize = 16 },
            EvaluationMetrics = [.. EvaluationMetric.Computed.Append("text_quality_v1").Select(EvaluationMetric.Parse)],
        }), [.. s_sendsUpload, "createTuningJob"], [.. s_upload, Ok(VertexScript.Done)]),
        new(nameof(ITuningService.CreateTunedModelAsync), service => service.CreateTunedModelAsync(VertexScript.Request with
        {
            TrainingData = new ExamplesAtUri("gs://my-bucket/t.jsonl"), SourceModel = VertexScript.Job, SourceCheckpoint = "2",
        }), ["getTuningJob", "createTuningJob"], Ok(VertexScript.Done), Ok(VertexScript.Done)),
        // Preference tuning is in the REST samples and in Google's SDKs, and in no published proto: unpublished.txt has its messages.
        new(nameof(ITuningService.CreateTunedModelAsync), service => service.CreateTunedModelAsync(VertexScript.Request with
        {
            TrainingData = new ExamplesInRequest([new TuningExample { TextInput = "1", Output = "2", RejectedOutput = "3" }]), BaseModel = "gemini-2.5-flash", ExportLastCheckpointOnly = true,
            ValidationData = new ExamplesAtUri("gs://my-bucket/v.jsonl"), Hyperparameters = new Hyperparameters { EpochCount = 5, LearningRateMultiplier = 0.1f, AdapterSize = 16, Beta = 0.1f },
        }), [.. s_sendsUpload, "createTuningJob"], [.. s_upload, Ok(VertexScript.Done)]),
        new(nameof(ITuningService.GetTunedModelAsync), service => service.GetTunedModelAsync(VertexScript.Job), ["getTuningJob"], Ok(VertexScript.Done)),
        new(nameof(ITuningService.GetTunedModelAsync), service => service.GetTunedModelAsync(VertexScript.Model), ["listTuningJobs", "listTuningJobs"],
            Ok("""{"nextPageToken": "t&2"}"""), Ok($$"""{"tuningJobs": [{{VertexScript.Done}}]}""")),
        new(nameof(ITuningService.ListTunedModelsAsync), service => service.ListTunedModelsAsync("state=JOB_STATE_SUCCEEDED", 7).ToListAsync(), ["listTuningJobs", "listModels"],
            Ok($$"""{"tuningJobs": [{{VertexScript.Done}}]}"""), Ok("{}")),
        new(nameof(ITuningService.GetOperationAsync), service => service.GetOperationAsync(VertexScript.Job), ["getTuningJob"], Ok(VertexScript.Done)),
        new(nameof(ITuningService.ListOperationsAsync), service => service.ListOperationsAsync(VertexScript.Job).ToListAsync(), ["getTuningJob"], Ok(VertexScript.Done)),
        new(nameof(ITuningService.ListRunningOperationsAsync), service => service.ListRunningOperationsAsync().ToListAsync(), ["listTuningJobs"], Ok("{}")),
        new(nameof(ITuningService.ReadLossAsync), async service => await service.ReadLossAsync(await service.GetTunedModelAsync(VertexScript.Job)),
            ["getTuningJob", "getContext", "listTensorboardRuns", "listTensorboardTimeSeries", "batchReadTensorboardTimeSeriesData"],
            Ok(VertexScript.Tuned), Ok($$"""{"metadata": {"backing_tensorboard_resource": "{{VertexScript.Tensorboard}}"} }"""),
            Ok($$"""{"tensorboardRuns": [{"name": "{{VertexScript.Run}}"}]}"""), Ok(VertexScript.TimeSeries), Ok(VertexScript.Data)),
        new(nameof(ITuningService.CompleteAsync), async service => await service.CompleteAsync(await service.GetTunedModelAsync(VertexScript.Job)),
            ["getTuningJob", "getModel"], Ok(VertexScript.Done), Ok("{}")),
        new(nameof(ITuningService.UpdateTunedModelAsync), service => service.UpdateTunedModelAsync(VertexScript.Job, new TunedModelChanges
        {
            DisplayName = "d", Description = "e", DefaultCheckpoint = "1", Labels = new Dictionary<string, string> { ["a"] = "b" },
        }), ["getTuningJob", "getModel", "updateModel", "getTuningJob"],
            Ok(VertexScript.Done), Ok("""{"etag": "x", "labels": {"c": "d"}}"""), Ok("{}"), Ok(VertexScript.Done)),
        new(nameof(ITuningService.CancelOperationAsync), service => service.CancelOperationAsync(VertexScript.Job), ["cancelTuningJob"], Ok("{}")),
        new(nameof(ITuningService.GenerateAsync), service => service.GenerateAsync(Asking), ["getTuningJob", "generateContent"], Ok(VertexScript.Done), Ok(VertexScript.Answer)),
        new(nameof(ITuningService.GenerateAsync), service => service.GenerateAsync(Asking with { Model = "gemini-3.5-flash", IsBaseModel = true, Checkpoint = null }), ["generateContent"], Ok(VertexScript.Answer)),
        new(nameof(ITuningService.GenerateAsync), service => service.GenerateAsync(Asking with { Model = VertexScript.Endpoint, Checkpoint = null, ThinkingLevel = null, ThinkingBudget = 0 }), ["generateContent"], Ok(VertexScript.Answer)),
        new(nameof(ITuningService.GenerateStreamAsync), service => service.GenerateStreamAsync(Asking with { Model = VertexScript.Endpoint, Checkpoint = null }).ToListAsync(), ["streamGenerateContent"], Ok($"[{VertexScript.Answer}]")),
        new(nameof(ITuningService.DeleteTunedModelAsync), service => service.DeleteTunedModelAsync(VertexScript.Job),
            ["getTuningJob", "getEndpoint", "undeployModel", "getOperation", "deleteEndpoint", "getEndpoint", "deleteEndpoint", "listModelVersions", "deleteModel"],
            Ok(VertexScript.Done),
            Ok($$"""{"deployedModels": [{"id": "3", "model": "{{VertexScript.Parent}}/models/7", "modelVersionId": "1"}]}"""),
            Ok($$"""{"name": "{{VertexScript.Parent}}/operations/5"}"""), Ok("""{"done": true}"""), Ok("""{"done": true}"""),
            Ok("{}"), Ok("""{"done": true}"""),
            Ok("""{"models": [{"versionId": "1"}]}"""), Ok("""{"done": true}""")),
        new(nameof(ITuningService.DeleteTunedModelAsync), service => service.DeleteTunedModelAsync(VertexScript.Job),
            ["getTuningJob", "getEndpoint", "getEndpoint", "listModelVersions", "deleteModelVersion"],
            Ok(VertexScript.Done), ("{}", HttpStatusCode.NotFound, s_none), ("{}", HttpStatusCode.NotFound, s_none), Ok("""{"models": [{"versionId": "2"}, {"versionId": "1"}]}"""), Ok("""{"done": true}""")),
        new(nameof(ITuningService.DeleteTunedModelAsync), service => service.DeleteTunedModelAsync(VertexScript.Job),
            ["getTuningJob", "cancelTuningJob"], Ok($$"""{"name": "{{VertexScript.Job}}", "state": "JOB_STATE_RUNNING"}"""), Ok("{}")),
        new(nameof(ITuningService.ListBaseModelsAsync), service => service.ListBaseModelsAsync().ToListAsync(), ["listPublisherModels", "listPublisherModels"],
            Ok("""{"publisherModels": [{"name": "publishers/google/models/imagen"}], "nextPageToken": "2"}"""), Ok("{}")),
        new(nameof(ITuningService.CountTokensAsync), service => service.CountTokensAsync("gemini-3.5-flash", true,
            [new TuningExample { TextInput = "1", Output = "2", SystemInstruction = "Count." }, new TuningExample { Json = """{"contents": [{"role": "user", "weight": 1, "parts": [{"text": "1"}]}]}""" }]),
            ["countTokens"], Ok("""{"totalTokens": 3}""")),
        new(nameof(ITuningService.CountTokensAsync), service => service.CountTokensAsync(VertexScript.Job, false, [new TuningExample { TextInput = "1", Output = "2" }]),
            ["getTuningJob", "countTokens"], Ok(VertexScript.Done), Ok("""{"totalTokens": 3}""")),
        new(nameof(ITuningService.ReadExamplesAsync), service => service.ReadExamplesAsync("gs://my-bucket/t.jsonl").ToListAsync(),
            ["objects.get", "objects.get"], Ok("""{"size": "3", "generation": "17"}"""), Ok("{}\n")),
        new(nameof(ITuningService.FindBaseModelAsync), service => service.FindBaseModelAsync(), []),
        new(nameof(IVertexService.CreateBatchAsync), async service =>
        {
            using var prompts = new PromptFile(Asking);
            prompts.Add("1", new Dictionary<string, object?> { ["a"] = 1 });
            prompts.Complete();
            await service.CreateBatchAsync(new BatchRequest { Id = "b-1", Model = VertexScript.Job, Prompts = prompts, DisplayName = "d", KmsKeyName = "k", ServiceAccount = "s", Labels = new Dictionary<string, string> { ["a"] = "b" } });
        }, ["getTuningJob", .. s_sendsUpload, "createBatchPredictionJob"], [Ok(VertexScript.Done), .. s_upload, Ok($$"""{"name": "{{VertexScript.Parent}}/batchPredictionJobs/1"}""")]),
        new(nameof(IVertexService.GetBatchAsync), service => service.GetBatchAsync("1"), ["getBatchPredictionJob"], Ok("{}")),
        new(nameof(IVertexService.ListBatchesAsync), service => service.ListBatchesAsync().ToListAsync(), ["listBatchPredictionJobs"], Ok("{}")),
        new(nameof(IVertexService.CancelBatchAsync), service => service.CancelBatchAsync("1"), ["cancelBatchPredictionJob"], Ok("{}")),
        new(nameof(IVertexService.ReadAnswersAsync), service => service.ReadAnswersAsync(new TunedModelBatch { Name = "b", OutputUri = "gs://my-bucket/a b/out" }).ToListAsync(),
            ["objects.list", "objects.list", "objects.get", "objects.get"],
            Ok("""{"nextPageToken": "2"}"""), Ok("""{"items": [{"name": "a b/out/p.jsonl"}]}"""), Ok("""{"size": "3", "generation": "17"}"""), Ok("{}\n")),
    ];

    static readonly JsonDocument s_schema = JsonDocument.Parse("""{"type": "STRING"}""");

    static GenerationRequest Asking => new()
    {
        Model = VertexScript.Job,
        Prompt = "7",
        Checkpoint = "1",
        SystemInstruction = "Count.",
        Temperature = 0.5f,
        TopP = 0.5f,
        TopK = 5,
        MaxOutputTokens = 3,
        CandidateCount = 2,
        Seed = 1,
        StopSequences = ["z"],
        ThinkingLevel = ThinkingLevel.Minimal,
        ResponseMimeType = "application/json",
        ResponseSchema = s_schema.RootElement,
        ResponseLogprobs = true,
        Logprobs = 3,
        SafetySettings = new Dictionary<HarmCategory, HarmBlockThreshold> { [HarmCategory.Harassment] = HarmBlockThreshold.BlockNone },
    };

    public static TheoryData<int, string> Rows
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (var number = 0; number < s_rows.Length; number++)
                data.Add(number, $"{s_rows[number].Method}: {string.Join(", ", s_rows[number].Sends)}");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Every_request_is_as_the_service_describes_it(int number, string what)
    {
        Assert.NotEmpty(what);
        using var script = new ScriptedService();
        foreach (var (body, status, headers) in s_rows[number].Answers)
            script.Answers(body, status, headers);
        await s_rows[number].Call(script.Vertex());
        Assert.Equal(s_rows[number].Sends, script.Requests.Select(Describe));
    }

    [Fact]
    public void Every_method_that_sends_something_is_in_the_table()
    {
        var methods = typeof(IVertexService).GetInterfaces().Append(typeof(IVertexService)).SelectMany(type => type.GetMethods())
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal)).Select(method => method.Name);
        Assert.Empty(methods.Except(s_rows.Select(row => row.Method)));
    }

    [Fact]
    public void Cloud_storage_has_its_own_host_and_so_has_each_region()
    {
        Assert.Equal("https://storage.googleapis.com/", VertexOptions.GoogleStorage.AbsoluteUri);
        Assert.Equal("https://us-central1-aiplatform.googleapis.com/", VertexOptions.GoogleAddress("us-central1").AbsoluteUri);
    }

    // The method's name, once all of the request has been looked at.
    static string Describe(SentRequest request) =>
        request.Uri.Host == "storage.googleapis.com" ? DescribeStorage(request) : DescribeVertex(request);

    static string DescribeVertex(SentRequest request)
    {
        Assert.Equal("us-central1-aiplatform.googleapis.com", request.Uri.Host);
        return NameOf(request);
    }

    /// <summary>Returns the method of a request to Vertex AI, once its path, its query and its body have been held against the protos.</summary>
    internal static string NameOf(SentRequest request)
    {
        var path = request.Uri.AbsolutePath[1..];
        // Only the preview version lists publisher models.
        var isPreview = path == "v1beta1/publishers/google/models";
        var (root, protos) = isPreview ? ("v1beta1/", Protos.VertexBeta) : ("v1/", Protos.Vertex);
        Assert.StartsWith(root, path, StringComparison.Ordinal);
        path = path[root.Length..];
        // Operations are google.longrunning's, which the service's own protos do not repeat.
        if (Matches("projects/*/locations/*/operations/*", path))
            return "getOperation";
        var (name, _, _) = Assert.Single(protos.Methods, method => method.Verb == request.Method.Method && Matches(method.Path, path));
        Assert.Empty(Query(request).Except(protos.QueryOf(name)));
        if (protos.BodyOf(name) is { } message)
            Assert.Empty(protos.Wrongs(Assert.IsType<JsonObject>(request.Json), message));
        Assert.Equal(protos.BodyOf(name) is null ? null : "application/json", request.ContentType);
        return name;
    }

    static string DescribeStorage(SentRequest request)
    {
        var (name, _, _, required, optional, body, headers) = Assert.Single(s_storage, method => method.Verb == request.Method.Method && Matches(method.Path, request.Uri.AbsolutePath[1..]));
        var query = Query(request).ToList();
        Assert.Empty(required.Except(query));
        Assert.Empty(query.Except(required).Except(optional));
        Assert.Equal(headers, headers.Where(header => request.Headers.Contains(header)));
        // The content goes to the session in a request of its own, and parts of it are downloads alone.
        Assert.Equal(name == "session", request.ContentType != "application/json" && request.Body is not null);
        Assert.True(request.Headers.Range is null || HttpUtility.ParseQueryString(request.Uri.Query)["alt"] == "media");
        Assert.Matches(name == "session" ? @"\A(bytes (\d+-\d+|\*)/\d+)?\z" : @"\A\z", request.ContentRange ?? "");
        if (body.Length > 0)
            Assert.All(Assert.IsType<JsonObject>(request.Json), field => Assert.True(body.Contains(field.Key) && field.Value is JsonValue, field.Key));
        return name;
    }

    static IEnumerable<string> Query(SentRequest request) => HttpUtility.ParseQueryString(request.Uri.Query).AllKeys.OfType<string>();

    static bool Matches(string pattern, string path) => Regex.IsMatch(path, $@"\A{Regex.Escape(pattern).Replace(@"\*", "[^/:]+", StringComparison.Ordinal)}\z");
}
