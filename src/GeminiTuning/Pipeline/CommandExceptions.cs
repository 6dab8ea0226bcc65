namespace GeminiTuning.Pipeline;

/// <summary>A prompt or its answer was held back.</summary>
public sealed class GenerationBlockedException : Exception
{
    internal GenerationBlockedException(TunedModelResponse response) : base(Describe(response)) => Response = response;

    /// <summary>What the service gave instead of an answer.</summary>
    public TunedModelResponse Response { get; }

    /// <summary>Whether the prompt was blocked, rather than the answer.</summary>
    public bool IsPrompt => Response.Candidates.Count == 0;

    static string Describe(TunedModelResponse response)
    {
        var ratings = response.SafetyRatings.Where(rating => rating.Blocked || rating.Probability > HarmProbability.Negligible).ToList();
        var detail = ratings.Count == 0 ? "" : $" ({string.Join("; ", ratings)})";
        return response.Candidates.Count == 0
            ? Messages.PromptBlocked(response.Model, response.PromptFeedback?.BlockReason ?? BlockReason.Unspecified, detail)
            : Messages.AnswerHeldBack(response.Model, response.FinishReason, detail);
    }
}

/// <summary>The waiting has ended, and the tuning has not.</summary>
public sealed class StillRunningException : Exception
{
    internal StillRunningException(TuningOperation operation, int seconds) : base(Messages.StillRunning(seconds, operation.CompletedPercent, operation.Name, HowToGoOn([operation.Name]))) =>
        Operations = [operation];

    internal StillRunningException(IReadOnlyList<TuningOperation> stopped) : base(
        Messages.StoppedWaiting(HowToGoOn(stopped.Select(operation => operation.Name)))) =>
        Operations = stopped;

    /// <summary>The operations as they were last seen.</summary>
    public IReadOnlyList<TuningOperation> Operations { get; }

    internal static string HowToGoOn(IEnumerable<string> names) => Messages.HowToGoOnWaiting(string.Join(", ", names));
}

/// <summary>A create was stopped before its answer came.</summary>
public sealed class CreateStoppedException : Exception
{
    internal CreateStoppedException(string model) : base(Messages.StoppedCreating(model, LookUp(model)))
    {
    }

    internal static string LookUp(string model) => Messages.MayHaveBeenMade(model);
}

/// <summary>A batch of prompts was stopped in the middle.</summary>
public sealed class BatchStoppedException : Exception
{
    internal BatchStoppedException(IReadOnlyList<TunedModelResponse> responses, int unanswered) : base(Describe(responses.Count, unanswered)) =>
        Responses = responses;

    /// <summary>The answers that had come, but not been written: one before them was missing still.</summary>
    public IReadOnlyList<TunedModelResponse> Responses { get; }

    static string Describe(int answered, int unanswered) => Messages.StoppedAsking(unanswered)
        + (answered == 0 ? "." : Messages.AnswersAfterIt(answered));
}
