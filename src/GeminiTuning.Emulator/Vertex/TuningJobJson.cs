using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Tuning jobs as the service writes them.</summary>
static class TuningJobJson
{
    public static JsonObject Write(TuningJobRecord job) => JsonOut.Message(
        ("name", job.Name),
        ("tunedModelDisplayName", JsonOut.Text(job.DisplayName)),
        ("description", JsonOut.Text(job.Description)),
        ("baseModel", job.PreTunedModel is null ? job.BaseModel : null),
        ("preTunedModel", job.PreTunedModel is null ? null : JsonOut.Message(
            ("tunedModelName", job.PreTunedModel), ("checkpointId", JsonOut.Text(job.PreTunedCheckpoint)), ("baseModel", job.BaseModel))),
        (job.Spec.IsPreference ? "preferenceOptimizationSpec" : "supervisedTuningSpec", Write(job.Spec)),
        ("state", job.State.Write()),
        ("tuningJobState", JsonOut.Text(job.Stage.Write())),
        ("createTime", JsonOut.Time(job.CreateTime)),
        ("startTime", JsonOut.Time(job.StartTime)),
        ("endTime", JsonOut.Time(job.EndTime)),
        ("updateTime", JsonOut.Time(job.UpdateTime)),
        ("error", WriteError(job.Error)),
        ("labels", JsonOut.Map(job.Labels)),
        ("experiment", Experiment.ContextOf(job)),
        ("tunedModel", job.Model is null ? null : JsonOut.Message(
            ("model", job.Model), ("endpoint", job.Endpoint), ("checkpoints", JsonOut.List(job.Checkpoints, Write)))),
        ("tuningDataStats", job.Stats is { } stats ? WriteStats(job.Spec, stats) : null),
        ("tuningJobMetadata", job.CompletedSteps == 0 ? null : JsonOut.Message(
            ("completedEpochCount", JsonOut.Long(job.CompletedEpochs)), ("completedStepCount", JsonOut.Long(job.CompletedSteps)))),
        ("encryptionSpec", WriteEncryption(job.KmsKeyName)),
        ("serviceAccount", JsonOut.Text(job.ServiceAccount)),
        ("evaluateDatasetRuns", JsonOut.List(job.Evaluations, run => Write(job, run))));

    public static JsonObject? WriteError(TuningError? error) =>
        error is null ? null : JsonOut.Message(("code", error.Code), ("message", error.Message));

    public static JsonObject? WriteEncryption(string key) => key.Length == 0 ? null : JsonOut.Message(("kmsKeyName", key));

    static JsonObject Write(TuningSpec spec) => JsonOut.Message(
        ("trainingDatasetUri", spec.TrainingUri),
        ("validationDatasetUri", JsonOut.Text(spec.ValidationUri)),
        ("hyperParameters", spec is { EpochCount: null, LearningRateMultiplier: null, AdapterSize: "", Beta: null } ? null : JsonOut.Message(
            ("epochCount", JsonOut.Long(spec.EpochCount ?? 0)),
            ("learningRateMultiplier", JsonOut.Optional(spec.LearningRateMultiplier)),
            ("adapterSize", JsonOut.Text(spec.AdapterSize)),
            ("beta", JsonOut.Optional(spec.Beta)))),
        ("exportLastCheckpointOnly", JsonOut.Flag(spec.LastCheckpointOnly)),
        ("evaluationConfig", spec.EvaluationConfig.Length == 0 ? null : JsonNode.Parse(spec.EvaluationConfig)));

    // Without evaluationRun, since the emulator doesn't serve evaluation runs.
    static JsonObject Write(TuningJobRecord job, EvaluationRun run) => JsonOut.Message(
        ("checkpointId", job.Spec.LastCheckpointOnly ? null : JsonOut.Text(run.Checkpoint)),
        ("evaluateDatasetResponse", JsonOut.Message(
            ("aggregationOutput", JsonOut.Message(
                ("dataset", JsonOut.Message(("gcsSource", JsonOut.Message(("uris", JsonOut.List([job.Spec.ValidationUri], u => u)))))),
                ("aggregationResults", JsonNode.Parse(run.Results)))),
            ("outputInfo", JsonOut.Message(("gcsOutputDirectory", run.Folder))))));

    static JsonObject Write(JobCheckpoint checkpoint) => JsonOut.Message(
        ("checkpointId", checkpoint.Id),
        ("epoch", JsonOut.Long(checkpoint.Epoch)),
        ("step", JsonOut.Long(checkpoint.Step)),
        ("endpoint", checkpoint.Endpoint));

    static JsonObject WriteStats(TuningSpec spec, DatasetStats stats) => spec.IsPreference
        ? JsonOut.Message(("preferenceOptimizationDataStats", WritePairs(stats)))
        : JsonOut.Message(("supervisedTuningDataStats", Write(stats)));

    // As Google's SDKs have it (python-genai, PreferenceOptimizationDataStats): no published proto does.
    static JsonObject WritePairs(DatasetStats stats) => JsonOut.Message(
        ("tuningDatasetExampleCount", JsonOut.Long(stats.Examples)),
        ("totalBillableTokenCount", JsonOut.Long(stats.BillableTokens)),
        ("tuningStepCount", JsonOut.Long(stats.Steps)),
        ("droppedExampleIndices", JsonOut.List(stats.DroppedSample, d => $"{d.Number}")),
        ("droppedExampleReasons", JsonOut.List(stats.DroppedSample, d => d.Reason)),
        ("userInputTokenDistribution", Write(stats.InputTokens)),
        ("userOutputTokenDistribution", Write(stats.OutputTokens)),
        ("scoresDistribution", Write(stats.Scores)),
        ("scoreVariancePerExampleDistribution", Write(stats.ScoreVariances)));

    static JsonObject Write(DatasetStats stats) => JsonOut.Message(
        ("tuningDatasetExampleCount", JsonOut.Long(stats.Examples)),
        ("totalTuningCharacterCount", JsonOut.Long(stats.Characters)),
        ("totalBillableTokenCount", JsonOut.Long(stats.BillableTokens)),
        ("tuningStepCount", JsonOut.Long(stats.Steps)),
        ("totalTruncatedExampleCount", JsonOut.Long(stats.Dropped)),
        ("truncatedExampleIndices", JsonOut.List(stats.DroppedSample, d => $"{d.Number}")),
        ("droppedExampleReasons", JsonOut.List(stats.DroppedSample, d => d.Reason)),
        ("userInputTokenDistribution", Write(stats.InputTokens)),
        ("userOutputTokenDistribution", Write(stats.OutputTokens)),
        ("userMessagePerExampleDistribution", Write(stats.Messages)));

    static JsonObject? Write(Distribution? numbers) => numbers is null ? null : JsonOut.Message(
        ("sum", JsonOut.Long((long)numbers.Sum)),
        ("billableSum", JsonOut.Long((long)numbers.Sum)),
        ("min", JsonOut.Float(numbers.Min)),
        ("max", JsonOut.Float(numbers.Max)),
        ("mean", JsonOut.Float(numbers.Mean)),
        ("median", JsonOut.Float(numbers.Median)),
        ("p5", JsonOut.Float(numbers.P5)),
        ("p95", JsonOut.Float(numbers.P95)),
        ("buckets", JsonOut.List(numbers.Buckets, b => JsonOut.Message(
            ("count", JsonOut.Float(b.Count)), ("left", JsonOut.Float(b.Left)), ("right", JsonOut.Float(b.Right))))));
}
