using System.Text.Json;

namespace GeminiTuning;

/// <summary>Examples as Vertex AI reads them: an object with <c>contents</c>, and with <c>completions</c> in a preference pair.</summary>
static class VertexForm
{
    // Encoded once, since they are written for each row.
    static readonly JsonEncodedText s_contents = JsonEncodedText.Encode("contents");
    static readonly JsonEncodedText s_role = JsonEncodedText.Encode("role");
    static readonly JsonEncodedText s_parts = JsonEncodedText.Encode("parts");
    static readonly JsonEncodedText s_text = JsonEncodedText.Encode("text");

    /// <summary>Whether an object is of this form.</summary>
    public static bool Fits(JsonElement item) => item.TryGetProperty("contents", out _);

    /// <summary>Reads an example. What is more than texts is kept as it is.</summary>
    /// <exception cref="TuningDataException">It isn't of this form.</exception>
    public static TuningExample Read(JsonElement item)
    {
        if (Pair(item) is { } pair)
            return pair;
        var chat = Chat.Read(item);
        var (preferred, rejected) = Completions(item);
        return new TuningExample
        {
            TextInput = preferred is null ? chat.Before : chat.Whole,
            Output = preferred ?? chat.Answer,
            RejectedOutput = rejected,
            SystemInstruction = chat.SystemInstruction is { Length: > 0 } text ? text : null,
            Json = OneLine(item),
        };
    }

