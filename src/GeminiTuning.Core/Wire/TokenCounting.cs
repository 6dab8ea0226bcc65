using System.Buffers;
using System.Text.Json;

namespace GeminiTuning.Wire;

/// <summary>The method countTokens, which both services have.</summary>
static class TokenCounting
{
    /// <summary>Returns the number of tokens of examples, which are sent as the turns of one chat.</summary>
    /// <param name="rest">The way to the service.</param>
    /// <param name="path">The model or the endpoint whose tokens are counted.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public static async Task<long> CountTokensAsync(
        this RestClient rest, string path, IReadOnlyList<TuningExample> examples, CancellationToken cancellationToken)
    {
        var counted = await rest.PostAsync($"{path}:countTokens", Body(examples), WireJson.Default.WireTokenCount, cancellationToken).ConfigureAwait(false);
        // Examples have tokens: without a number, the service counted something else.
        return counted.TotalTokens is > 0 and var tokens ? tokens
            : throw new TuningServiceException(TuningServiceErrorKind.AnswerNotUnderstood, Messages.TokenCountMissing);
    }

    static byte[] Body(IReadOnlyList<TuningExample> examples)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonLine.Options))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("contents");
            foreach (var example in examples)
                Write(writer, example);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    static void Write(Utf8JsonWriter writer, TuningExample example)
    {
        if (example.Json is { } json)
        {
            WriteWhole(writer, json);
            return;
        }
        // A request has one system instruction, and examples have one each. The tokens of a text are the same in any place.
        WriteTurn(writer, ChatTurn.User, example.SystemInstruction);
        WriteTurn(writer, ChatTurn.User, example.TextInput);
        WriteTurn(writer, ChatTurn.Model, example.Output);
        WriteTurn(writer, ChatTurn.Model, example.RejectedOutput);
    }

    static void WriteWhole(Utf8JsonWriter writer, string json)
    {
        using var parsed = JsonDocument.Parse(json);
        foreach (var property in parsed.RootElement.EnumerateObject())
            switch (property.Name)
            {
                case "contents" when property.Value.ValueKind == JsonValueKind.Array:
                    foreach (var turn in property.Value.EnumerateArray())
                        WriteTurn(writer, turn);
                    break;
                case "completions" when property.Value.ValueKind == JsonValueKind.Array:
                    foreach (var one in property.Value.EnumerateArray())
                        WriteTurn(writer, JsonText.Property(one, "completion"));
                    break;
                case "systemInstruction" or "system_instruction":
                    WriteTurn(writer, property.Value);
                    break;
                case "tools":
                    // Two examples may declare a function of the same name, which one request may not.
                    WriteTurn(writer, ChatTurn.User, property.Value.GetRawText());
                    break;
            }
    }

    // A turn of an example can have a weight, which a turn of a request can't.
    static void WriteTurn(Utf8JsonWriter writer, JsonElement turn)
    {
        if (turn.ValueKind != JsonValueKind.Object || JsonText.Property(turn, "parts") is not { ValueKind: JsonValueKind.Array } parts)
            return;
        writer.WriteStartObject();
        writer.WriteString("role", JsonText.Property(turn, "role") is { ValueKind: JsonValueKind.String } role ? role.GetString() : "user");
        writer.WritePropertyName("parts");
        parts.WriteTo(writer);
        writer.WriteEndObject();
    }

    static void WriteTurn(Utf8JsonWriter writer, string role, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            VertexForm.WriteTurn(writer, role, text);
    }
}

sealed record WireTokenCount : WireAnswer
{
    public long? TotalTokens { get; set; }
}
