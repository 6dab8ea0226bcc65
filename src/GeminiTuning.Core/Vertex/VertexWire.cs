using System.Text.Json;
using System.Text.Json.Serialization;
using GeminiTuning.Wire;

namespace GeminiTuning.Vertex;

// The messages of google/cloud/aiplatform/v1, field by field, as far as the module uses them.
// Every field may be missing. tuningJobState and tuningJobMetadata are in the REST reference and Google's SDKs, and not in
// the published protos.

/// <summary>A job that is found again by its label.</summary>
interface IWireJob
{
    string? Name { get; }
    IReadOnlyDictionary<string, string?>? Labels { get; }
}

sealed record WireTuningJob : IWireJob, IMayHoldError
{
    public string? Name { get; init; }
    public string? TunedModelDisplayName { get; init; }
    public string? Description { get; init; }
    public string? BaseModel { get; init; }
    public WirePreTunedModel? PreTunedModel { get; init; }
    public WireSupervisedTuningSpec? SupervisedTuningSpec { get; init; }
    public WireEnum? State { get; init; }
    public WireEnum? TuningJobState { get; init; }
    public WireTime? CreateTime { get; init; }
    public WireTime? StartTime { get; init; }
    public WireTime? EndTime { get; init; }
    public WireTime? UpdateTime { get; init; }
    public WireStatus? Error { get; init; }
    public IReadOnlyDictionary<string, string?>? Labels { get; init; }
    public string? Experiment { get; init; }
    public WireJobModel? TunedModel { get; init; }
    public WireTuningDataStats? TuningDataStats { get; init; }
    public WireTuningJobMetadata? TuningJobMetadata { get; init; }
    public WireEncryptionSpec? EncryptionSpec { get; init; }
    public string? ServiceAccount { get; init; }

    JsonElement? IMayHoldError.ErrorBody => WireStatus.InPlaceOfAnswer(Error);
}

sealed record WirePreTunedModel
{
    public string? TunedModelName { get; init; }
    public string? CheckpointId { get; init; }
    public string? BaseModel { get; init; }
}

sealed record WireSupervisedTuningSpec
{
    public string? TrainingDatasetUri { get; init; }
    public string? ValidationDatasetUri { get; init; }
    public WireSupervisedHyperParameters? HyperParameters { get; init; }
    public bool? ExportLastCheckpointOnly { get; init; }
}

sealed record WireSupervisedHyperParameters
{
    // proto3 JSON has int64 as a text.
    [JsonConverter(typeof(WireLongConverter))]
    public long? EpochCount { get; init; }
    public double? LearningRateMultiplier { get; init; }
    public WireEnum? AdapterSize { get; init; }
}

sealed record WireJobModel
{
    public string? Model { get; init; }
    public string? Endpoint { get; init; }
    public IReadOnlyList<WireCheckpoint?>? Checkpoints { get; init; }
}

sealed record WireCheckpoint
{
    public string? CheckpointId { get; init; }
    public int? Epoch { get; init; }
    public int? Step { get; init; }
    public string? Endpoint { get; init; }
}

sealed record WireTuningDataStats
{
    public WireSupervisedTuningDataStats? SupervisedTuningDataStats { get; init; }
}

sealed record WireSupervisedTuningDataStats
{
    public int? TuningDatasetExampleCount { get; init; }
    public long? TotalTuningCharacterCount { get; init; }
    public long? TotalBillableTokenCount { get; init; }
    public int? TuningStepCount { get; init; }
    public WireDistribution? UserInputTokenDistribution { get; init; }
    public WireDistribution? UserOutputTokenDistribution { get; init; }
    public WireDistribution? UserMessagePerExampleDistribution { get; init; }
    public int? TotalTruncatedExampleCount { get; init; }
    public IReadOnlyList<int?>? TruncatedExampleIndices { get; init; }
    public IReadOnlyList<string?>? DroppedExampleReasons { get; init; }
}

sealed record WireDistribution
{
    [JsonPropertyName("sum")]
    public long? Total { get; init; }

    [JsonPropertyName("billableSum")]
    public long? BillableTotal { get; init; }

    public double? Min { get; init; }
    public double? Max { get; init; }
    public double? Mean { get; init; }
    public double? Median { get; init; }
    public double? P5 { get; init; }
    public double? P95 { get; init; }
    public IReadOnlyList<WireBucket?>? Buckets { get; init; }
}

sealed record WireBucket
{
    public double? Count { get; init; }
    public double? Left { get; init; }
    public double? Right { get; init; }
}

sealed record WireTuningJobMetadata
{
    public int? CompletedEpochCount { get; init; }
    public int? CompletedStepCount { get; init; }
}

sealed record WireEncryptionSpec
{
    public string? KmsKeyName { get; init; }
}

