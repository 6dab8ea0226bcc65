using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Batch jobs as the service writes them.</summary>
static class BatchJson
{
    public static JsonObject Write(BatchJobRecord job) => JsonOut.Message(
        ("name", job.Name),
        ("displayName", job.DisplayName),
        ("model", job.Model),
        ("inputConfig", JsonOut.Message(
            ("instancesFormat", "jsonl"), ("gcsSource", JsonOut.Message(("uris", JsonOut.List(job.InputUris, u => u)))))),
        ("outputConfig", JsonOut.Message(
            ("predictionsFormat", "jsonl"), ("gcsDestination", JsonOut.Message(("outputUriPrefix", job.OutputPrefix))))),
        ("serviceAccount", JsonOut.Text(job.ServiceAccount)),
        ("outputInfo", job.OutputDirectory is null ? null : JsonOut.Message(("gcsOutputDirectory", job.OutputDirectory))),
        ("state", job.State.Write()),
        ("error", TuningJobJson.WriteError(job.Error)),
        ("completionStats", job.Successful + job.Failures == 0 ? null : JsonOut.Message(
            ("successfulCount", JsonOut.Long(job.Successful)), ("failedCount", JsonOut.Long(job.Failures)))),
        ("createTime", JsonOut.Time(job.CreateTime)),
        ("startTime", JsonOut.Time(job.StartTime)),
        ("endTime", JsonOut.Time(job.EndTime)),
        ("updateTime", JsonOut.Time(job.UpdateTime)),
        ("labels", JsonOut.Map(job.Labels)),
        ("encryptionSpec", TuningJobJson.WriteEncryption(job.KmsKeyName)));
}
