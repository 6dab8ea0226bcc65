using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GeminiTuning.Wire;

// The messages that all services have: generateContent, a status, and nothing at all. Every field may be missing.
// Properties have setters, because System.Text.Json reads init-only ones as arguments of a constructor, which takes twice as long.

/// <summary>An answer that is an error where it has a field of that name.</summary>
abstract record WireAnswer : IMayHoldError
{
    [JsonConverter(typeof(WireFaultConverter))]
    public JsonElement? Error { get; set; }

    JsonElement? IMayHoldError.ErrorBody => Error;
}

sealed record WireEmpty : WireAnswer;

sealed record WireStatus
{
    public int? Code { get; set; }
    public string? Message { get; set; }

    /// <summary>The message, or that there is none; a blank one is none.</summary>
    [JsonIgnore]
    public string Words => string.IsNullOrWhiteSpace(Message) ? Messages.ServiceGaveNoReason : Message;

    /// <summary>In an error's body, the name of the code.</summary>
    public string? Status { get; set; }

    /// <summary>The error that came in place of an answer: it has an HTTP status for its code. The error of a job or an
    /// operation that failed has one of google.rpc.Code (0 to 16).</summary>
    public static JsonElement? InPlaceOfAnswer(WireStatus? status) =>
        status is { Code: >= 400 } ? JsonSerializer.SerializeToElement(status, WireJson.Default.WireStatus) : null;
}

sealed record WireGenerateRequest
{
    public IReadOnlyList<WireContent?>? Contents { get; set; }
    public WireContent? SystemInstruction { get; set; }
    public IReadOnlyDictionary<string, string>? Labels { get; set; }
    public IReadOnlyList<WireSafetySetting>? SafetySettings { get; set; }
    public WireGenerationConfig? GenerationConfig { get; set; }
}

sealed record WireContent
{
    public string? Role { get; set; }
    public IReadOnlyList<WirePart?>? Parts { get; set; }
}

sealed record WirePart
{
    [JsonConverter(typeof(WireContentConverter))]
    public string? Text { get; set; }
    public bool? Thought { get; set; }
}

sealed record WireSafetySetting
{
    public required string Category { get; set; }
    public required string Threshold { get; set; }
}

sealed record WireGenerationConfig
{
    public int? CandidateCount { get; set; }
    public IReadOnlyList<string>? StopSequences { get; set; }
    public int? MaxOutputTokens { get; set; }
    public float? Temperature { get; set; }
    public float? TopP { get; set; }
    public int? TopK { get; set; }
    public int? Seed { get; set; }
    public bool? ResponseLogprobs { get; set; }
    public int? Logprobs { get; set; }
    public string? ResponseMimeType { get; set; }
    public JsonElement? ResponseSchema { get; set; }
    public WireThinkingConfig? ThinkingConfig { get; set; }
}

sealed record WireThinkingConfig
{
    [JsonConverter(typeof(WireBudgetConverter))]
    public int? ThinkingBudget { get; set; }
    public string? ThinkingLevel { get; set; }
}

sealed record WireGenerateResponse : WireAnswer
{
    public IReadOnlyList<WireCandidate?>? Candidates { get; set; }
    public WirePromptFeedback? PromptFeedback { get; set; }
    public WireUsage? UsageMetadata { get; set; }
    public string? ModelVersion { get; set; }
    public string? ResponseId { get; set; }
}

sealed record WireCandidate
{
    public int? Index { get; set; }
    public WireContent? Content { get; set; }
    public WireEnum? FinishReason { get; set; }
    public string? FinishMessage { get; set; }
    public IReadOnlyList<WireSafetyRating?>? SafetyRatings { get; set; }
    public int? TokenCount { get; set; }

    [JsonConverter(typeof(WireLogprobConverter))]
    public double? AvgLogprobs { get; set; }
    public WireLogprobsResult? LogprobsResult { get; set; }
}

sealed record WireLogprobsResult
{
    public IReadOnlyList<WireTokenLogprob?>? ChosenCandidates { get; set; }
    public IReadOnlyList<WireTopLogprobs?>? TopCandidates { get; set; }
}

sealed record WireTopLogprobs
{
    public IReadOnlyList<WireTokenLogprob?>? Candidates { get; set; }
}

sealed record WireTokenLogprob
{
    [JsonConverter(typeof(WireContentConverter))]
    public string? Token { get; set; }

    [JsonConverter(typeof(WireLogprobConverter))]
    public double? LogProbability { get; set; }
}

sealed record WireSafetyRating
{
    public WireEnum? Category { get; set; }
    public WireEnum? Probability { get; set; }
    public bool? Blocked { get; set; }
}

sealed record WirePromptFeedback
{
    public WireEnum? BlockReason { get; set; }
    public string? BlockReasonMessage { get; set; }
    public IReadOnlyList<WireSafetyRating?>? SafetyRatings { get; set; }
}

sealed record WireUsage
{
    public int? PromptTokenCount { get; set; }
    public int? CandidatesTokenCount { get; set; }
    public int? ThoughtsTokenCount { get; set; }
    public int? ToolUsePromptTokenCount { get; set; }
    public int? TotalTokenCount { get; set; }
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
