using System.Globalization;
using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Faults;

/// <summary>What the service says with each status, where it says no more than that.</summary>
static class FaultWords
{
    const string Types = "type.googleapis.com/google.rpc.";

    const string Unauthenticated =
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid "
        + "authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.";

    /// <summary>The error of a status.</summary>
    public static ApiException Of(Fault fault, string host)
    {
        if (fault.IsDaily)
            return DayQuota(host);
        var (status, message) = Words(fault.Status);
        return new ApiException(fault.Status, status, message)
        {
            Details = fault.Wait is { } wait ? [JsonOut.Message(("@type", $"{Types}RetryInfo"), ("retryDelay", Duration(wait)))] : [],
            Headers = fault.Wait is { } time ? [("Retry-After", WholeSeconds(time))] : [],
        };
    }

    /// <summary>The error of an access token that has expired.</summary>
    public static ApiException Expired(string host) => new(401, "UNAUTHENTICATED", Unauthenticated)
    {
        Details =
        [
            JsonOut.Message(
                ("@type", $"{Types}ErrorInfo"),
                ("reason", "ACCESS_TOKEN_EXPIRED"),
                ("domain", "googleapis.com"),
                ("metadata", JsonOut.Message(("service", host)))),
        ],
        Headers = [("WWW-Authenticate", "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"")],
    };

    static ApiException DayQuota(string host)
    {
        var violation = JsonOut.Message(
            ("quotaMetric", $"{host}/generate_content_free_tier_requests"),
            ("quotaId", "GenerateRequestsPerDayPerProjectPerModel"));
        return new ApiException(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota, please check your plan and billing details.")
        {
            Details = [JsonOut.Message(("@type", $"{Types}QuotaFailure"), ("violations", new JsonArray(violation)))],
        };
    }

    // The google.rpc.Code of each HTTP status is the one that Google's client libraries take it for.
    static (string Status, string Message) Words(int status) => status switch
    {
        400 => ("INVALID_ARGUMENT", "Request contains an invalid argument."),
        401 => ("UNAUTHENTICATED", Unauthenticated),
        403 => ("PERMISSION_DENIED", "The caller does not have permission"),
        404 => ("NOT_FOUND", "Requested entity was not found."),
        409 => ("ABORTED", "The operation was aborted."),
        416 => ("OUT_OF_RANGE", "Operation was attempted past the valid range."),
        429 => ("RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota)."),
        499 => ("CANCELLED", "The operation was cancelled."),
        501 => ("UNIMPLEMENTED", "Operation is not implemented, or supported, or enabled."),
        503 => ("UNAVAILABLE", "The service is currently unavailable."),
        504 => ("DEADLINE_EXCEEDED", "Deadline expired before operation could complete."),
        < 500 => ("FAILED_PRECONDITION", "Precondition check failed."),
        _ => ("INTERNAL", "Internal error encountered."),
    };

    // The header knows no fractions: the next whole second.
    static string WholeSeconds(TimeSpan time) => Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    // A google.protobuf.Duration in JSON has no decimals, or three.
    static string Duration(TimeSpan time) =>
        time.TotalSeconds.ToString(time.Milliseconds == 0 ? "0's'" : "0.000's'", CultureInfo.InvariantCulture);
}
