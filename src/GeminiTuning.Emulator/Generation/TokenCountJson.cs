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
        var text = string.Concat(contents.Prepend(request.Child("systemInstruction")).SelectMany(c => c.Children("parts")).Select(p => p.Text("text")));
        var tokens = TokenRule.Count(text);
        return JsonOut.Message(
            ("totalTokens", JsonOut.Int(tokens)),
            ("totalBillableCharacters", hasCharacters ? JsonOut.Int(text.EnumerateRunes().Count(r => !Rune.IsWhiteSpace(r))) : null),
            ("promptTokensDetails", tokens == 0 ? null : new JsonArray(JsonOut.Message(("modality", "TEXT"), ("tokenCount", tokens)))));
    }
}
