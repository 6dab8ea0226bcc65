using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GeminiTuning.Wire;

namespace GeminiTuning.GeminiApi;

// The messages of google/ai/generativelanguage/v1beta, field by field, as far as the module uses them. Every field may
// be missing: proto3 JSON leaves out what is zero, false or empty.

sealed record WireTunedModel : WireAnswer
{
    public string? Name { get; set; }
    public string? DisplayName { get; set; }
    public string? Description { get; set; }
    public string? BaseModel { get; set; }
    public WireSource? TunedModelSource { get; set; }
    public float? Temperature { get; set; }
    public float? TopP { get; set; }
    public int? TopK { get; set; }
    public WireEnum? State { get; set; }
    public WireTime? CreateTime { get; set; }
    public WireTime? UpdateTime { get; set; }
    public WireTask? TuningTask { get; set; }
    public IReadOnlyList<long?>? ReaderProjectNumbers { get; set; }
}

sealed record WireSource
{
    public string? TunedModel { get; set; }
    public string? BaseModel { get; set; }
}

sealed record WireTask
{
    public WireTime? StartTime { get; set; }
    public WireTime? CompleteTime { get; set; }
    public IReadOnlyList<WireSnapshot?>? Snapshots { get; set; }
    public WireDataset? TrainingData { get; set; }
    public WireHyperparameters? Hyperparameters { get; set; }
}

sealed record WireSnapshot
{
    public int? Step { get; set; }
    public int? Epoch { get; set; }
    [JsonConverter(typeof(WireLossConverter))]
    public float? MeanLoss { get; set; }
    public WireTime? ComputeTime { get; set; }
}

sealed record WireDataset
{
    public WireExamples? Examples { get; set; }
}

sealed record WireExamples
{
    public IReadOnlyList<WireExample>? Examples { get; set; }
}

// Only the texts: the service refuses other fields.
sealed record WireExample(string TextInput, string Output);

sealed record WireHyperparameters
{
    public float? LearningRate { get; set; }
    public float? LearningRateMultiplier { get; set; }
    public int? EpochCount { get; set; }
    public int? BatchSize { get; set; }
}

sealed record WireTunedModelPage : WireAnswer
{
    public IReadOnlyList<WireTunedModel?>? TunedModels { get; set; }
    public string? NextPageToken { get; set; }
}

sealed record WirePermission : WireAnswer
{
    public string? Name { get; set; }
    public WireEnum? GranteeType { get; set; }
    public string? EmailAddress { get; set; }
    public WireEnum? Role { get; set; }
}

sealed record WirePermissionPage : WireAnswer
{
    public IReadOnlyList<WirePermission?>? Permissions { get; set; }
    public string? NextPageToken { get; set; }
}

sealed record WireTransferOwnership
{
    public required string EmailAddress { get; set; }
}

sealed record WireModel : WireAnswer
{
    public string? Name { get; set; }
    public string? DisplayName { get; set; }
    public string? Description { get; set; }
    public string? Version { get; set; }
    public int? InputTokenLimit { get; set; }
    public int? OutputTokenLimit { get; set; }
    public IReadOnlyList<string?>? SupportedGenerationMethods { get; set; }
    public float? Temperature { get; set; }
    public float? TopP { get; set; }
    public int? TopK { get; set; }
}

sealed record WireModelPage : WireAnswer
{
    public IReadOnlyList<WireModel?>? Models { get; set; }
    public string? NextPageToken { get; set; }
}

sealed record WireOperation : IMayHoldError
{
    public string? Name { get; set; }
    public bool? Done { get; set; }
    public WireOperationMetadata? Metadata { get; set; }
    public WireStatus? Error { get; set; }
    public WireTunedModel? Response { get; set; }

    JsonElement? IMayHoldError.ErrorBody => WireStatus.InPlaceOfAnswer(Error);
}

sealed record WireOperationMetadata
{
    public string? TunedModel { get; set; }
    public int? TotalSteps { get; set; }
    public int? CompletedSteps { get; set; }
    public double? CompletedPercent { get; set; }
    public IReadOnlyList<WireSnapshot?>? Snapshots { get; set; }
}

sealed record WireOperationPage : WireAnswer
{
    public IReadOnlyList<WireOperation?>? Operations { get; set; }
    public string? NextPageToken { get; set; }
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
