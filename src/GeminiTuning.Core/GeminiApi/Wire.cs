using System.Text.Json;
using System.Text.Json.Serialization;
using GeminiTuning.Wire;

namespace GeminiTuning.GeminiApi;

// The messages of google/ai/generativelanguage/v1beta, field by field, as far as the module uses them. Every field may
// be missing: proto3 JSON leaves out what is zero, false or empty. What the first use needs is read field by field.

/// <param name="Model">The model. Its name is the one that came.</param>
[JsonConverter(typeof(TunedModelReading))]
sealed record WireTunedModel(TunedModel Model) : WireAnswer;

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

[JsonConverter(typeof(BaseModelReading))]
sealed record WireModelPage : WireAnswer
{
    public IReadOnlyList<BaseModel>? Models { get; set; }
    public string? NextPageToken { get; set; }
}

[JsonConverter(typeof(OperationReading))]
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
    public IReadOnlyList<TuningSnapshot> Snapshots { get; set; } = [];
}

sealed record WireOperationPage : WireAnswer
{
    public IReadOnlyList<WireOperation?>? Operations { get; set; }
    public string? NextPageToken { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(WireTextConverter)],
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(WireTunedModel))]
[JsonSerializable(typeof(WireTunedModelPage))]
[JsonSerializable(typeof(WirePermission))]
[JsonSerializable(typeof(WirePermissionPage))]
[JsonSerializable(typeof(WireTransferOwnership))]
[JsonSerializable(typeof(WireModelPage))]
[JsonSerializable(typeof(WireOperation))]
[JsonSerializable(typeof(WireOperationPage))]
sealed partial class GeminiApiJson : JsonSerializerContext;
