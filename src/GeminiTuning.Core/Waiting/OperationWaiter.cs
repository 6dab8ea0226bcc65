using System.Net;
using System.Runtime.CompilerServices;

namespace GeminiTuning;

/// <summary>Waits for a tuning's end. It asks at once, then at growing intervals, and outlives times in which the service
/// or the network gives no good answer.</summary>
/// <param name="service">The service that tunes.</param>
/// <param name="pollInterval">The longest time between two questions: 0 or more.</param>
/// <param name="clock">The clock of the waits.</param>
public sealed class OperationWaiter(ITuningService service, TimeSpan pollInterval, TimeProvider? clock = null)
{
    static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(250);
    // Where there is no poll interval to speak of, a service that is down is still not asked without a pause.
    static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    const double Growth = 1.5;

    readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>How long it goes on without any good answer. Default: an hour. What is asked is asked twice at least, and
    /// the time that a machine sleeps between two questions does not count.</summary>
    public TimeSpan OutageLimit { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Told of each question without a good answer, and for how long there has been none.</summary>
    public Action<TuningServiceException, TimeSpan>? OnOutage { get; init; }

    /// <summary>Each answer to the question how an operation stands, until it has ended.</summary>
    /// <param name="name">The operation: <c>tunedModels/ID/operations/OP</c>.</param>
    /// <param name="cancellation">Ends the waiting, never the tuning.</param>
    /// <exception cref="TuningServiceException">The service refuses to say how it stands, or did not for as long as
    /// <see cref="OutageLimit"/>.</exception>
    public async IAsyncEnumerable<TuningOperation> WatchAsync(string name, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var interval = Shorter(s_first, pollInterval); ; interval = Shorter(interval * Growth, pollInterval))
        {
            var operation = await OutliveAsync(() => service.GetOperationAsync(name, cancellation), cancellation).ConfigureAwait(false);
            yield return operation;
            if (operation.Done)
                yield break;
            await Task.Delay(interval, _clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The operations that tune a model: what to wait for where only the model is known.</summary>
    /// <inheritdoc cref="WatchAsync" path="/exception"/>
    public Task<List<TuningOperation>> FindAsync(string model, CancellationToken cancellation = default) => OutliveAsync(async () =>
    {
        var found = new List<TuningOperation>();
        await foreach (var operation in service.ListOperationsAsync(model, cancellation).ConfigureAwait(false))
            if (operation.Name.Length > 0) // One without a name cannot be asked about.
                found.Add(operation);
        return found;
    }, cancellation);

    /// <summary>The model that an ended operation made. The operation's own copy may be older than the model; it serves
    /// where the model cannot be read.</summary>
    /// <exception cref="TuningFailedException">The tuning ended without a model.</exception>
    /// <exception cref="TuningServiceException">Neither can be read.</exception>
    public async Task<TunedModel> GetResultAsync(TuningOperation operation, CancellationToken cancellation = default)
    {
        if (operation.Error is not null)
            throw new TuningFailedException(operation);
        Task<TunedModel> ReadAsync() => service.GetTunedModelAsync(operation.Model, cancellation);
        try
        {
            var model = await (operation.Result is null ? OutliveAsync(ReadAsync, cancellation) : ReadAsync()).ConfigureAwait(false);
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

    /// <summary>Whether a failure may pass by waiting: whatever is not the service's own refusal. A proxy's page and a network
    /// that lets nobody through are such.</summary>
    public static bool IsOutage(TuningServiceException fault) => fault.StatusCode switch
    {
        null => fault.InnerException is not ObjectDisposedException,
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => true,
        var status => status >= HttpStatusCode.InternalServerError,
    };

    // A wait counts as long as it was meant to be: a machine that slept through it has not been asking.
    async Task<T> OutliveAsync<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        var outage = TimeSpan.Zero;
        for (var failed = 0; ; failed++)
        {
            var begun = _clock.GetTimestamp();
            TimeSpan pause;
            try
            {
                return await ask().ConfigureAwait(false);
            }
            catch (TuningServiceException fault) when (IsOutage(fault) && (failed == 0 || outage + _clock.GetElapsedTime(begun) < OutageLimit))
            {
                outage += _clock.GetElapsedTime(begun);
                OnOutage?.Invoke(fault, outage);
                pause = Longer(Longer(pollInterval, s_pause), fault.RetryDelay ?? TimeSpan.Zero);
            }
            await Task.Delay(pause, _clock, cancellation).ConfigureAwait(false);
            outage += pause;
        }
    }

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
