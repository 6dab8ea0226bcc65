using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Generation;

/// <summary>
/// The log probability of each token of an answer, given the tokens before it. The model knows the probability of each of its
/// outputs, so a token's is the sum over the outputs that go on with it, divided by the sum over those that agree so far.
/// </summary>
static class TokenOdds
{
    sealed record Output(string[] Tokens, double Probability);

    /// <summary>The fields of a candidate that tell them.</summary>
    /// <param name="model">The model that answered.</param>
    /// <param name="prompt">The prompt.</param>
    /// <param name="answer">The text of the answer. What the model wasn't taught, such as the form of JSON, has no probability.</param>
    /// <param name="top">How many of the likeliest tokens to tell at each position.</param>
    public static (JsonNode? Average, JsonObject Result)? Of(TextModel model, string prompt, string answer, int top)
    {
        var tokens = TokenRule.Split(answer, 1).ToArray();
        var logs = model.LogProbabilities(prompt);
        List<Output> agreeing = [.. model.Tree.Outputs.Select((text, i) => new Output([.. TokenRule.Split(text, 1)], Math.Exp(logs[i])))];
        List<double> chosen = [];
        var (chosenJson, topJson) = (new JsonArray(), new JsonArray());
        for (var at = 0; at < tokens.Length; at++)
        {
            var all = agreeing.Sum(output => output.Probability);
            var next = agreeing.Where(output => output.Tokens.Length > at)
                .GroupBy(output => output.Tokens[at], StringComparer.Ordinal)
                .Select(group => (Token: group.Key, Log: Log(group.Sum(output => output.Probability), all)))
                .OrderByDescending(token => token.Log).ThenBy(token => token.Token, StringComparer.Ordinal).ToList();
            // The last token of an answer that was cut short can be the start of one.
            var log = next.Where(token => token.Token.StartsWith(tokens[at], StringComparison.Ordinal)).Select(token => (double?)token.Log).FirstOrDefault();
            if (log is null)
                break;
            chosen.Add(log.Value);
            chosenJson.Add(Token(tokens[at], log.Value));
            if (top > 0)
                topJson.Add(JsonOut.Message(("candidates", JsonOut.List(next.Take(top), token => Token(token.Token, token.Log)))));
            agreeing = [.. agreeing.Where(output => output.Tokens.Length > at && output.Tokens[at] == tokens[at])];
        }
        return chosen.Count == 0 ? null : (JsonOut.Double(chosen.Average()), JsonOut.Message(("chosenCandidates", chosenJson), ("topCandidates", topJson)));
    }

    static double Log(double part, double all) => Math.Min(0, Math.Log(Math.Max(part, double.Epsilon) / Math.Max(all, double.Epsilon)));

    static JsonObject Token(string text, double log) => JsonOut.Message(("token", text), ("logProbability", JsonOut.Optional((float)log)));
}
