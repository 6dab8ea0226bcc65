using System.Text;
using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Generation;

/// <summary>How many tokens a request has, as the services write it.</summary>
static class TokenCountJson
{
    /// <param name="request">A request with contents, and perhaps a system instruction.</param>
    /// <param name="hasCharacters">Whether the service also counts the characters that are billed, without white space.</param>
    /// <exception cref="ApiException">It has no contents.</exception>
    public static JsonObject Write(JsonObject request, bool hasCharacters)
    {
        var contents = request.Children("contents").ToList();
        if (contents.Count == 0)
            throw ApiException.Invalid("contents", "contents is not specified");
        // Each turn for itself, as in a dataset: what is counted before tuning is what a job then reports.
        var turns = contents.Prepend(request.Child("systemInstruction")).Select(c => string.Concat(c.Children("parts").Select(p => p.Text("text")))).ToList();
        var tokens = turns.Sum(TokenRule.Count);
        return JsonOut.Message(
            ("totalTokens", JsonOut.Int(tokens)),
            ("totalBillableCharacters", hasCharacters ? JsonOut.Int(turns.Sum(t => t.EnumerateRunes().Count(r => !Rune.IsWhiteSpace(r)))) : null),
            ("promptTokensDetails", tokens == 0 ? null : new JsonArray(JsonOut.Message(("modality", "TEXT"), ("tokenCount", tokens)))));
    }
}