sealed record WireTuningJobPage : WireAnswer
{
    public IReadOnlyList<WireTuningJob?>? TuningJobs { get; init; }
    public string? NextPageToken { get; init; }
}

sealed record WireRegistryModel : WireAnswer
{
    public string? Name { get; init; }
    public string? VersionId { get; init; }
    public string? DisplayName { get; init; }
    public string? Description { get; init; }
    public IReadOnlyDictionary<string, string?>? Labels { get; init; }
    public string? DefaultCheckpointId { get; init; }
    public string? Etag { get; init; }
}

sealed record WireRegistryModelPage : WireAnswer
{
    public IReadOnlyList<WireRegistryModel?>? Models { get; init; }
    public string? NextPageToken { get; init; }
}

sealed record WirePublisherModel
{
    public string? Name { get; init; }
    public string? VersionId { get; init; }
    public WireEnum? LaunchStage { get; init; }
}

sealed record WirePublisherModelPage : WireAnswer
{
    public IReadOnlyList<WirePublisherModel?>? PublisherModels { get; init; }
    public string? NextPageToken { get; init; }
}

sealed record WireEndpoint : WireAnswer
{
    public string? Name { get; init; }
    public IReadOnlyList<WireDeployedModel?>? DeployedModels { get; init; }
}

sealed record WireDeployedModel
{
    public string? Id { get; init; }
    public string? Model { get; init; }
    public string? ModelVersionId { get; init; }
}

sealed record WireUndeployModel
{
    public required string DeployedModelId { get; init; }
}

sealed record WireLongOperation : IMayHoldError
{
    public string? Name { get; init; }
    public bool? Done { get; init; }
    public WireStatus? Error { get; init; }

    JsonElement? IMayHoldError.ErrorBody => WireStatus.InPlaceOfAnswer(Error);
}

sealed record WireBatchPredictionJob : IWireJob, IMayHoldError
{
    public string? Name { get; init; }
    public string? DisplayName { get; init; }
    public string? Model { get; init; }
    public WireBatchInput? InputConfig { get; init; }
    public WireBatchOutput? OutputConfig { get; init; }
    public WireBatchOutputInfo? OutputInfo { get; init; }
    public WireEnum? State { get; init; }
    public WireStatus? Error { get; init; }
    public WireCompletionStats? CompletionStats { get; init; }
    public WireTime? CreateTime { get; init; }
    public WireTime? StartTime { get; init; }
    public WireTime? EndTime { get; init; }
    public IReadOnlyDictionary<string, string?>? Labels { get; init; }
    public WireEncryptionSpec? EncryptionSpec { get; init; }
    public string? ServiceAccount { get; init; }

    JsonElement? IMayHoldError.ErrorBody => WireStatus.InPlaceOfAnswer(Error);
}

sealed record WireBatchInput
{
    public string? InstancesFormat { get; init; }
    public WireGcsSource? GcsSource { get; init; }
}

sealed record WireGcsSource
{
    public IReadOnlyList<string?>? Uris { get; init; }
}

sealed record WireBatchOutput
{
    public string? PredictionsFormat { get; init; }
    public WireGcsDestination? GcsDestination { get; init; }
}

sealed record WireGcsDestination
{
    public string? OutputUriPrefix { get; init; }
}

sealed record WireBatchOutputInfo
{
    public string? GcsOutputDirectory { get; init; }
    public string? BigqueryOutputDataset { get; init; }
    public string? BigqueryOutputTable { get; init; }
}

sealed record WireCompletionStats
{
    public long? SuccessfulCount { get; init; }
    public long? FailedCount { get; init; }
}

sealed record WireBatchPage : WireAnswer
{
    public IReadOnlyList<WireBatchPredictionJob?>? BatchPredictionJobs { get; init; }
    public string? NextPageToken { get; init; }
}

/// <summary>A line of a batch's answers: the request, with the response or with the reason why there is none. Only the
/// response has to have its documented shape; an odd echo of the request must not cost an answer.</summary>
sealed record WirePrediction
{
    [JsonConverter(typeof(WireFaultConverter))]
    public JsonElement? Request { get; init; }

    public WireGenerateResponse? Response { get; init; }

    [JsonConverter(typeof(WireFaultConverter))]
    public JsonElement? Status { get; init; }

    [JsonConverter(typeof(WireFaultConverter))]
    public JsonElement? Error { get; init; }

    [JsonConverter(typeof(WireFaultConverter))]
    public JsonElement? Input { get; init; }
}

/// <summary>Writes an int64 as proto3 JSON has it: as a text.</summary>
sealed class WireLongConverter : WireNumberConverter<long>
{
    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value?.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(WireTextConverter), typeof(WireNumberConverter<int>), typeof(WireNumberConverter<long>), typeof(WireNumberConverter<float>), typeof(WireNumberConverter<double>)],
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(WireTuningJob))]
[JsonSerializable(typeof(WireTuningJobPage))]
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
