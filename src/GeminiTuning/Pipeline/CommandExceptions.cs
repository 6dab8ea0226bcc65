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

/// <summary>The waiting has ended, and the tuning has not.</summary>
public sealed class StillRunningException : Exception
{
    internal StillRunningException(TuningOperation operation, int seconds) : base(FormattableString.Invariant(
        $"Still running after {seconds} s, at {operation.CompletedPercent:0.##} %: {operation.Name}. {HowToGoOn([operation.Name])}")) =>
        Operations = [operation];

    internal StillRunningException(IReadOnlyList<TuningOperation> stopped) : base(
        $"Stopped waiting. {HowToGoOn(stopped.Select(operation => operation.Name))}") =>
        Operations = stopped;

    /// <summary>The operations as they were last seen.</summary>
    public IReadOnlyList<TuningOperation> Operations { get; }

    internal static string HowToGoOn(IEnumerable<string> names) => $"The tuning goes on. To go on waiting: Wait-TuningOperation {string.Join(", ", names)}";
}

/// <summary>A create was stopped before its answer came.</summary>
public sealed class CreateStoppedException : Exception
{
    internal CreateStoppedException(string model) : base($"Stopped while {model} was being made. {LookUp(model)}")
    {
    }

    internal static string LookUp(string model) => $"It may have been made all the same. To see: Get-TunedModel {model}";
}

/// <summary>A batch of prompts was stopped in the middle.</summary>
public sealed class BatchStoppedException : Exception
{
    internal BatchStoppedException(IReadOnlyList<TunedModelResponse> responses, int unanswered) : base(Describe(responses.Count, unanswered)) =>
        Responses = responses;

    /// <summary>The answers that had come, but not been written: one before them was missing still.</summary>
    public IReadOnlyList<TunedModelResponse> Responses { get; }

    static string Describe(int answered, int unanswered) =>
        $"Stopped. All answers up to the first that is missing have been written. $Error[0].TargetObject has the {unanswered} inputs without an answer that had been read"
        + (answered == 0 ? "." : $", and $Error[0].Exception.Responses the {answered} answers after it.");
}
