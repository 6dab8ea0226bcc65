using System.Text;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Vertex;

namespace GeminiTuning.Emulator.Tests.Fuzz;

/// <summary>A right request, before something is made of it that is not. Names stand in for those of a <see cref="FuzzTarget"/>; the status is what comes of it.</summary>
sealed record FuzzRequest(string Method, string Verb, string Path, string Query, string? Body, IReadOnlyList<string> QueryFields, int Status)
{
    /// <summary>One for every route that there is.</summary>
    public static IReadOnlyList<FuzzRequest> All { get; } =
        [.. Routes().Select(r => new FuzzRequest(r.Name, r.Verb, PathOf(r), QueryOf(r), BodyOf(r), r.QueryFields, StatusOf(r)))];

    public byte[] Bytes => With(Path, Encoding.UTF8.GetBytes(Body ?? ""));

    public byte[] With(byte[] body) => With(Path, body);

    public byte[] With(string path) => With(path, Encoding.UTF8.GetBytes(Body ?? ""));

    byte[] With(string path, byte[] body) =>
    [
        .. Encoding.Latin1.GetBytes($"{Verb} /{WithQuery(path)} HTTP/1.1\r\n{Raw.Host}Connection: close\r\n"
            + $"Content-Type: application/json\r\n{(Method == "uploadChunk" ? "Content-Range: bytes 0-9/10\r\n" : "")}Content-Length: {body.Length}\r\n\r\n"),
        .. body,
    ];

