namespace GeminiTuning;

/// <summary>The error of an operation: a <c>google.rpc.Status</c>.</summary>
/// <param name="Code">The number of the <c>google.rpc.Code</c>.</param>
/// <param name="Message">The message of the service.</param>
public sealed record ServiceStatus(int Code, string Message)
{
    /// <summary>The name of the code, such as <c>INVALID_ARGUMENT</c> (google/rpc/code.proto).</summary>
    public string Status => Code >= 0 && Code < s_codes.Length ? s_codes[Code] : "UNKNOWN";

    /// <summary>The status and the message.</summary>
    public override string ToString() => $"{Status}: {Message}";

    static readonly string[] s_codes =
    [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
        "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED",
        "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
    ];
}
