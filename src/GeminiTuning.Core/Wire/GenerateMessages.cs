using System.Text.Json;
using System.Text.Json.Serialization;

namespace GeminiTuning.Wire;

// The messages that all services have: generateContent, a status, and nothing at all. Every field may be missing.
// Properties have setters, because System.Text.Json reads init-only ones as arguments of a constructor, which takes twice as long.

/// <summary>An answer that is an error where it has a field of that name.</summary>
abstract record WireAnswer : IMayHoldError
{
    public WireElement? Error { get; set; }

    JsonElement? IMayHoldError.ErrorBody => Error?.Json;
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

sealed record WireContent
{
    public IReadOnlyList<WirePart?>? Parts { get; set; }
}

/// <param name="Text">The text, character by character.</param>
/// <param name="IsThought">Whether it's the model's reasoning, and no part of the response.</param>
[JsonConverter(typeof(WirePartConverter))]
sealed record WirePart(string? Text, bool IsThought);

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
[JsonSerializable(typeof(WireGenerateResponse))]
[JsonSerializable(typeof(WireTokenCount))]
sealed partial class WireJson : JsonSerializerContext;
