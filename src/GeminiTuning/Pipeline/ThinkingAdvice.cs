using System.Management.Automation;

namespace GeminiTuning.Pipeline;

/// <summary>Warns once in a command if a tuned model used tokens for thinking although the command doesn't say how much to think. A tuned
/// model has learned responses, and no thoughts. Google advises the same in "About supervised fine-tuning for Gemini models".</summary>
sealed class ThinkingAdvice
{
    bool _given;

    /// <param name="command">The cmdlet that writes the response.</param>
    /// <param name="response">A response to a prompt that was sent without a thinking level or budget.</param>
    /// <param name="service">The service that responded.</param>
    public void Give(PSCmdlet command, TunedModelResponse response, ITuningService service)
    {
        if (_given || response.Usage.ThoughtsTokenCount == 0)
            return;
        _given = true;
        var advice = Messages.ThinkingAdvice(service.LowestThinking(response.Model));
        command.Warn(Messages.ThinkingAdvised(advice: advice, model: response.Model, tokens: response.Usage.ThoughtsTokenCount));
    }
}
