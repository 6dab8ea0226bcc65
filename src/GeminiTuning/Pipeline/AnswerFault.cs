namespace GeminiTuning.Pipeline;

/// <summary>Finds the error in a response that has no answer.</summary>
static class AnswerFault
{
    /// <summary>The error of a response in which there is no answer; null where there is one.</summary>
    /// <param name="response">A whole response, or how a streamed one ended (without its text).</param>
    public static Exception? Find(TunedModelResponse response) => response switch
    {
        { Candidates: [], PromptFeedback: null or { BlockReason: BlockReason.Unspecified } } => new NoAnswerException(response.Model),
        { Candidates: [] } => new GenerationBlockedException(response),
        { Text.Length: 0, FinishReason: not (FinishReason.Stop or FinishReason.MaxTokens or FinishReason.Unspecified) } => new GenerationBlockedException(response),
        _ => null,
    };
}

/// <summary>The service sent neither an answer nor a reason why there is none.</summary>
public sealed class NoAnswerException : Exception
{
    internal NoAnswerException(string model) : base(Messages.NoAnswer(model))
    {
    }
}

/// <summary>The service blocked a prompt or a response.</summary>
public sealed class GenerationBlockedException : Exception
{
    internal GenerationBlockedException(TunedModelResponse response) : base(Describe(response)) => Response = response;

    /// <summary>What the service returned instead of an answer.</summary>
    public TunedModelResponse Response { get; }

    /// <summary>Whether the prompt was blocked, rather than the response.</summary>
    public bool IsPrompt => Response.Candidates.Count == 0;

    static string Describe(TunedModelResponse response)
    {
        var ratings = response.SafetyRatings.Where(rating => rating.Blocked || rating.Probability > HarmProbability.Negligible);
        if (response.Candidates is [var candidate, ..])
            return Messages.AnswerHeldBack(
                model: response.Model, reason: Word($"{candidate.FinishReason}", candidate.FinishReasonName), details: Details(candidate.FinishMessage, ratings));
        var feedback = response.PromptFeedback!;
        return Messages.PromptBlocked(
            model: response.Model, reason: Word($"{feedback.BlockReason}", feedback.BlockReasonName), details: Details(feedback.BlockReasonMessage, ratings));
    }

    // A reason that this version doesn't know is shown as the service spells it.
    static string Word(string known, string? name) => known == nameof(FinishReason.Unknown) && name is not null ? PrintableText.Of(name) : known;

    static IEnumerable<string> Details(string? message, IEnumerable<SafetyRating> ratings) =>
        (message is { Length: > 0 } ? [PrintableText.Of(message)] : Array.Empty<string>()).Concat(ratings.Select(rating => $"{rating}"));
}
