using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Generation;

/// <summary>
/// The emulator judges nothing. Two marks in a prompt let a client meet what the service does with harmful text; without
/// them every rating is negligible.
/// </summary>
static class SafetyMarks
{
    /// <summary>A prompt with this mark is blocked: there is no candidate.</summary>
    public const string BlockPrompt = "EMULATOR_BLOCK_PROMPT";

    /// <summary>The answer to a prompt with this mark is blocked: the candidate has no content.</summary>
    public const string BlockAnswer = "EMULATOR_BLOCK_ANSWER";

    static readonly string[] s_categories =
    [
        "HARM_CATEGORY_SEXUALLY_EXPLICIT", "HARM_CATEGORY_HATE_SPEECH", "HARM_CATEGORY_HARASSMENT", "HARM_CATEGORY_DANGEROUS_CONTENT",
    ];

    /// <summary>A rating for each of the four categories; a blocked text is dangerous with high probability.</summary>
    public static JsonArray Ratings(bool blocked) => JsonOut.List(s_categories, category =>
    {
        var blame = blocked && category == s_categories[^1];
        return JsonOut.Message(
            ("category", category), ("probability", blame ? "HIGH" : "NEGLIGIBLE"), ("blocked", JsonOut.Flag(blame)));
    });
}