    string WithQuery(string path) =>
        Query.Length == 0 ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Query}";

    static string PathOf(Route route)
    {
        var names = new Queue<string>(FuzzNames.In(route));
        var segments = route.Pattern.Split('/').Select(s => s.StartsWith('*') ? names.Dequeue() + s.TrimStart('*') : s);
        return $"{route.Api.Roots[^1]}/{string.Join('/', segments)}";
    }

    static string QueryOf(Route route) => route.Name switch
    {
        "uploadChunk" or "cancelUpload" => $"upload_id={FuzzNames.Upload}",
        "startUpload" or "uploadObject" => $"{route.Only!.Value.Field}={route.Only!.Value.Value}&name=new",
        "batchReadTensorboardTimeSeriesData" => $"timeSeries={FuzzNames.TimeSeries}",
        _ => "",
    };

    static int StatusOf(Route route) => route.Name switch
    {
        "deleteObject" => 204,
        "deleteBucket" => 409,
        "cancelUpload" => 499,
        // A model's name stands where an endpoint's belongs, and a body of one part where two belong.
        "generateContent" or "streamGenerateContent" or "countTokens" when route.Api == VertexRoutes.Service && route.Pattern.Contains("/locations/*/models/", StringComparison.Ordinal) => 400,
        "uploadObject" when route.Only!.Value.Value == "multipart" => 400,
        _ => 200,
    };

    // A method that is not here takes no body; a new one that takes one belongs here.
    static string? BodyOf(Route route) => route.Name switch
    {
        "createTunedModel" => """
            {"displayName": "x", "description": "y", "baseModel": "models/gemini-1.5-flash-001-tuning", "temperature": 0.5,
             "topP": 0.5, "topK": 5, "state": "ACTIVE", "readerProjectNumbers": ["1"], "tuningTask": {
             "hyperparameters": {"epochCount": 1, "batchSize": 2, "learningRate": 0.001}, "trainingData": {"examples": {"examples":
             [{"textInput": "1", "output": "2"}, {"text_input": "3", "output": "4"}]}}}}
            """,
        "updateTunedModel" => """{"display_name": "z", "description": "y", "temperature": 0.5, "topP": 0.5, "topK": 5}""",
        "generateContent" or "streamGenerateContent" when route.Api == VertexRoutes.Service => """
            {"contents": [{"role": "user", "parts": [{"text": "1"}]}, {"role": "user", "parts": [{"text": "2", "thought": true}]}],
             "systemInstruction": {"parts": [{"text": "x"}]}, "labels": {"a": "b"},
             "safetySettings": [{"category": "HARM_CATEGORY_JAILBREAK", "threshold": 1, "method": "SEVERITY"}],
             "generationConfig": {"candidateCount": 2, "stopSequences": ["x"], "maxOutputTokens": 5, "temperature": 1.5,
             "topP": 0.9, "topK": 3.5, "seed": -7, "responseModalities": ["TEXT"]}}
            """,
        "generateContent" or "streamGenerateContent" => """
            {"contents": [{"role": "user", "parts": [{"text": "1"}]}, {"parts": [{"text": "2", "thought": true}]}],
             "safetySettings": [{"category": "HARM_CATEGORY_HARASSMENT", "threshold": 1}],
             "generationConfig": {"candidateCount": 2, "stopSequences": ["x"], "maxOutputTokens": 5, "temperature": 1.5,
             "topP": 0.9, "topK": 3, "seed": -7, "responseModalities": ["TEXT"]}}
            """,
        "createTuningJob" => """
            {"baseModel": "gemini-2.5-flash", "tunedModelDisplayName": "x", "description": "y", "labels": {"a": "b"}, "state": 3,
             "supervisedTuningSpec": {"trainingDatasetUri": "gs://my-bucket/fuzz.jsonl", "validationDatasetUri": "gs://my-bucket/fuzz.jsonl",
             "hyperParameters": {"epochCount": "1", "learningRateMultiplier": 0.5, "adapterSize": "ADAPTER_SIZE_ONE"},
             "exportLastCheckpointOnly": true}, "encryptionSpec": {"kmsKeyName": "k"}, "serviceAccount": "s"}
            """,
        "createBatchPredictionJob" => """
            {"displayName": "x", "model": "gemini-2.5-flash", "inputConfig": {"instancesFormat": "jsonl", "gcsSource": {"uris": ["gs://my-bucket/fuzz.jsonl"]}},
             "outputConfig": {"predictionsFormat": "jsonl", "gcsDestination": {"outputUriPrefix": "gs://my-bucket/out"}}, "labels": {"a": "b"}}
            """,
        "countTokens" when route.Api == VertexRoutes.Service => """
            {"contents": [{"role": "user", "parts": [{"text": "1"}]}], "systemInstruction": {"parts": [{"text": "x"}]}, "tools": [{}],
             "generationConfig": {"temperature": 0.5}}
            """,
        "countTokens" => """{"generateContentRequest": {"model": "models/gemini-2.5-flash", "contents": [{"parts": [{"text": "1"}]}]}}""",
        "updateModel" => """{"displayName": "x", "description": "y", "labels": {"a": "b"}, "defaultCheckpointId": "1", "versionAliases": ["a"]}""",
        "patchObject" or "updateObject" or "rewriteObject" or "copyObject" => """
            {"contentType": "text/plain", "contentEncoding": "gzip", "cacheControl": "no-store", "contentDisposition": "inline", "contentLanguage": "de",
             "customTime": "2026-01-02T03:04:05Z", "storageClass": "NEARLINE", "metadata": {"a": "b"}}
            """,
        "createBucket" => """{"name": "fuzz-bucket", "location": "US", "labels": {"a": "b"}}""",
        "undeployModel" => $$"""{"deployedModelId": "{{FuzzNames.Deployed}}"}""",
        "cancelTuningJob" or "cancelBatchPredictionJob" => "{}",
        "startUpload" => """{"contentType": "text/plain", "metadata": {"a": "b"}, "md5Hash": "x", "size": "5"}""",
        "uploadObject" or "uploadChunk" => "0123456789",
        "createPermission" => """{"granteeType": "USER", "emailAddress": "a@b.example", "role": "READER"}""",
        "updatePermission" => """{"role": "READER", "name": "x"}""",
        "transferOwnership" => """{"emailAddress": "a@b.example"}""",
        "cancelOperation" => "{}",
        _ => null,
    };

    static IEnumerable<Route> Routes() =>
        Emulator.Routes.Of(new Backend(new TuningEmulatorOptions(), folder: null));
}
