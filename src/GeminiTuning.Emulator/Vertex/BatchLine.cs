using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Generation;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Answers one line of a batch: what stood in it stays as it was, with the answer or with why there is none.</summary>
sealed class BatchLine(Func<JsonObject, Generated> generate, TimeProvider clock)
{
    static readonly JsonSerializerOptions s_format = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The line that is written, and whether it has an answer.</summary>
    /// <exception cref="FormatException">It is no JSON object.</exception>
    public (string Text, bool IsAnswered) Answer(string line)
    {
        var row = Parse(line);
        var (response, error) = Respond(row["request"]);
        row["status"] = error is null ? "" : Words(error);
        row["processed_time"] = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+00:00'", CultureInfo.InvariantCulture);
        row["response"] = response ?? [];
        return (row.ToJsonString(s_format), error is null);
    }

    static JsonObject Parse(string line)
    {
        try
        {
            var row = JsonNode.Parse(line) as JsonObject ?? throw new FormatException("It is no object.");
            // A name that comes twice, and half a surrogate pair, show themselves only when it is written.
            _ = row.ToJsonString(s_format);
            return row;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new FormatException(e.Message);
        }
    }

    (JsonObject? Response, ApiException? Error) Respond(JsonNode? request)
    {
        try
        {
            if (request is not JsonObject)
                throw ApiException.Invalid("request is required.");
            var body = ProtoReader.Read(Encoding.UTF8.GetBytes(request.ToJsonString()), VertexGenerationProtos.Request, "", VertexRoutes.Released);
            return (generate(body).Answer(VertexGenerationProtos.Response, streamed: false).Messages[0], null);
        }
        catch (Exception e) when (e is ApiException or InvalidJsonException or InvalidOperationException)
        {
            return (null, ErrorWords.Of(e));
        }
    }

    static string Words(ApiException error)
    {
        var json = JsonOut.Message(("error", JsonOut.Message(("code", error.Code), ("message", error.Message), ("status", error.Status))));
        return $"{(error.Code == 400 ? "Bad Request" : "Error")}: {json.ToJsonString(s_format)}";
    }
}
