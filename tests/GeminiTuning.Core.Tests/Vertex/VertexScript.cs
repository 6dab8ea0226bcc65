using System.Net;

namespace GeminiTuning.Tests.Vertex;

/// <summary>Vertex AI in a project and a region, whose answers a test gives in order.</summary>
static class VertexScript
{
    public const string Parent = "projects/my-project/locations/us-central1";
    public const string Job = Parent + "/tuningJobs/1";
    public const string Model = Parent + "/models/7@1";
    public const string Endpoint = Parent + "/endpoints/9";

    /// <summary>A job that has ended well.</summary>
    public const string Done = $$"""
        {"name": "{{Job}}", "state": "JOB_STATE_SUCCEEDED", "tunedModel": {"model": "{{Model}}", "endpoint": "{{Endpoint}}",
         "checkpoints": [{"checkpointId": "1", "epoch": "1", "step": "5", "endpoint": "{{Parent}}/endpoints/8"}, {"checkpointId": "2", "epoch": "2", "step": "10", "endpoint": "{{Endpoint}}"}]} }
        """;

    public const string Answer = """{"candidates": [{"content": {"parts": [{"text": "8"}]}, "finishReason": "STOP"}]}""";
    public const string Session = "https://storage.googleapis.com/upload/storage/v1/b/my-bucket/o?uploadType=resumable&upload_id=SECRET";

    public static TuningConnectionOptions Options(string location = "us-central1", string? bucket = "gs://my-bucket", IRetryPolicy? retries = null, Uri? endpoint = null) => new()
    {
        Endpoint = endpoint ?? VertexOptions.GoogleAddress(location),
        RetryPolicy = retries ?? new NoRetryPolicy(),
        Service = Settings(location, bucket),
    };

    public static VertexOptions Settings(string location = "us-central1", string? bucket = "gs://my-bucket") =>
        new() { Project = "my-project", Location = location, Bucket = bucket is null ? null : StorageUri.Folder(bucket) };

    public static IVertexService Vertex(this ScriptedService script, TuningConnectionOptions? options = null, Action<string>? log = null) =>
        (IVertexService)script.Connect(options ?? Options()).Open(log, onRequest: log);

    public static IVertexService VertexWithRetries(this ScriptedService script, int count = 3, Action<string>? log = null) =>
        script.Vertex(Options(retries: new ImmediateRetries(count)), log);

    /// <summary>An object that is not there, a session, and an upload that is taken.</summary>
    public static ScriptedService TakesUpload(this ScriptedService script) => script
        .Answers("""{"error": {"code": 404, "message": "No such object"}}""", HttpStatusCode.NotFound)
        .Answers("", HttpStatusCode.OK, ("Location", Session))
        .Answers("{}");

    public static TuningRequest Request => new()
    {
        Id = "number-generator-1",
        IsRandomId = true,
        TrainingData = new ExamplesInRequest([new TuningExample { TextInput = "1", Output = "2" }, new TuningExample { TextInput = "a", Output = "b", SystemInstruction = "Count." }]),
    };

    /// <summary>Prompts for a batch.</summary>
    public static PromptFile Prompts(params string[] prompts)
    {
        var file = new PromptFile(new GenerationRequest { Model = "", Prompt = "" });
        foreach (var prompt in prompts)
            file.Add(prompt);
        file.Complete();
        return file;
    }

    /// <summary>What was sent, without the addresses.</summary>
    public static IEnumerable<string> Paths(this ScriptedService script) => script.Requests.Select(request => $"{request.Method} {request.Uri.PathAndQuery}");
}
