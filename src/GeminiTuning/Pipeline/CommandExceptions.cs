namespace GeminiTuning.Pipeline;

/// <summary>The waiting has ended, and the tuning has not.</summary>
public sealed class StillRunningException : Exception
{
    internal StillRunningException(TuningOperation operation, TimeSpan after) : base(Messages.StillRunning(operation, after)) =>
        Operations = [operation];

    internal StillRunningException(IReadOnlyList<TuningOperation> stopped) : base(
        Messages.StoppedWaiting(HowToGoOn(stopped.Select(operation => operation.Name)))) =>
        Operations = stopped;

    /// <summary>The operations as they were last seen.</summary>
    public IReadOnlyList<TuningOperation> Operations { get; }

    internal static string HowToGoOn(IEnumerable<string> names) => Messages.HowToGoOnWaiting(names);
}

/// <summary>A command or a parameter is another service's.</summary>
public sealed class NotOfServiceException : Exception
{
    internal NotOfServiceException(string what, ServiceName has, ServiceName connected)
        : base(Messages.NotOfService(what: what, connected: connected.InText, has: has.InText, how: has.HowToConnect)) => Service = has;

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

    internal static BatchException Failed(TunedModelBatch batch) => new(Messages.BatchFailed(batch), false, [batch]);

    internal static BatchException Late(TunedModelBatch batch, TimeSpan after) => new(Messages.BatchStillRunning(batch, after), true, [batch]);

    internal static BatchException Stopped(IReadOnlyList<TunedModelBatch> batches) => new(Messages.StoppedWaiting(HowToGoOn(batches.Select(batch => batch.Name))), true, batches);

    internal static string HowToGoOn(IEnumerable<string> names) => Messages.HowToGoOnWaitingForBatch(names);
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
    internal CreateStoppedException(string what, string lookUp) : base(Messages.StoppedCreating(model: what, advice: lookUp))
    {
    }
}

/// <summary>Invoke-TunedModel was stopped before all prompts were answered.</summary>
public sealed class PromptsStoppedException : Exception
{
    internal PromptsStoppedException(IReadOnlyList<TunedModelResponse> responses, int unanswered)
        : base(Messages.StoppedAsking(unanswered: unanswered, answered: responses.Count)) =>
        Responses = responses;

    /// <summary>The answers that had come, but not been written: one before them was missing still.</summary>
    public IReadOnlyList<TunedModelResponse> Responses { get; }
}

/// <summary>Compare-TunedModel -FailIfWorse found a model that is worse than the one in use.</summary>
public sealed class ModelWorseException : Exception
{
    internal ModelWorseException(IReadOnlyList<TunedModelComparison> comparisons, double margin) : base(Messages.ModelWorse(comparisons, margin)) =>
        Comparisons = comparisons;

    /// <summary>The comparisons in which the model is worse.</summary>
    public IReadOnlyList<TunedModelComparison> Comparisons { get; }
}
