using System.Text.Json;
using System.Text.Json.Serialization;

namespace GeminiTuning.Wire;

// The messages that all services have: a status, and nothing at all. Every field may be missing.
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

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(WireTextConverter), typeof(WireNumberConverter<int>), typeof(WireNumberConverter<long>)],
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(WireEmpty))]
[JsonSerializable(typeof(WireStatus))]
[JsonSerializable(typeof(WireGenerateResponse))]
[JsonSerializable(typeof(WireTokenCount))]
sealed partial class WireJson : JsonSerializerContext;
