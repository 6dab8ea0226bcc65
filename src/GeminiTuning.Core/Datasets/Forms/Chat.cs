using System.Text.Json;

namespace GeminiTuning;

/// <summary>The turns of an example in Vertex AI's form, as texts.</summary>
/// <param name="Turns">The turns, in their order.</param>
/// <param name="SystemInstruction">The system instruction; null for none.</param>
sealed record Chat(IReadOnlyList<ChatTurn> Turns, string? SystemInstruction)
{
    /// <summary>All turns: a single one as it is, several with their roles, one per line.</summary>
    public string Whole => Transcript(Turns);

    /// <summary>All turns before the last answer: a single one as it is, several with their roles, one per line.</summary>
    public string Before => Turns is [.., { Role: ChatTurn.Model }] ? Transcript([.. Turns.SkipLast(1)]) : Whole;

    /// <summary>The last answer; empty if the chat doesn't end with one.</summary>
    public string Answer => Turns is [.., { Role: ChatTurn.Model } last] ? last.Text : "";

    /// <summary>What is wrong with the order of the roles; null for nothing.</summary>
    public string? OrderProblem => RoleProblem() ?? (Turns is [.., { IsModel: true }] ? null : Messages.ChatEndsWithoutModel);

    /// <summary>What is wrong with the order of the roles in the prompt of a preference pair; null for nothing.</summary>
    public string? PromptOrderProblem => RoleProblem() ?? (Turns is [.., { Role: ChatTurn.User }] ? null : Messages.ChatEndsWithModel);

    /// <summary>Whether all turns have only texts.</summary>
    public bool IsText => Turns.All(turn => turn.IsText);

    /// <summary>Reads an example.</summary>
    /// <exception cref="TuningDataException">It isn't of that form.</exception>
    public static Chat Read(JsonElement example) => new(
        [.. JsonText.Required(example, "contents", JsonValueKind.Array).EnumerateArray().Select(ChatTurn.Read)],
        JsonText.Property(example, "systemInstruction", "system_instruction") is { ValueKind: JsonValueKind.Object } system
            ? ChatTurn.Read(system).Text
            : null);

    string? RoleProblem()
    {
        for (var i = 0; i < Turns.Count; i++)
        {
            if (!Turns[i].HasKnownRole)
                return Messages.ChatRoleUnknown(i + 1, PrintableText.Of(Turns[i].Role, 40));
            if (Turns[i].IsModel && (i == 0 || Turns[i - 1].IsModel))
                return i == 0 ? Messages.ChatBeginsWithModel : Messages.ChatAnswersTwice(i + 1);
        }
        return null;
    }

    static string Transcript(IReadOnlyList<ChatTurn> turns) =>
        turns is [var only] ? only.Text : string.Join('\n', turns.Select(turn => $"{turn.Role}: {turn.Text}"));
}

/// <summary>A turn of a chat.</summary>
/// <param name="Role">Who speaks: user, model, or function for a function's response.</param>
/// <param name="Text">Its texts; function calls as JSON, and media as their type or address in brackets.</param>
/// <param name="IsText">Whether it has only texts.</param>
sealed record ChatTurn(string Role, string Text, bool IsText)
{
    public const string Model = "model";
    public const string User = "user";

    public bool IsModel => Role == Model;

    public bool HasKnownRole => Role is User or Model or "function";

    /// <summary>Reads a turn.</summary>
    /// <exception cref="TuningDataException">It has no parts.</exception>
    public static ChatTurn Read(JsonElement turn)
    {
        if (turn.ValueKind != JsonValueKind.Object)
            throw new TuningDataException(Messages.FieldOfOtherKind(name: "contents", found: JsonText.Kind(turn.ValueKind), expected: Messages.JsonKindObject));
        var parts = JsonText.Required(turn, "parts", JsonValueKind.Array);
        var role = JsonText.Property(turn, "role") is { ValueKind: JsonValueKind.String } named ? JsonText.Of(named) : "";
        return new ChatTurn(role, string.Join('\n', parts.EnumerateArray().Select(PartText)), parts.EnumerateArray().All(IsTextPart));
    }

    static string PartText(JsonElement part)
    {
        if (part.ValueKind != JsonValueKind.Object)
            throw new TuningDataException(Messages.FieldOfOtherKind(name: "parts", found: JsonText.Kind(part.ValueKind), expected: Messages.JsonKindObject));
        if (IsTextPart(part))
            return JsonText.Of(part.GetProperty("text"));
        return MediaText(part, "fileData", "file_data", "fileUri", "file_uri")
            ?? MediaText(part, "inlineData", "inline_data", "mimeType", "mime_type")
            ?? part.GetRawText();
    }

    static bool IsTextPart(JsonElement part) => JsonText.Property(part, "text") is { ValueKind: JsonValueKind.String };

    static string? MediaText(JsonElement part, string name, string other, string field, string otherField) =>
        JsonText.Property(part, name, other) is { ValueKind: JsonValueKind.Object } media
            && JsonText.Property(media, field, otherField) is { ValueKind: JsonValueKind.String } shown
            ? $"[{JsonText.Of(shown)}]"
            : null;
}
