using System.Net;
using System.Text.Json;

namespace GeminiTuning;

/// <summary>The service, or the network before it, refused or failed.</summary>
public sealed class TuningServiceException : Exception
{
    internal TuningServiceException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    /// <summary>The HTTP status; null where no answer came.</summary>
    public HttpStatusCode? StatusCode { get; internal init; }

    /// <summary>The service's status, such as <c>NOT_FOUND</c> (google/rpc/code.proto); null where it gave none.</summary>
    public string? Status { get; internal init; }

    /// <summary>The reason of its <c>ErrorInfo</c>, such as <c>API_KEY_INVALID</c>.</summary>
    public string? Reason { get; internal init; }

    /// <summary>The service's details, as it sent them.</summary>
    public IReadOnlyList<JsonElement> Details { get; internal init; } = [];

    /// <summary>The fields that it refused.</summary>
    public IReadOnlyList<FieldViolation> FieldViolations { get; internal init; } = [];

    /// <summary>The quotas that are used up, by their IDs.</summary>
    public IReadOnlyList<string> QuotaIds { get; internal init; } = [];

    /// <summary>How long the service wants a caller to wait (<c>RetryInfo</c>, <c>Retry-After</c>).</summary>
    public TimeSpan? RetryDelay { get; internal init; }

    /// <summary>The service's ID of the request.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>What the service answered, at most its first 64 KB; null where no answer came.</summary>
    public string? ResponseBody { get; internal init; }

    /// <summary>Whether the same call may well succeed later: no answer, a cut-off one, 408, 429 (but for a day's
    /// quota), 500, 502, 503, 504.</summary>
    public bool IsTransient { get; internal init; }

    /// <summary>Whether the service may have carried the call out all the same: no answer came, one that could not be
    /// read, or a failure of its own.</summary>
    public bool MayHaveBeenCarriedOut => StatusCode is null or >= HttpStatusCode.InternalServerError && InnerException is not CredentialException;

    /// <summary>Whether the quota that is used up is a day's.</summary>
    public bool IsDailyQuota => IsDaily(QuotaIds);

    /// <summary>Whether the model that was asked, and was not found, is listed all the same: the service has switched it off
    /// (googleapis/python-genai#969).</summary>
    public bool IsSwitchedOff { get; internal set; }

    internal static bool IsDaily(IEnumerable<string> quotaIds) =>
        quotaIds.Any(id => id.Contains("PerDay", StringComparison.OrdinalIgnoreCase));
}

/// <summary>A field that the service refused.</summary>
/// <param name="Field">Its path in the request.</param>
/// <param name="Description">What is wrong with it.</param>
public sealed record FieldViolation(string Field, string Description)
{
    /// <summary>The field and what is wrong with it.</summary>
    public override string ToString() => Field.Length == 0 ? Description : $"{Field}: {Description}";
}
