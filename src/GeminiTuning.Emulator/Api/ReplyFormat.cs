using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using GeminiTuning.Emulator.Http;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Api;

/// <summary>Turns answers and errors into bytes: JSON, a JSON array piece by piece, or server-sent events.</summary>
static class ReplyFormat
{
    const string Json = "application/json; charset=UTF-8";
    static readonly JavaScriptEncoder s_encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
    static readonly JsonSerializerOptions s_compact = new() { Encoder = s_encoder };
    static readonly JsonSerializerOptions s_pretty = new() { Encoder = s_encoder, WriteIndented = true };

    public static HttpReply Write(ApiAnswer answer, QueryString query)
    {
        if (answer.File is { } file)
            return new HttpReply(answer.Status, file.ContentType, []) { File = file.Content, Headers = answer.Headers };
        if (answer.Messages.Count == 0)
            return new HttpReply(answer.Status, null, []) { Headers = answer.Headers };

        if (query.WantsEnumNumbers)
        {
            foreach (var message in answer.Messages)
                EnumNumbers.Apply(message, answer.Type);
        }

        var options = query.WantsPretty ? s_pretty : s_compact;
        if (!answer.Streamed)
            return new HttpReply(answer.Status, Json, [Bytes(answer.Messages[0].ToJsonString(options) + "\n")]) { Headers = answer.Headers };
        return query.WantsEvents
            ? new HttpReply(200, "text/event-stream", [.. answer.Messages.Select(m => Bytes($"data: {m.ToJsonString(s_compact)}\r\n\r\n"))])
            : new HttpReply(200, Json, [.. ArrayParts(answer.Messages, options)]);
    }

    /// <summary>A message of JSON with a status.</summary>
    public static HttpReply Write(int status, JsonObject body) => new(status, Json, [Bytes(body.ToJsonString(s_pretty) + "\n")]);

    public static HttpReply Write(ApiException error, string requestId)
    {
        var details = new JsonArray([.. error.Details]);
        if (error.Violations.Count > 0)
        {
            details.Add(JsonOut.Message(
                ("@type", "type.googleapis.com/google.rpc.BadRequest"),
                ("fieldViolations", JsonOut.List(error.Violations, v => JsonOut.Message(
                    ("field", JsonOut.Text(v.Field)), ("description", v.Description))))));
        }

        details.Add(JsonOut.Message(("@type", "type.googleapis.com/google.rpc.RequestInfo"), ("requestId", requestId)));
        var body = JsonOut.Message(("error", JsonOut.Message(
            ("code", error.Code), ("message", error.Message), ("status", error.Status), ("details", details))));
        return Write(error.Code, body) with { Headers = error.Headers };
    }

    static IEnumerable<ReadOnlyMemory<byte>> ArrayParts(IReadOnlyList<JsonObject> messages, JsonSerializerOptions options)
    {
        var before = "[";
        foreach (var message in messages)
        {
            yield return Bytes(before + message.ToJsonString(options));
            before = "\n,\r\n";
        }

        yield return Bytes("\n]");
    }

    static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
