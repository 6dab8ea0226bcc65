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

    public const string Experiment = Parent + "/metadataStores/default/contexts/tuning-experiment-1";
    public const string Tensorboard = "projects/12345/locations/us-central1/tensorboards/77";
    public const string Run = Tensorboard + "/experiments/tuning-experiment-1/runs/run-1";

    /// <summary>A job that ended well a while ago, and has an experiment.</summary>
    public static readonly string Tuned = Done.Replace("\"tunedModel\"", $"\"experiment\": \"{Experiment}\", \"endTime\": \"2026-03-14T15:11:23Z\", \"tunedModel\"", StringComparison.Ordinal);

    /// <summary>The time series of an experiment.</summary>
    public const string TimeSeries = $$"""
        {"tensorboardTimeSeries": [
          {"name": "{{Run}}/timeSeries/11", "displayName": "/train_total_loss", "valueType": "SCALAR"},
          {"name": "{{Run}}/timeSeries/12", "displayName": "train_fraction_of_correct_next_step_preds", "valueType": "SCALAR"},
          {"name": "{{Run}}/timeSeries/13", "displayName": "/train_num_predictions", "valueType": "SCALAR"},
          {"name": "{{Run}}/timeSeries/21", "displayName": "/eval_total_loss", "valueType": "SCALAR"},
          {"name": "{{Run}}/timeSeries/22", "displayName": "/eval_fraction_of_correct_next_step_preds", "valueType": "SCALAR"}, {"name": "odd/a b", "displayName": "/eval_total_loss"}]}
        """;

    /// <summary>The data of these time series: one value is zero, which proto3 JSON omits, and one series is unknown.</summary>
    public const string Data = """
        {"timeSeriesData": [
          {"tensorboardTimeSeriesId": "21", "valueType": "SCALAR", "values": [{"scalar": {"value": 2}, "step": "5"}, {"scalar": {"value": 1.25}, "step": "10"}]},
          {"tensorboardTimeSeriesId": "11", "values": [{"scalar": {"value": 2.5}, "wallTime": "2026-03-14T15:09:00Z", "step": "4"}, {"scalar": {"value": 1.5}, "step": "5"}, {"scalar": {}, "step": "10"}]},
          {"tensorboardTimeSeriesId": "12", "values": [{"scalar": {"value": 0.5}, "wallTime": "2026-03-14T15:09:00Z", "step": "4"}, {"scalar": {"value": 1}, "step": "10"}, {"blobs": {}, "step": "11"}]},
          {"tensorboardTimeSeriesId": "22", "values": [{"scalar": {"value": 0.25}, "step": "5"}, {"scalar": {"value": "NaN"}, "step": "10"}]},
          {"tensorboardTimeSeriesId": "99", "values": [{"scalar": {"value": 7}, "step": "12"}]}]}
        """;

    /// <summary>The experiment of a job: its context, its run, the time series, and their data.</summary>
    public static ScriptedService AnswersExperiment(this ScriptedService script) => script
        .Answers($$"""{"metadata": {"backing_tensorboard_resource": "{{Tensorboard}}"} }""")
        .Answers($$"""{"tensorboardRuns": [{"name": "{{Run}}"}]}""").Answers(TimeSeries).Answers(Data);

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
