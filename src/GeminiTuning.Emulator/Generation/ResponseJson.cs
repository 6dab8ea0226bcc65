using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Generation;

/// <summary>Writes answers as the service does: whole, or in pieces.</summary>
/// <param name="modelVersion">What the answer calls the model.</param>
/// <param name="responseId">The ID of the answer.</param>
/// <param name="request">The request.</param>
/// <param name="thoughts">What the model thought before it answered; empty for nothing.</param>
sealed class ResponseJson(string modelVersion, string responseId, GenerationRequest request, string thoughts)
{
    // Short, so that even a short answer arrives in more than one piece.
    const int TokensPerPiece = 2;

    readonly int _promptTokens = TokenRule.Count(request.History);
    readonly int _thoughtTokens = TokenRule.Count(thoughts);

    /// <summary>One response with all candidates.</summary>
    public JsonObject Whole(IReadOnlyList<Candidate> candidates) =>
        Response(candidates.Sum(c => TokenRule.Count(c.Text)), ("candidates", JsonOut.List(
            candidates.Select((c, i) => Piece(c.Text, c.FinishReason, i, c.Odds, isFirst: true)), c => c)));

    /// <summary>One response a piece, candidate after candidate; the last piece of each says why it ends.</summary>
    public IEnumerable<JsonObject> Pieces(IReadOnlyList<Candidate> candidates)
    {
        var tokens = 0;
        for (var index = 0; index < candidates.Count; index++)
        {
            var (text, reason, odds) = (candidates[index].Text, candidates[index].FinishReason, candidates[index].Odds);
            string[] pieces = text.Length == 0 ? [""] : [.. TokenRule.Split(text, TokensPerPiece)];
            for (var i = 0; i < pieces.Length; i++)
            {
                tokens += TokenRule.Count(pieces[i]);
                var isLast = i == pieces.Length - 1;
                var piece = Piece(pieces[i], isLast ? reason : null, index, isLast ? odds : null, isFirst: i == 0);
                yield return Response(tokens, ("candidates", new JsonArray(piece)));
            }
        }
    }

    /// <summary>The response to a prompt that was blocked.</summary>
    public JsonObject Blocked() => Response(0, ("promptFeedback", JsonOut.Message(
        ("blockReason", "SAFETY"), ("safetyRatings", SafetyMarks.Ratings(blocked: true)))));

    JsonObject Piece(string text, string? finishReason, int index, (JsonNode? Average, JsonObject Result)? odds, bool isFirst)
    {
        var blocked = finishReason == Candidate.Blocked.FinishReason;
        var parts = new JsonArray(JsonOut.Message(("text", text)));
        if (isFirst && request.Thinking is { IsIncluded: true })
            parts.Insert(0, JsonOut.Message(("text", thoughts), ("thought", JsonOut.Flag(true))));
        var content = JsonOut.Message(("parts", parts), ("role", "model"));
        return JsonOut.Message(
            ("content", blocked ? null : content),
            ("finishReason", finishReason),
            ("index", index),
            ("avgLogprobs", odds?.Average),
            ("logprobsResult", odds?.Result),
            ("safetyRatings", SafetyMarks.Ratings(blocked)));
    }

    JsonObject Response(int tokens, (string Name, JsonNode? Value) content) => JsonOut.Message(
        content,
        ("usageMetadata", JsonOut.Message(
            ("promptTokenCount", JsonOut.Int(_promptTokens)),
            ("candidatesTokenCount", JsonOut.Int(tokens)),
            ("thoughtsTokenCount", JsonOut.Int(_thoughtTokens)),
            ("totalTokenCount", JsonOut.Int(_promptTokens + tokens + _thoughtTokens)),
            ("trafficType", JsonOut.Text(request.TrafficType)))),
        ("modelVersion", modelVersion),
        ("responseId", responseId));
}
