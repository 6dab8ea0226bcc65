using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Api;

/// <summary>What the service says when a method fails.</summary>
static class ErrorWords
{
    public static ApiException Of(Exception error) => error switch
    {
        ApiException known => known,
        InvalidJsonException invalid => new ApiException(400, "INVALID_ARGUMENT", invalid.Message) { Violations = invalid.Violations },
        IOException or UnauthorizedAccessException => ApiException.Unavailable($"The emulator cannot write to its data path: {error.Message}"),
        _ => new ApiException(500, "INTERNAL", "An internal error has occurred."),
    };
}
