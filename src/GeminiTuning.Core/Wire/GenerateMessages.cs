using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GeminiTuning.Wire;

// The messages that all services have: generateContent, a status, and nothing at all. Every field may be missing.

/// <summary>An answer that is an error where it has a field of that name.</summary>
abstract record WireAnswer : IMayHoldError
{
    [JsonConverter(typeof(WireFaultConverter))]
    public JsonElement? Error { get; init; }

    JsonElement? IMayHoldError.ErrorBody => Error;
}

sealed record WireEmpty : WireAnswer;

sealed record WireStatus
{
    public int? Code { get; init; }
    public string? Message { get; init; }

    /// <summary>The message, or that there is none; a blank one is none.</summary>
    [JsonIgnore]
    public string Words => string.IsNullOrWhiteSpace(Message) ? Messages.ServiceGaveNoReason : Message;

    /// <summary>In an error's body, the name of the code.</summary>
    public string? Status { get; init; }

    /// <summary>The error that came in place of an answer: it has an HTTP status for its code. The error of a job or an
    /// operation that failed has one of google.rpc.Code (0 to 16).</summary>
    public static JsonElement? InPlaceOfAnswer(WireStatus? status) =>
        status is { Code: >= 400 } ? JsonSerializer.SerializeToElement(status, WireJson.Default.WireStatus) : null;
}

sealed record WireGenerateRequest
{
    public IReadOnlyList<WireContent?>? Contents { get; init; }
    public WireContent? SystemInstruction { get; init; }
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
    public IReadOnlyList<WireSafetySetting>? SafetySettings { get; init; }
    public WireGenerationConfig? GenerationConfig { get; init; }
}

sealed record WireContent
{
    public string? Role { get; init; }
    public IReadOnlyList<WirePart?>? Parts { get; init; }
}

sealed record WirePart
{
    [JsonConverter(typeof(WireContentConverter))]
    public string? Text { get; init; }
    public bool? Thought { get; init; }
}

sealed record WireSafetySetting
{
    public required string Category { get; init; }
    public required string Threshold { get; init; }
}

sealed record WireGenerationConfig
{
    public int? CandidateCount { get; init; }
    public IReadOnlyList<string>? StopSequences { get; init; }
    public int? MaxOutputTokens { get; init; }
    public float? Temperature { get; init; }
    public float? TopP { get; init; }
    public int? TopK { get; init; }
    public int? Seed { get; init; }
}

sealed record WireGenerateResponse : WireAnswer
{
    public IReadOnlyList<WireCandidate?>? Candidates { get; init; }
    public WirePromptFeedback? PromptFeedback { get; init; }
    public WireUsage? UsageMetadata { get; init; }
    public string? ModelVersion { get; init; }
    public string? ResponseId { get; init; }
}

sealed record WireCandidate
{
    public int? Index { get; init; }
    public WireContent? Content { get; init; }
    public WireEnum? FinishReason { get; init; }
    public string? FinishMessage { get; init; }
    public IReadOnlyList<WireSafetyRating?>? SafetyRatings { get; init; }
    public int? TokenCount { get; init; }
}

sealed record WireSafetyRating
{
    public WireEnum? Category { get; init; }
    public WireEnum? Probability { get; init; }
    public bool? Blocked { get; init; }
}

sealed record WirePromptFeedback
{
    public WireEnum? BlockReason { get; init; }
    public string? BlockReasonMessage { get; init; }
    public IReadOnlyList<WireSafetyRating?>? SafetyRatings { get; init; }
}

sealed record WireUsage
{
    public int? PromptTokenCount { get; init; }
    public int? CandidatesTokenCount { get; init; }
    public int? ThoughtsTokenCount { get; init; }
    public int? ToolUsePromptTokenCount { get; init; }
    public int? TotalTokenCount { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(WireTextConverter), typeof(WireNumberConverter<int>), typeof(WireNumberConverter<long>), typeof(WireNumberConverter<float>), typeof(WireNumberConverter<double>)],
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(WireEmpty))]
[JsonSerializable(typeof(WireStatus))]
[JsonSerializable(typeof(WireGenerateRequest))]
[JsonSerializable(typeof(WireGenerateResponse))]
[JsonSerializable(typeof(WireTokenCount))]
sealed partial class WireJson : JsonSerializerContext
{
    static WireJson? s_plain;

    /// <summary>The same, with texts beyond ASCII as they are: escaped they would take up to three times the bytes of a request.</summary>
    public static WireJson Plain => s_plain ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
