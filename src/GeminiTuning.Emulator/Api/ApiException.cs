using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Api;

/// <summary>An error as the service words it.</summary>
sealed class ApiException(int code, string status, string message) : Exception(message)
{
    /// <summary>The HTTP status code.</summary>
    public int Code { get; } = code;

    /// <summary>The name of the <c>google.rpc.Code</c>.</summary>
    public string Status { get; } = status;

    /// <summary>The fields that are to blame.</summary>
    public IReadOnlyList<JsonViolation> Violations { get; init; } = [];

    /// <summary>What else the service says of it, a message each.</summary>
    public IReadOnlyList<JsonObject> Details { get; init; } = [];

    /// <summary>The headers that say the same.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public static ApiException Invalid(string message) => new(400, "INVALID_ARGUMENT", message);

    public static ApiException Invalid(string field, string message) =>
        new(400, "INVALID_ARGUMENT", message) { Violations = [new(field, message)] };

    public static ApiException Invalid(string message, IReadOnlyList<JsonViolation> violations) =>
        new(400, "INVALID_ARGUMENT", message) { Violations = violations };

    public static ApiException NotFound(string message) => new(404, "NOT_FOUND", message);

    public static ApiException AlreadyExists(string message) => new(409, "ALREADY_EXISTS", message);

    public static ApiException Forbidden(string message) => new(403, "PERMISSION_DENIED", message);

    public static ApiException Precondition(string message) => new(400, "FAILED_PRECONDITION", message);

    public static ApiException Unavailable(string message) => new(503, "UNAVAILABLE", message);
}
