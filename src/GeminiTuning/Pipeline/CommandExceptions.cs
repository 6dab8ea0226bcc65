namespace GeminiTuning.Pipeline;

/// <summary>A prompt or its answer was held back.</summary>
public sealed class GenerationBlockedException : Exception
{
    internal GenerationBlockedException(TunedModelResponse response) : base(Describe(response)) => Response = response;

    /// <summary>What the service gave instead of an answer.</summary>
    public TunedModelResponse Response { get; }

    /// <summary>Whether the prompt was blocked, rather than the answer.</summary>
    public bool IsPrompt => Response.Candidates.Count == 0;

    /// <summary>The error of a response in which something was held back; null where there is an answer.</summary>
    internal static GenerationBlockedException? Find(TunedModelResponse response) =>
        response.Candidates.Count == 0
        || (response.Text.Length == 0 && response.FinishReason is not (FinishReason.Stop or FinishReason.MaxTokens or FinishReason.Unspecified))
            ? new GenerationBlockedException(response)
            : null;

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

/// <summary>A command or a parameter is another service's.</summary>
public sealed class NotOfServiceException : Exception
{
    internal NotOfServiceException(string what, ServiceName has, ServiceName connected)
        : base(Messages.NotOfService(what, connected.InText, has.InText, has.HowToConnect)) => Service = has;

    /// <summary>The service that has it.</summary>
    public ServiceName Service { get; }
}

/// <summary>A batch that waits to be answered, or was not answered well.</summary>
public sealed class BatchException : Exception
{
    BatchException(string message, bool isRunning, IReadOnlyList<TunedModelBatch> batches) : base(message) => (IsRunning, Batches) = (isRunning, batches);

    /// <summary>Whether it goes on at the service.</summary>
    public bool IsRunning { get; }

    /// <summary>The batches as they were last seen.</summary>
    public IReadOnlyList<TunedModelBatch> Batches { get; }

    internal static BatchException Failed(TunedModelBatch batch) => new(
        Messages.BatchFailed(batch.Name, batch.Error?.ToString() ?? Messages.NoReasonGiven, batch.OutputUri is null ? "" : Messages.BatchHasAnswers(batch.SuccessfulCount, batch.Name)), false, [batch]);

    internal static BatchException Late(TunedModelBatch batch, int seconds) => new(Messages.BatchStillRunning(seconds, batch.Name, HowToGoOn([batch.Name])), true, [batch]);

    internal static BatchException Stopped(IReadOnlyList<TunedModelBatch> batches) => new(Messages.StoppedWaiting(HowToGoOn(batches.Select(batch => batch.Name))), true, batches);

    internal static string HowToGoOn(IEnumerable<string> names) => Messages.HowToGoOnWaitingForBatch(string.Join(", ", names));
}

/// <summary>A prompt of a batch that has no answer.</summary>
public sealed class PromptFailedException : Exception
{
    internal PromptFailedException(BatchAnswer answer) : base(answer.Response.Row is { } row ? new RowProblem(row, answer.Problem ?? "").ToString() : answer.Problem) => Response = answer.Response;

    /// <summary>What there is instead of an answer: the prompt, its row and the object that it was taken from.</summary>
    public TunedModelResponse Response { get; }
}

/// <summary>A create was stopped before its answer came.</summary>
public sealed class CreateStoppedException : Exception
{
    internal CreateStoppedException(string what, string lookUp) : base(Messages.StoppedCreating(what, lookUp))
    {
    }
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
