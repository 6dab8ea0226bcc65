using System.Text.Json.Nodes;

namespace GeminiTuning.Emulator.Generation;

/// <summary>An answer and why it ends where it does.</summary>
sealed record Candidate(string Text, string FinishReason)
{
    /// <summary>The mean log probability of its tokens, and those of each; null where they were not asked for.</summary>
    public (JsonNode? Average, JsonObject Result)? Odds { get; init; }

    /// <summary>Ends an output where the request wants it to end.</summary>
    public static Candidate Of(string output, GenerationRequest request)
    {
        var end = request.StopSequences
            .Select(s => output.IndexOf(s, StringComparison.Ordinal))
            .Where(i => i >= 0)
            .DefaultIfEmpty(output.Length)
            .Min();
        var text = output[..end];
        var cut = TokenRule.Take(text, request.MaxOutputTokens ?? int.MaxValue / 8);
        return new Candidate(cut, cut.Length < text.Length ? "MAX_TOKENS" : "STOP");
    }

    /// <summary>An answer that was held back.</summary>
    public static Candidate Blocked { get; } = new("", "SAFETY");
}