    /// <summary>Gives an example that has no system instruction one. All other parts of a chat stay as they are.</summary>
    public static TuningExample WithSystemInstruction(TuningExample example, string instruction)
    {
        if (example.Json is not { } json)
            return example with { SystemInstruction = instruction };
        using var parsed = JsonDocument.Parse(json);
        var added = JsonLine.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("systemInstruction");
            WriteParts(writer, instruction);
            writer.WriteEndObject();
            foreach (var property in parsed.RootElement.EnumerateObject())
                if (property.Name is not ("systemInstruction" or "system_instruction"))
                {
                    writer.WritePropertyName(property.Name);
                    writer.WriteRawValue(property.Value.GetRawText(), skipInputValidation: true);
                }
            writer.WriteEndObject();
        });
        return example with { SystemInstruction = instruction, Json = added };
    }

    /// <summary>Returns a preference pair as an example for supervised tuning, which learns the preferred output.</summary>
    public static TuningExample WithoutRejected(TuningExample example)
    {
        if (example.RejectedOutput is null || example.Json is not { } json)
            return example with { RejectedOutput = null };
        using var parsed = JsonDocument.Parse(json);
        var preferred = parsed.RootElement.GetProperty("completions").EnumerateArray().First(one => Score(one) > 0).GetProperty("completion");
        var changed = JsonLine.Of(writer =>
        {
            writer.WriteStartObject();
            foreach (var property in parsed.RootElement.EnumerateObject())
            {
                if (property.Name == "completions")
                    continue;
                writer.WritePropertyName(property.Name);
                if (property.Name == "contents")
                    WriteWithAnswer(writer, property.Value, preferred);
                else
                    property.Value.WriteTo(writer);
            }
            writer.WriteEndObject();
        });
        return example with { RejectedOutput = null, Json = changed };
    }

    /// <summary>Returns what Vertex AI doesn't take in a preference pair that is sent as it is; null for nothing.</summary>
    public static string? PairProblem(JsonElement item, Chat chat)
    {
        var completions = JsonText.Required(item, "completions", JsonValueKind.Array).EnumerateArray().ToList();
        var turns = completions.Select(one => ChatTurn.Read(JsonText.Required(one, "completion", JsonValueKind.Object))).ToList();
        return completions.Select(Score).Order().ToList() is not [0.0, 1.0] ? Messages.CompletionsIncomplete
            : turns.Any(turn => !turn.IsModel) ? Messages.CompletionNotOfModel
            : !chat.IsText || turns.Any(turn => !turn.IsText) ? Messages.PairHasMedia
            : null;
    }

    /// <summary>Writes an example.</summary>
    public static void Write(Utf8JsonWriter writer, TuningExample example)
    {
        if (example.Json is { } json)
        {
            writer.WriteRawValue(json, skipInputValidation: true);
            return;
        }
        writer.WriteStartObject();
        if (example.SystemInstruction is { } instruction)
        {
            writer.WriteStartObject("systemInstruction");
            WriteParts(writer, instruction);
            writer.WriteEndObject();
        }
        writer.WriteStartArray(s_contents);
        WriteTurn(writer, ChatTurn.User, example.TextInput);
        if (example.RejectedOutput is null)
            WriteTurn(writer, ChatTurn.Model, example.Output);
        writer.WriteEndArray();
        if (example.RejectedOutput is { } rejected)
        {
            writer.WriteStartArray("completions");
            WriteCompletion(writer, 1, example.Output);
            WriteCompletion(writer, 0, rejected);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    // An example of texts alone: one turn each, one text in each.
    static TuningExample? Pair(JsonElement item)
    {
        var (contents, system, completions) = (default(JsonElement), default(JsonElement), default(JsonElement));
        foreach (var property in item.EnumerateObject())
            switch (property.Name)
            {
                case "contents":
                    contents = property.Value;
                    break;
                case "systemInstruction" or "system_instruction":
                    system = property.Value;
                    break;
                case "completions":
                    completions = property.Value;
                    break;
                default:
                    return null;
            }
        if (contents.ValueKind != JsonValueKind.Array || !IsText(system, null, out var instruction))
            return null;
        var isPreference = completions.ValueKind != JsonValueKind.Undefined;
        if (contents.GetArrayLength() != (isPreference ? 1 : 2) || !IsText(contents[0], ChatTurn.User, out var input))
            return null;
        string? output;
        string? rejected = null;
        if (isPreference ? !AreTexts(completions, out output, out rejected) : !IsText(contents[1], ChatTurn.Model, out output))
            return null;
        return new TuningExample
        {
            TextInput = input!,
            Output = output!,
            RejectedOutput = rejected,
            SystemInstruction = string.IsNullOrEmpty(instruction) ? null : instruction,
        };
    }

    static bool AreTexts(JsonElement completions, out string? preferred, out string? rejected)
    {
        (preferred, rejected) = (null, null);
        if (completions.ValueKind != JsonValueKind.Array || completions.GetArrayLength() != 2)
            return false;
        foreach (var one in completions.EnumerateArray())
        {
            if (one.ValueKind != JsonValueKind.Object || one.EnumerateObject().Count() != 2
                || !IsText(JsonText.Property(one, "completion"), ChatTurn.Model, out var text))
                return false;
            if (Score(one) == 1)
                preferred = text;
            else if (Score(one) == 0)
                rejected = text;
        }
        return preferred is not null && rejected is not null;
    }

    // Whether a turn is one text; one that isn't there is, too, where it has no role.
    static bool IsText(JsonElement turn, string? role, out string? text)
    {
        text = null;
        if (turn.ValueKind == JsonValueKind.Undefined)
            return role is null;
        if (turn.ValueKind != JsonValueKind.Object)
            return false;
        foreach (var property in turn.EnumerateObject())
            if (property.Name == "parts")
                text = property.Value.ValueKind == JsonValueKind.Array && property.Value.GetArrayLength() == 1 ? OnlyText(property.Value[0]) : null;
            else if (property.Name != "role" || (role is not null && !property.Value.ValueEquals(role)))
                return false;
        return text is not null && (role is null || turn.TryGetProperty("role", out _));
    }

    static string? OnlyText(JsonElement part) => part.ValueKind == JsonValueKind.Object && part.EnumerateObject().Count() == 1
        && JsonText.Property(part, "text") is { ValueKind: JsonValueKind.String } text
        ? JsonText.Of(text)
        : null;

    static (string? Preferred, string? Rejected) Completions(JsonElement item)
    {
        if (!item.TryGetProperty("completions", out _))
            return (null, null);
        string? preferred = null;
        string? rejected = null;
        foreach (var one in JsonText.Required(item, "completions", JsonValueKind.Array).EnumerateArray())
        {
            var text = ChatTurn.Read(JsonText.Required(one, "completion", JsonValueKind.Object)).Text;
            if (Score(one) > 0)
                preferred ??= text;
            else
                rejected ??= text;
        }
        return preferred is not null && rejected is not null
            ? (preferred, rejected)
            : throw new TuningDataException(Messages.CompletionsIncomplete);
    }

    static double? Score(JsonElement completion) =>
        JsonText.Property(completion, "score") is { ValueKind: JsonValueKind.Number } score ? score.GetDouble() : null;

    static string OneLine(JsonElement item)
    {
        var raw = item.GetRawText();
        return raw.AsSpan().ContainsAny('\r', '\n') ? JsonLine.Of(item.WriteTo) : raw;
    }

    static void WriteWithAnswer(Utf8JsonWriter writer, JsonElement contents, JsonElement answer)
    {
        writer.WriteStartArray();
        foreach (var turn in contents.EnumerateArray())
            turn.WriteTo(writer);
        answer.WriteTo(writer);
        writer.WriteEndArray();
    }

    static void WriteCompletion(Utf8JsonWriter writer, int score, string text)
    {
        writer.WriteStartObject();
        writer.WriteNumber("score", score);
        writer.WritePropertyName("completion");
        WriteTurn(writer, ChatTurn.Model, text);
        writer.WriteEndObject();
    }

    /// <summary>Writes a turn of a chat that is one text.</summary>
    public static void WriteTurn(Utf8JsonWriter writer, string role, string text)
    {
        writer.WriteStartObject();
        writer.WriteString(s_role, role);
        WriteParts(writer, text);
        writer.WriteEndObject();
    }

    /// <summary>Writes a text as the parts of the object that the writer is in.</summary>
    public static void WriteParts(Utf8JsonWriter writer, string text)
    {
        writer.WriteStartArray(s_parts);
        writer.WriteStartObject();
        writer.WriteString(s_text, text);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
