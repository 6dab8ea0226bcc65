using System.Net;
using System.Text.Json;

namespace GeminiTuning;

/// <summary>A call to the service failed: the service refused it or failed, or the network did.</summary>
public sealed class TuningServiceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="kind">What kind of error it is.</param>
    /// <param name="message">What happened, for people.</param>
    /// <param name="innerException">The cause, or null.</param>
    public TuningServiceException(TuningServiceErrorKind kind, string message, Exception? innerException = null) : base(PrintableText.Message(message), Secrets.Clean(innerException)) => Kind = kind;

    /// <summary>What kind of error it is.</summary>
    public TuningServiceErrorKind Kind { get; }

    /// <summary>The HTTP status of the service's answer, or the code of an error inside a streamed answer; null where there
    /// is none.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The service's status, such as <c>NOT_FOUND</c> (google/rpc/code.proto); null where it gave none.</summary>
    public string? Status { get; init; }

    /// <summary>The reason of its <c>ErrorInfo</c>, such as <c>API_KEY_INVALID</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>The service's details, as it sent them.</summary>
    public IReadOnlyList<JsonElement> Details { get; init; } = [];

    /// <summary>The fields that it refused.</summary>
    public IReadOnlyList<FieldViolation> FieldViolations { get; init; } = [];

    /// <summary>The IDs of the exhausted quotas.</summary>
    public IReadOnlyList<string> QuotaIds { get; init; } = [];

    /// <summary>How long the service wants a caller to wait (<c>RetryInfo</c>, <c>Retry-After</c>).</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>How long there had been no successful response when waiting for a job ended; null for a call that didn't wait.</summary>
    public TimeSpan? Outage { get; internal set; }

    /// <summary>The service's ID of the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>What the service answered, at most its first 64 KB; null where no answer came.</summary>
    public string? ResponseBody { get; init; }

    /// <summary>Whether the same call may succeed when it is repeated after a short wait.</summary>
    public bool IsTransient => Kind switch
    {
        // Google answers 499 under load; it was not the caller who canceled.
        TuningServiceErrorKind.Refused => (int?)StatusCode is 408 or 429 or 499 && !IsDailyQuota,
        TuningServiceErrorKind.ServiceFailed => (int?)StatusCode is null or 500 or 502 or 503 or 504 && !IsDailyQuota,
        TuningServiceErrorKind.TimedOut or TuningServiceErrorKind.Unreachable or TuningServiceErrorKind.AnswerNotUnderstood
            or TuningServiceErrorKind.TokenUnavailable => true,
        _ => false,
    };

    /// <summary>Whether waiting, for hours if need be, may overcome it. That is everything but an answer of the service itself
    /// that refuses the call: a network that lets nobody through, or a proxy's page, doesn't say how a job stands.</summary>
    public bool IsOutage => Kind switch
    {
        TuningServiceErrorKind.Refused => (int?)StatusCode is 408 or 429 or 499,
        TuningServiceErrorKind.ProxyRefused or TuningServiceErrorKind.ConnectionClosed or TuningServiceErrorKind.AlreadyExists or TuningServiceErrorKind.NotFound
            or TuningServiceErrorKind.NotReady or TuningServiceErrorKind.OperationFailed or TuningServiceErrorKind.OperationTimedOut => false,
        _ => true,
    };

    /// <summary>Whether the service may have carried the call out nevertheless: the request may have been sent, and no answer
    /// says that it was refused.</summary>
    public bool MayHaveBeenCarriedOut => Kind switch
    {
        TuningServiceErrorKind.Refused => (int?)StatusCode is 499,
        TuningServiceErrorKind.ServiceFailed or TuningServiceErrorKind.TimedOut or TuningServiceErrorKind.Unreachable
            or TuningServiceErrorKind.AnswerNotUnderstood or TuningServiceErrorKind.AnswerUnexpected or TuningServiceErrorKind.AnswerTooLarge
            or TuningServiceErrorKind.ConnectionClosed or TuningServiceErrorKind.OperationTimedOut => true,
        _ => false,
    };

    /// <summary>Whether a daily quota is exhausted.</summary>
    public bool IsDailyQuota => QuotaIds.Any(id => id.Contains("PerDay", StringComparison.OrdinalIgnoreCase));

    /// <summary>What to do about it, if the service's own message doesn't say so; null for nothing.</summary>
    public string? Advice { get; internal set; }

    /// <summary>Whether the model that was asked, and was not found, is listed all the same: the service has switched it off
    /// (googleapis/python-genai#969).</summary>
    public bool IsSwitchedOff { get; internal set; }
}

/// <summary>A field that the service refused.</summary>
/// <param name="Field">Its path in the request.</param>
/// <param name="Description">What is wrong with it.</param>
public sealed record FieldViolation(string Field, string Description)
{
    /// <summary>The field and what is wrong with it.</summary>
    public override string ToString() => Field.Length == 0 ? Description : $"{Field}: {Description}";
}
