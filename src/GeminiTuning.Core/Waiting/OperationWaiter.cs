using System.Runtime.CompilerServices;

namespace GeminiTuning;

/// <summary>Waits for a tuning's end. It asks at once, then at growing intervals.</summary>
/// <param name="service">The service that tunes.</param>
/// <param name="pollInterval">The longest time between two questions: 0 or more.</param>
/// <param name="clock">The clock of the waits.</param>
public sealed class OperationWaiter(ITuningService service, TimeSpan pollInterval, TimeProvider? clock = null)
{
    static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(250);
    const double Growth = 1.5;

    /// <summary>Each answer to the question how an operation stands, until it has ended.</summary>
    /// <param name="name">The operation: <c>tunedModels/ID/operations/OP</c>.</param>
    /// <param name="cancellation">Ends the waiting, never the tuning.</param>
    /// <exception cref="TuningServiceException">The service did not say how it stands.</exception>
    public async IAsyncEnumerable<TuningOperation> WatchAsync(string name, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var interval = Shorter(s_first, pollInterval); ; interval = Shorter(interval * Growth, pollInterval))
        {
            var operation = await service.GetOperationAsync(name, cancellation).ConfigureAwait(false);
            yield return operation;
            if (operation.Done)
                yield break;
            await Task.Delay(interval, clock ?? TimeProvider.System, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The model that an ended operation made. The operation's own copy may be older than the model; it serves
    /// where the model cannot be read.</summary>
    /// <exception cref="TuningFailedException">The tuning ended without a model.</exception>
    /// <exception cref="TuningServiceException">Neither can be read.</exception>
    public async Task<TunedModel> GetResultAsync(TuningOperation operation, CancellationToken cancellation = default)
    {
        if (operation.Error is not null)
            throw new TuningFailedException(operation);
        try
        {
            var model = await service.GetTunedModelAsync(operation.Model, cancellation).ConfigureAwait(false);
            return model.State == TunedModelState.Failed ? throw new TuningFailedException(operation) : model;
        }
        catch (TuningServiceException) when (operation.Result is not null)
        {
            return operation.Result;
        }
    }

    /// <summary>Waits for one operation, and gives the model that it made.</summary>
    /// <param name="name">The operation: <c>tunedModels/ID/operations/OP</c>.</param>
    /// <param name="progress">Told of each answer, in order.</param>
    /// <param name="cancellation">Ends the waiting, never the tuning.</param>
    /// <inheritdoc cref="GetResultAsync" path="/exception"/>
    public async Task<TunedModel> WaitAsync(string name, Action<TuningOperation>? progress = null, CancellationToken cancellation = default)
    {
        TuningOperation? last = null;
        await foreach (var operation in WatchAsync(name, cancellation).ConfigureAwait(false))
        {
            last = operation;
            progress?.Invoke(operation);
        }
        return await GetResultAsync(last!, cancellation).ConfigureAwait(false);
    }

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
