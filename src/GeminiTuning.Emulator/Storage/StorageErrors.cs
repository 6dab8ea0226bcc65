using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Http;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Errors as Cloud Storage writes them: an older form than that of the other services, with a reason for each.</summary>
static class StorageErrors
{
    public static HttpReply Write(ApiException error, string requestId)
    {
        var one = JsonOut.Message(("message", error.Message), ("domain", "global"), ("reason", Reason(error.Code)));
        var body = JsonOut.Message(("error", JsonOut.Message(
            ("code", error.Code), ("message", error.Message), ("errors", new JsonArray(one)))));
        return ReplyFormat.Write(error.Code, body) with { Headers = [.. error.Headers, ("X-Guploader-Uploadid", requestId)] };
    }

    static string Reason(int code) => code switch
    {
        401 => "authError",
        403 => "forbidden",
        404 => "notFound",
        409 => "conflict",
        410 => "uploadNotFound",
        412 => "conditionNotMet",
        416 => "requestedRangeNotSatisfiable",
        429 => "rateLimitExceeded",
        < 500 => "invalid",
        _ => "backendError",
    };
}
