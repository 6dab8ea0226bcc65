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
            ? $"{response.Model} did not answer: the prompt was blocked, reason {response.PromptFeedback?.BlockReason ?? BlockReason.Unspecified}{detail}."
            : $"{response.Model} did not answer: the answer was held back, reason {response.FinishReason}{detail}.";
    }
}

/// <summary>The time to wait is over, and the tuning is not.</summary>
public sealed class StillRunningException : Exception
{
    internal StillRunningException(TuningOperation operation, int seconds) : base(FormattableString.Invariant(
        $"Still running after {seconds} s, at {operation.CompletedPercent:0.##} %: {operation.Name}. The tuning goes on. To go on waiting: Wait-TuningOperation {operation.Name}")) =>
        Operation = operation;

    /// <summary>The operation as it was last seen.</summary>
    public TuningOperation Operation { get; }
}
