using System.Runtime.CompilerServices;

namespace GeminiTuning;

/// <summary>Waits for a job's end. It asks at once, then at growing intervals, and outlives times in which the service or the
/// network gives no good answer.</summary>
public abstract class Waiter
{
    static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(250);
    // Where there is no poll interval to speak of, a service that is down is still not asked without a pause.
    static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    const double Growth = 1.5;

    readonly TimeSpan _pollInterval;
    readonly TimeProvider _clock;

    private protected Waiter(TimeSpan pollInterval, TimeProvider clock) => (_pollInterval, _clock) = (pollInterval, clock);

    /// <summary>How long it goes on without any good answer. Default: an hour. What is asked is asked twice at least, and
    /// the time that a machine sleeps between two questions does not count.</summary>
    public TimeSpan OutageLimit { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Told of each question without a good answer, and for how long there has been none.</summary>
    public Action<TuningServiceException, TimeSpan>? OnOutage { get; init; }

    // Each answer to the question how it stands, until it has ended.
    private protected async IAsyncEnumerable<T> WatchAsync<T>(Func<Task<T>> ask, Func<T, bool> isDone, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var interval = Shorter(s_first, _pollInterval); ; interval = Shorter(interval * Growth, _pollInterval))
        {
            var state = await OutliveAsync(ask, cancellationToken).ConfigureAwait(false);
            yield return state;
            if (isDone(state))
                yield break;
            await Task.Delay(interval, _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    // A wait counts as long as it was meant to be: a machine that slept through it has not been asking.
    private protected async Task<T> OutliveAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
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
            catch (TuningServiceException fault) when (fault.IsOutage && (failed == 0 || outage + _clock.GetElapsedTime(begun) < OutageLimit))
            {
                outage += _clock.GetElapsedTime(begun);
                OnOutage?.Invoke(fault, outage);
                pause = Longer(Longer(_pollInterval, s_pause), fault.RetryDelay ?? TimeSpan.Zero);
            }
            await Task.Delay(pause, _clock, cancellationToken).ConfigureAwait(false);
            outage += pause;
        }
    }

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
