using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace GeminiTuning;

/// <summary>Waits for jobs to end. It polls at once, and then at increasing intervals. Use one waiter for all jobs that you wait for
/// together: it spreads their polls over the interval. It survives outages of the service and the network.</summary>
public abstract class Waiter
{
    static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(250);
    // With a very short poll interval, a service that is down is still not polled without a pause.
    static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    // How long the last poll may take. It finds out whether the service has returned while a retry was waiting.
    static readonly TimeSpan s_last = TimeSpan.FromSeconds(3);
    // A timer that fires so much later than it was set for fired when the computer woke up.
    static readonly TimeSpan s_asleep = TimeSpan.FromSeconds(10);
    // Timers accept no more than 49 days.
    static readonly TimeSpan s_longest = TimeSpan.FromDays(30);
    const double Growth = 1.5;

    readonly TimeSpan _pollInterval;
    readonly TimeProvider _clock;
    readonly PollSchedule _schedule;

    private protected Waiter(TimeSpan pollInterval, TimeProvider clock) =>
        (_pollInterval, _clock, _schedule) = (pollInterval, clock, new PollSchedule(pollInterval, clock));

    /// <summary>How long to keep polling without a successful response, the retries within a poll included; after that, one last
    /// poll takes at most 3 seconds. Default: one hour. The time that the computer sleeps doesn't count.</summary>
    public TimeSpan OutageLimit { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Called after each poll without a successful response but the last, with the time since there was one.</summary>
    public Action<TuningServiceException, TimeSpan>? OnOutage { get; init; }

    // The response to each poll, until the job has ended.
    private protected async IAsyncEnumerable<T> WatchAsync<T>(
        Func<CancellationToken, Task<T>> ask, Func<T, bool> isDone, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var place = _schedule.Join();
        var (due, asked) = (_schedule.Now, TimeSpan.Zero);
        Task<T> AskNowAsync(CancellationToken token)
        {
            asked = _schedule.Now;
            return ask(token);
        }
        for (var interval = Shorter(s_first, _pollInterval); ; interval = Shorter(interval * Growth, _pollInterval))
        {
            await _schedule.TurnAsync(due, cancellationToken).ConfigureAwait(false);
            var state = await OutliveAsync(AskNowAsync, cancellationToken).ConfigureAwait(false);
            yield return state;
            if (isDone(state))
                yield break;
            interval = Longer(interval, _schedule.Round);
            due = asked + TimeSpan.FromMilliseconds(Math.Floor(interval.TotalMilliseconds));
        }
    }

    // One successful response, when its turn has come.
    private protected async Task<T> FindAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var place = _schedule.Join();
        await _schedule.TurnAsync(_schedule.Now, cancellationToken).ConfigureAwait(false);
        return await OutliveAsync(ask, cancellationToken).ConfigureAwait(false);
    }

    // Polls until there is a successful response, or there has been none for as long as the limit. A pause counts as long as it was
    // set for, because a computer that sleeps doesn't poll.
    private protected async Task<T> OutliveAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        var outage = TimeSpan.Zero;
        TuningServiceException? fault = null;
        for (var hasSlept = false; ;)
        {
            var isLast = outage >= OutageLimit;
            var allowed = isLast ? s_last : OutageLimit - outage;
            var begun = _clock.GetTimestamp();
            try
            {
                return await AskAsync(ask, allowed, cancellationToken).ConfigureAwait(false);
            }
            catch (TuningServiceException caught) when (caught.IsOutage)
            {
                // That the last poll's time was over says less than what was wrong before.
                fault = isLast && fault is not null && caught.Kind == TuningServiceErrorKind.TimedOut ? fault : caught;
            }
            var took = _clock.GetElapsedTime(begun);
            if (!hasSlept && took - s_asleep > allowed)
                hasSlept = true;
            else
            {
                outage += took;
                if (isLast)
                    End(fault, outage);
            }
            OnOutage?.Invoke(fault, outage);
            var pause = Longer(Longer(_pollInterval, s_pause), fault.RetryDelay ?? TimeSpan.Zero);
            pause = Longer(Shorter(pause, OutageLimit - outage), TimeSpan.Zero);
            await Task.Delay(pause, _clock, cancellationToken).ConfigureAwait(false);
            outage += pause;
        }
    }

    /// <summary>Polls once, with the connection's retries, within a time.</summary>
    /// <exception cref="TuningServiceException">The last attempt failed, or there was no response in that time.</exception>
    private protected async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, TimeSpan allowed, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(Shorter(allowed, s_longest), _clock, cancellationToken);
        try
        {
            return await ask(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException late) when (limit.Elapsed)
        {
            // What the attempts before failed with says more than that the time was over.
            throw (late as RetryCanceledException)?.LastFault
                ?? new TuningServiceException(TuningServiceErrorKind.TimedOut, Messages.NoResponseInTime(allowed), late);
        }
    }

    static void End(TuningServiceException fault, TimeSpan outage)
    {
        fault.Outage = outage;
        ExceptionDispatchInfo.Throw(fault);
    }

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
