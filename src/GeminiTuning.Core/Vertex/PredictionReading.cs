using System.Globalization;
using System.Text;
using System.Text.Json;
using GeminiTuning.Wire;

namespace GeminiTuning.Vertex;

/// <summary>Reads the lines of a batch's answers. What stands beside an answer (the echo of the request, a status) may have
/// any shape: it is read as far as it can be, and never costs the answer.</summary>
static class PredictionReading
{
    /// <summary>A line's answer, or the reason why there is none. A line that can't be read is one answer lost, not all that follow.</summary>
    public static BatchAnswer Read(byte[] line, string model)
    {
        try
        {
            var wire = JsonSerializer.Deserialize(line, VertexJson.Default.WirePrediction) ?? throw new JsonException(Messages.JsonNull);
            return new BatchAnswer(ToResponse(wire, model), ProblemOf(wire))
            {
                IsWithoutThinkingSettings = wire.Request is { Json: { ValueKind: JsonValueKind.Object } asked }
                    && Member(Member(asked, "generationConfig"), "thinkingConfig") is not { ValueKind: JsonValueKind.Object },
            };
        }
        // Half of a surrogate pair, which isn't text, shows itself only when it is read.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            var shown = PrintableText.Of(Encoding.UTF8.GetString(line));
            return new BatchAnswer(new TunedModelResponse { Prompt = "", Model = model }, Messages.AnswerLineUnreadable(fault: fault.Message, line: shown));
        }
    }

    static TunedModelResponse ToResponse(WirePrediction wire, string model)
    {
        var request = new GenerationRequest
        {
            Model = model,
            Prompt = wire.Request is { } asked ? PromptOf(asked.Json) : "",
            InputObject = wire.Input is { Json: { ValueKind: JsonValueKind.Object } input } ? ReadInput(input) : null,
        };
        var row = TextOf(Member(Member(wire.Request?.Json, "labels"), DatasetLines.RowLabel));
        return (wire.Response ?? new WireGenerateResponse()).ToResponse(request, new ModelNames(model, null)) with
        {
            Row = int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
        };
    }

    // The service reports a failed row in one of these places, as a text or as a google.rpc.Status.
    static string? ProblemOf(WirePrediction wire) => wire.Response is { Candidates.Count: > 0 }
        ? null
        : Words(wire.Error?.Json) ?? Words(wire.Response?.Error?.Json) ?? Words(wire.Status?.Json);

    static string? Words(JsonElement? reported) => reported switch
    {
        { ValueKind: JsonValueKind.Object } status when TextOf(Member(status, "message")) is { Length: > 0 } message => message,
        { ValueKind: JsonValueKind.Object } status when status.EnumerateObject().Any() => status.GetRawText(),
        { ValueKind: JsonValueKind.String } text when !string.IsNullOrWhiteSpace(text.GetString()) => text.GetString(),
        _ => null,
    };

    // The documented form, {"contents": [{"parts": [{"text": …}]}]}, or with one object in place of an array, or a text alone.
    static string PromptOf(JsonElement request) => request.ValueKind == JsonValueKind.String
        ? request.GetString()!
        : string.Concat(Items(Member(Items(Member(request, "contents")).Cast<JsonElement?>().FirstOrDefault(), "parts")).Select(part => TextOf(Member(part, "text"))));

    static JsonElement? Member(JsonElement? value, string name) =>
        value is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var member) ? member : null;

    static IEnumerable<JsonElement> Items(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
        { ValueKind: JsonValueKind.Object } only => [only],
        _ => [],
    };

    static string? TextOf(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    static Dictionary<string, object?> ReadInput(JsonElement input)
    {
        var columns = new Dictionary<string, object?>();
        // A name that stands twice counts as it stands last, as JSON's readers have it.
        foreach (var column in input.EnumerateObject())
            columns[column.Name] = column.Value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.Number => column.Value.TryGetInt64(out var whole) ? (object)whole : column.Value.GetDouble(),
                JsonValueKind.String => column.Value.GetString(),
                _ => column.Value.GetRawText(),
            };
        return columns;
    }
}
