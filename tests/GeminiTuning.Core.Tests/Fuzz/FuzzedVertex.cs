using GeminiTuning.Tests.Vertex;

namespace GeminiTuning.Tests.Fuzz;

/// <summary>The methods of Vertex AI, and whole answers to them: every field of google/cloud/aiplatform/v1.</summary>
static class FuzzedVertex
{
    const string Job = $$"""
        {
          "name": "{{VertexScript.Job}}", "tunedModelDisplayName": "number generator", "description": "Gives the next number.",
          "baseModel": "gemini-2.5-flash", "preTunedModel": {"tunedModelName": "{{VertexScript.Model}}", "checkpointId": "2", "baseModel": "gemini-2.5-flash"},
          "supervisedTuningSpec": {
            "trainingDatasetUri": "gs://my-bucket/t.jsonl", "validationDatasetUri": "gs://my-bucket/v.jsonl", "exportLastCheckpointOnly": true,
            "hyperParameters": {"epochCount": "3", "learningRateMultiplier": 0.5, "adapterSize": "ADAPTER_SIZE_FOUR"}
          },
          "state": "JOB_STATE_FAILED", "tuningJobState": "TUNING_JOB_STATE_POST_PROCESSING",
          "createTime": "2026-03-14T15:09:26.535897932Z", "startTime": "2026-03-14T16:09:27.5+01:00", "endTime": "2026-03-14T15:11:23Z", "updateTime": "2026-03-14T15:11:23Z",
          "error": {"code": 3, "message": "Too few examples.", "details": [{"@type": "type.googleapis.com/google.rpc.DebugInfo", "detail": "none"}]},
          "labels": {"team": "a", "geminituning-request": "number-generator-1"},
          "tunedModel": {
            "model": "{{VertexScript.Model}}", "endpoint": "{{VertexScript.Endpoint}}",
            "checkpoints": [{"checkpointId": "1", "epoch": "1", "step": "5", "endpoint": "{{VertexScript.Endpoint}}" }]
          },
          "tuningDataStats": {"supervisedTuningDataStats": {
            "tuningDatasetExampleCount": "20", "totalBillableTokenCount": "400", "tuningStepCount": "15", "totalTruncatedExampleCount": "1",
            "truncatedExampleIndices": ["7"], "droppedExampleReasons": ["Too long."]
          } },
          "tuningJobMetadata": {"completedEpochCount": "3", "completedStepCount": "15"},
          "encryptionSpec": {"kmsKeyName": "k"}, "serviceAccount": "me@example.com"
        }
        """;

    const string Batch = $$"""
        {
          "name": "{{VertexScript.Parent}}/batchPredictionJobs/1", "displayName": "numbers", "model": "{{VertexScript.Model}}",
          "inputConfig": {"instancesFormat": "jsonl", "gcsSource": {"uris": ["gs://my-bucket/p.jsonl"]} },
          "outputConfig": {"predictionsFormat": "jsonl", "gcsDestination": {"outputUriPrefix": "gs://my-bucket/out"} },
          "outputInfo": {"gcsOutputDirectory": "gs://my-bucket/out/prediction-1"},
          "state": "JOB_STATE_FAILED", "error": {"code": 3, "message": "No lines."},
          "completionStats": {"successfulCount": "20", "failedCount": "1", "incompleteCount": "-1"},
          "createTime": "2026-03-14T15:09:26.535897932Z", "startTime": "2026-03-14T15:09:27Z", "endTime": "2026-03-14T15:11:23Z",
          "labels": {"team": "a"}, "encryptionSpec": {"kmsKeyName": "k"}, "serviceAccount": "me@example.com"
        }
        """;

    // As much as tells a job from another.
    const string Short = $$"""{"name": "{{VertexScript.Job}}", "state": "JOB_STATE_SUCCEEDED", "labels": {"a": "b"}, "tunedModel": {"model": "{{VertexScript.Model}}" } }""";

    static readonly TuningRequest s_create = new() { Id = "number-generator", IsRandomId = true, TrainingData = new ExamplesAtUri("gs://my-bucket/t.jsonl") };

    public static IReadOnlyDictionary<string, FuzzedMethod> All { get; } = new Dictionary<string, FuzzedMethod>
    {
        ["list jobs"] = OnVertex(FuzzedMethod.Page("tuningJobs", Short), async (service, stop) => await service.ListTunedModelsAsync(null, 100, stop).ToListAsync()),
        ["get job"] = OnVertex(Job, async (service, stop) => await service.GetOperationAsync("1", stop)),
        ["create job"] = OnVertex(Short, async (service, stop) => await service.CreateTunedModelAsync(s_create, stop)),
        ["get batch"] = OnVertex(Batch, async (service, stop) => await service.GetBatchAsync("1", stop)),
        ["list files"] = OnVertex("""{"kind": "storage#objects", "items": [{"name": "out/p.txt", "size": "3", "generation": "17"}], "nextPageToken": "next"}""",
            async (service, stop) => await service.ReadAnswersAsync(new TunedModelBatch { Name = "b", OutputUri = "gs://my-bucket/out" }, stop).ToListAsync()),
    };

    static FuzzedMethod OnVertex(string answer, Func<IVertexService, CancellationToken, Task<object>> call) =>
        new(VertexScript.Options(), answer, (service, stop) => call((IVertexService)service, stop));
}
