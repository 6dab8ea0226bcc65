using System.Text.Json;
using System.Text.Json.Serialization;
using GeminiTuning.Wire;

namespace GeminiTuning.Vertex;

// The messages of google/cloud/aiplatform/v1, field by field, as far as the module uses them.
// Every field may be missing. tuningJobState, tuningJobMetadata, preferenceOptimizationSpec, and preferenceOptimizationDataStats are in
// the REST reference and Google's SDKs, and not in the published protos.

/// <summary>A job that is found again by its label.</summary>
interface IWireJob
{
    string? Name { get; }
    IReadOnlyDictionary<string, string?>? Labels { get; }
}

[JsonConverter(typeof(TuningJobConverter))]
sealed record WireTuningJob : IWireJob, IMayHoldError
{
    public string? Name { get; set; }
    public string? TunedModelDisplayName { get; set; }
    public string? Description { get; set; }
    public string? BaseModel { get; set; }
    public WirePreTunedModel? PreTunedModel { get; set; }
    public WireTuningSpec? SupervisedTuningSpec { get; set; }
    public WireTuningSpec? PreferenceOptimizationSpec { get; set; }
    public WireEnum? State { get; set; }
    public WireEnum? TuningJobState { get; set; }
    public WireTime? CreateTime { get; set; }
    public WireTime? StartTime { get; set; }
    public WireTime? EndTime { get; set; }
    public WireTime? UpdateTime { get; set; }
    public WireStatus? Error { get; set; }
    public IReadOnlyDictionary<string, string?>? Labels { get; set; }
    public string? Experiment { get; set; }
    public WireJobModel? TunedModel { get; set; }
    public WireTuningDataStats? TuningDataStats { get; set; }
    public WireTuningJobMetadata? TuningJobMetadata { get; set; }
    public WireEncryptionSpec? EncryptionSpec { get; set; }
    public string? ServiceAccount { get; set; }
    public IReadOnlyList<WireEvaluateDatasetRun?>? EvaluateDatasetRuns { get; set; }

    JsonElement? IMayHoldError.ErrorBody => WireStatus.InPlaceOfAnswer(Error);
}

sealed record WirePreTunedModel
{
    public string? TunedModelName { get; set; }
    public string? CheckpointId { get; set; }
    public string? BaseModel { get; set; }
}

/// <summary>How to tune. The specs of the methods differ only in beta, which preference tuning alone has, and in the evaluation, which
/// supervised tuning alone has.</summary>
sealed record WireTuningSpec
{
    public string? TrainingDatasetUri { get; set; }
    public string? ValidationDatasetUri { get; set; }
    public WireHyperParameters? HyperParameters { get; set; }
    public bool? ExportLastCheckpointOnly { get; set; }
    public WireEvaluationConfig? EvaluationConfig { get; set; }
}

sealed record WireHyperParameters
{
    public long? EpochCount { get; set; }
    public double? LearningRateMultiplier { get; set; }
    public WireEnum? AdapterSize { get; set; }
    public double? Beta { get; set; }
}

sealed record WireJobModel
{
    public string? Model { get; set; }
    public string? Endpoint { get; set; }
    public IReadOnlyList<WireCheckpoint?>? Checkpoints { get; set; }
}

sealed record WireCheckpoint
{
    public string? CheckpointId { get; set; }
    public int? Epoch { get; set; }
    public int? Step { get; set; }
    public string? Endpoint { get; set; }
}

sealed record WireTuningDataStats
{
    public WireSupervisedTuningDataStats? SupervisedTuningDataStats { get; set; }
    public WirePreferenceDataStats? PreferenceOptimizationDataStats { get; set; }
}

sealed record WireSupervisedTuningDataStats
{
    public int? TuningDatasetExampleCount { get; set; }
    public long? TotalTuningCharacterCount { get; set; }
    public long? TotalBillableTokenCount { get; set; }
    public int? TuningStepCount { get; set; }
    public WireDistribution? UserInputTokenDistribution { get; set; }
    public WireDistribution? UserOutputTokenDistribution { get; set; }
    public WireDistribution? UserMessagePerExampleDistribution { get; set; }
    public int? TotalTruncatedExampleCount { get; set; }
    public IReadOnlyList<int?>? TruncatedExampleIndices { get; set; }
    public IReadOnlyList<string?>? DroppedExampleReasons { get; set; }
}

sealed record WireDistribution
{
    [JsonPropertyName("sum")]
    public long? Total { get; set; }

    [JsonPropertyName("billableSum")]
    public long? BillableTotal { get; set; }

    public double? Min { get; set; }
    public double? Max { get; set; }
    public double? Mean { get; set; }
    public double? Median { get; set; }
    public double? P5 { get; set; }
    public double? P95 { get; set; }
    public IReadOnlyList<WireBucket?>? Buckets { get; set; }
}

sealed record WireBucket
{
    public double? Count { get; set; }
    public double? Left { get; set; }
    public double? Right { get; set; }
}

sealed record WirePreferenceDataStats
{
    public int? TuningDatasetExampleCount { get; set; }
    public long? TotalBillableTokenCount { get; set; }
    public int? TuningStepCount { get; set; }
    public WireDistribution? UserInputTokenDistribution { get; set; }
    public WireDistribution? UserOutputTokenDistribution { get; set; }
    public IReadOnlyList<int?>? DroppedExampleIndices { get; set; }
    public IReadOnlyList<string?>? DroppedExampleReasons { get; set; }
}

sealed record WireTuningJobMetadata
{
    public int? CompletedEpochCount { get; set; }
    public int? CompletedStepCount { get; set; }
}

sealed record WireEncryptionSpec
{
    public string? KmsKeyName { get; set; }
}

