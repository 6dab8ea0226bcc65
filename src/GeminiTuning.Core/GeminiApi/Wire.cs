using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GeminiTuning.Wire;

namespace GeminiTuning.GeminiApi;

// The messages of google/ai/generativelanguage/v1beta, field by field, as far as the module uses them. Every field may
// be missing: proto3 JSON leaves out what is zero, false or empty.

sealed record WireTunedModel : WireAnswer
{
    public string? Name { get; init; }
    public string? DisplayName { get; init; }
    public string? Description { get; init; }
    public string? BaseModel { get; init; }
    public WireSource? TunedModelSource { get; init; }
    public float? Temperature { get; init; }
    public float? TopP { get; init; }
    public int? TopK { get; init; }
    public WireEnum? State { get; init; }
    public WireTime? CreateTime { get; init; }
    public WireTime? UpdateTime { get; init; }
    public WireTask? TuningTask { get; init; }
    public IReadOnlyList<long?>? ReaderProjectNumbers { get; init; }
}

sealed record WireSource
{
    public string? TunedModel { get; init; }
    public string? BaseModel { get; init; }
}

sealed record WireTask
{
    public WireTime? StartTime { get; init; }
    public WireTime? CompleteTime { get; init; }
    public IReadOnlyList<WireSnapshot?>? Snapshots { get; init; }
    public WireDataset? TrainingData { get; init; }
    public WireHyperparameters? Hyperparameters { get; init; }
}

sealed record WireSnapshot
{
    public int? Step { get; init; }
    public int? Epoch { get; init; }
    [JsonConverter(typeof(WireLossConverter))]
    public float? MeanLoss { get; init; }
    public WireTime? ComputeTime { get; init; }
}

sealed record WireDataset
{
    public WireExamples? Examples { get; init; }
}

sealed record WireExamples
{
    public IReadOnlyList<WireExample>? Examples { get; init; }
}

// Only the texts: the service refuses other fields.
sealed record WireExample(string TextInput, string Output);

sealed record WireHyperparameters
{
    public float? LearningRate { get; init; }
    public float? LearningRateMultiplier { get; init; }
    public int? EpochCount { get; init; }
    public int? BatchSize { get; init; }
}

sealed record WireTunedModelPage : WireAnswer
{
    public IReadOnlyList<WireTunedModel?>? TunedModels { get; init; }
    public string? NextPageToken { get; init; }
}

sealed record WirePermission : WireAnswer
{
    public string? Name { get; init; }
    public WireEnum? GranteeType { get; init; }
    public string? EmailAddress { get; init; }
    public WireEnum? Role { get; init; }
}

sealed record WirePermissionPage : WireAnswer
{
    public IReadOnlyList<WirePermission?>? Permissions { get; init; }
    public string? NextPageToken { get; init; }
}

sealed record WireTransferOwnership
{
    public required string EmailAddress { get; init; }
}

sealed record WireModel : WireAnswer
{
    public string? Name { get; init; }
    public string? DisplayName { get; init; }
    public string? Description { get; init; }
    public string? Version { get; init; }
    public int? InputTokenLimit { get; init; }
    public int? OutputTokenLimit { get; init; }
    public IReadOnlyList<string?>? SupportedGenerationMethods { get; init; }
    public float? Temperature { get; init; }
    public float? TopP { get; init; }
    public int? TopK { get; init; }
}

sealed record WireModelPage : WireAnswer
{
    public IReadOnlyList<WireModel?>? Models { get; init; }
    public string? NextPageToken { get; init; }
}

sealed record WireOperation : IMayHoldError
{
    public string? Name { get; init; }
    public bool? Done { get; init; }
    public WireOperationMetadata? Metadata { get; init; }
    public WireStatus? Error { get; init; }
    public WireTunedModel? Response { get; init; }

    JsonElement? IMayHoldError.ErrorBody => WireStatus.InPlaceOfAnswer(Error);
}

sealed record WireOperationMetadata
{
    public string? TunedModel { get; init; }
    public int? TotalSteps { get; init; }
    public int? CompletedSteps { get; init; }
    public double? CompletedPercent { get; init; }
    public IReadOnlyList<WireSnapshot?>? Snapshots { get; init; }
}

sealed record WireOperationPage : WireAnswer
{
    public IReadOnlyList<WireOperation?>? Operations { get; init; }
    public string? NextPageToken { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(WireTextConverter), typeof(WireNumberConverter<int>), typeof(WireNumberConverter<long>), typeof(WireNumberConverter<float>), typeof(WireNumberConverter<double>)],
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(WireTunedModel))]
[JsonSerializable(typeof(WireTunedModelPage))]
[JsonSerializable(typeof(WirePermission))]
[JsonSerializable(typeof(WirePermissionPage))]
[JsonSerializable(typeof(WireTransferOwnership))]
[JsonSerializable(typeof(WireModelPage))]
[JsonSerializable(typeof(WireOperation))]
[JsonSerializable(typeof(WireOperationPage))]
sealed partial class GeminiApiJson : JsonSerializerContext
{
    static GeminiApiJson? s_plain;

    /// <summary>The same, with texts beyond ASCII as they are: escaped they would take up to three times the bytes of a request.</summary>
    public static GeminiApiJson Plain => s_plain ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
