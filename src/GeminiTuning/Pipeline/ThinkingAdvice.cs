using System.Management.Automation;

namespace GeminiTuning.Pipeline;

/// <summary>Warns once in a command if a tuned model used tokens for thinking although nobody asked for it. A tuned model has learned
/// responses, not thoughts. Source: "Thinking" in Google's page on supervised tuning of Gemini models on Vertex AI.</summary>
sealed class ThinkingAdvice
{
    bool _given;

    /// <param name="command">The cmdlet that writes the response.</param>
    /// <param name="response">A response to a prompt that was sent without a thinking level or budget.</param>
    public void Give(PSCmdlet command, TunedModelResponse response)
    {
        if (_given || response.Usage.ThoughtsTokenCount == 0)
            return;
        _given = true;
        command.Warn(Messages.ThinkingAdvised(response.Usage.ThoughtsTokenCount, Lowest(response.ModelVersion ?? "")));
    }

    // What the models allow: https://ai.google.dev/gemini-api/docs/thinking. A tuned model's version can be the name of its resource.
    static string Lowest(string version) => version switch
    {
        _ when version.StartsWith("gemini-2.5-pro", StringComparison.Ordinal) => Messages.LowestThinking("-ThinkingBudget 128", "gemini-2.5-pro"),
        _ when version.StartsWith("gemini-2.5", StringComparison.Ordinal) => Messages.LowestThinking("-ThinkingBudget 0", "Gemini 2.5"),
        _ when version.StartsWith("gemini-3", StringComparison.Ordinal) && version.Contains("pro", StringComparison.Ordinal) => Messages.LowestThinking("-ThinkingLevel Low", "Gemini 3 Pro"),
        _ when version.StartsWith("gemini-3", StringComparison.Ordinal) => Messages.LowestThinking("-ThinkingLevel Minimal", "Gemini 3"),
        _ => Messages.LowestThinkingUnknown,
    };
}