sealed record WireTuningJobPage : WireAnswer
{
    public IReadOnlyList<WireTuningJob?>? TuningJobs { get; set; }
    public string? NextPageToken { get; set; }
}

sealed record WireRegistryModel : WireAnswer
{
    public string? Name { get; set; }
    public string? VersionId { get; set; }
    public string? DisplayName { get; set; }
    public string? Description { get; set; }
    public IReadOnlyDictionary<string, string?>? Labels { get; set; }
    public string? DefaultCheckpointId { get; set; }
    public string? Etag { get; set; }
}

sealed record WireRegistryModelPage : WireAnswer
{
    public IReadOnlyList<WireRegistryModel?>? Models { get; set; }
    public string? NextPageToken { get; set; }
}

sealed record WirePublisherModel
{
    public string? Name { get; set; }
    public string? VersionId { get; set; }
    public WireEnum? LaunchStage { get; set; }
}

sealed record WirePublisherModelPage : WireAnswer
{
    public IReadOnlyList<WirePublisherModel?>? PublisherModels { get; set; }
    public string? NextPageToken { get; set; }
}

sealed record WireEndpoint : WireAnswer
{
    public string? Name { get; set; }
    public IReadOnlyList<WireDeployedModel?>? DeployedModels { get; set; }
}

sealed record WireDeployedModel
{
    public string? Id { get; set; }
    public string? Model { get; set; }
    public string? ModelVersionId { get; set; }
}

sealed record WireUndeployModel
{
    public required string DeployedModelId { get; set; }
}

sealed record WireLongOperation : IMayHoldError
{
    public string? Name { get; set; }
    public bool? Done { get; set; }
    public WireStatus? Error { get; set; }

    JsonElement? IMayHoldError.ErrorBody => WireStatus.InPlaceOfAnswer(Error);
}

sealed record WireBatchPredictionJob : IWireJob, IMayHoldError
{
    public string? Name { get; set; }
    public string? DisplayName { get; set; }
    public string? Model { get; set; }
    public WireBatchInput? InputConfig { get; set; }
    public WireBatchOutput? OutputConfig { get; set; }
    public WireBatchOutputInfo? OutputInfo { get; set; }
    public WireEnum? State { get; set; }
    public WireStatus? Error { get; set; }
    public WireCompletionStats? CompletionStats { get; set; }
    public WireTime? CreateTime { get; set; }
    public WireTime? StartTime { get; set; }
    public WireTime? EndTime { get; set; }
    public IReadOnlyDictionary<string, string?>? Labels { get; set; }
    public WireEncryptionSpec? EncryptionSpec { get; set; }
    public string? ServiceAccount { get; set; }

    JsonElement? IMayHoldError.ErrorBody => WireStatus.InPlaceOfAnswer(Error);
}

sealed record WireBatchInput
{
    public string? InstancesFormat { get; set; }
    public WireGcsSource? GcsSource { get; set; }
}

sealed record WireGcsSource
{
    public IReadOnlyList<string?>? Uris { get; set; }
}

sealed record WireBatchOutput
{
    public string? PredictionsFormat { get; set; }
    public WireGcsDestination? GcsDestination { get; set; }
}

sealed record WireGcsDestination
{
    public string? OutputUriPrefix { get; set; }
}

sealed record WireBatchOutputInfo
{
    public string? GcsOutputDirectory { get; set; }
    public string? BigqueryOutputDataset { get; set; }
    public string? BigqueryOutputTable { get; set; }
}

sealed record WireCompletionStats
{
    public long? SuccessfulCount { get; set; }
    public long? FailedCount { get; set; }
}

sealed record WireBatchPage : WireAnswer
{
    public IReadOnlyList<WireBatchPredictionJob?>? BatchPredictionJobs { get; set; }
    public string? NextPageToken { get; set; }
}

/// <summary>A line of a batch's answers: the request, with the response or with the reason why there is none. Only the
/// response has to have its documented shape; an odd echo of the request must not cost an answer.</summary>
sealed record WirePrediction
{
    public WireElement? Request { get; set; }
    public WireGenerateResponse? Response { get; set; }
    public WireElement? Status { get; set; }
    public WireElement? Error { get; set; }
    public WireElement? Input { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(WireTextConverter), typeof(WireNumberConverter<int>), typeof(WireNumberConverter<long>), typeof(WireNumberConverter<float>), typeof(WireNumberConverter<double>)],
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(WireTuningJob))]
[JsonSerializable(typeof(WireTuningJobPage))]
[JsonSerializable(typeof(WireTuningDataStats))]
[JsonSerializable(typeof(WireEvaluationConfig))]
[JsonSerializable(typeof(IReadOnlyList<WireEvaluateDatasetRun?>))]
[JsonSerializable(typeof(WireRegistryModel))]
[JsonSerializable(typeof(WireRegistryModelPage))]
[JsonSerializable(typeof(WireEndpoint))]
[JsonSerializable(typeof(WireUndeployModel))]
[JsonSerializable(typeof(WireLongOperation))]
[JsonSerializable(typeof(WireBatchPredictionJob))]
[JsonSerializable(typeof(WireBatchPage))]
[JsonSerializable(typeof(WirePrediction))]
[JsonSerializable(typeof(WirePublisherModelPage))]
[JsonSerializable(typeof(WireContext))]
[JsonSerializable(typeof(WireRunPage))]
[JsonSerializable(typeof(WireTimeSeriesPage))]
[JsonSerializable(typeof(WireTimeSeriesDataList))]
[JsonSerializable(typeof(WireEmpty))]
sealed partial class VertexJson : JsonSerializerContext;
