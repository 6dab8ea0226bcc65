namespace GeminiTuning;

/// <summary>Spreads the polls of jobs that are waited for together over the poll interval. A few jobs are polled almost at once; the
/// polls of many are sent in small groups, so that a round of them takes most of an interval. One timer serves all jobs.</summary>
/// <param name="pollInterval">The maximum time between two polls of a job.</param>
/// <param name="clock">The clock of the polls.</param>
sealed class PollSchedule(TimeSpan pollInterval, TimeProvider clock)
{
    static readonly TimeSpan s_longestDistance = TimeSpan.FromMilliseconds(20);
    // A timer that fires late is made up for, but not by a burst.
    static readonly TimeSpan s_longestDelay = TimeSpan.FromMilliseconds(100);
    // Polls that are due within this time of one that is sent are sent with it, but no more than a connection has under way at a time:
    // waking a thread for each would take most of the CPU.
    static readonly TimeSpan s_longestLead = TimeSpan.FromMilliseconds(250);
    const double LeadPerInterval = 0.05;
    const int MostTogether = Pace.MostReads;
    // A round is shorter than an interval: otherwise, a delay would never be made up for.
    const double RoundPerInterval = 0.9;

    readonly object _lock = new();
    readonly PriorityQueue<TaskCompletionSource, (TimeSpan Due, long Number)> _waiting = new();
    readonly long _begun = clock.GetTimestamp();
    long _number;
    int _jobs;
    // The distance stays as it is when jobs end: the polls of the others are due at that distance.
    int _mostJobs;
    TimeSpan _next;
    ITimer? _timer;

    /// <summary>The time since the schedule was created.</summary>
    public TimeSpan Now => clock.GetElapsedTime(_begun);

    /// <summary>How long it takes to poll each job once.</summary>
    public TimeSpan Round
    {
        get
        {
            lock (_lock)
                return Distance * _mostJobs;
        }
    }

    /// <summary>Adds a job, until the result is disposed.</summary>
    public IDisposable Join()
    {
        lock (_lock)
            _mostJobs = Math.Max(_mostJobs, ++_jobs);
        return new Member(this);
    }

    /// <summary>Waits for the turn of a poll.</summary>
    /// <param name="due">When it is due. It's later if the polls before it take longer.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task TurnAsync(TimeSpan due, CancellationToken cancellationToken)
    {
        // What follows runs within the timer: a poll is sent before the next has its turn.
        var turn = new TaskCompletionSource();
        using var stop = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
        lock (_lock)
            _waiting.Enqueue(turn, (due, _number++));
        Release();
        await turn.Task.ConfigureAwait(false);
    }

    TimeSpan Lead => Shorter(Shorter(s_longestLead, pollInterval * LeadPerInterval), Distance * (MostTogether - 1));

    TimeSpan Distance => Shorter(s_longestDistance, pollInterval * RoundPerInterval / _mostJobs);

    void Release()
    {
        var now = Now;
        for (var isFirst = true; Next(now, isFirst) is { } turn; isFirst = false)
            turn.TrySetResult();
    }

    // The first poll whose time has come, or comes soon after one that is sent; if there is none, the timer is set for the first.
    TaskCompletionSource? Next(TimeSpan now, bool isFirst)
    {
        lock (_lock)
            while (_waiting.TryPeek(out var turn, out var when))
            {
                var time = Longer(when.Due, _next);
                if (!turn.Task.IsCompleted && time > (isFirst ? now : now + Lead))
                {
                    SetTimer(time - now);
                    return null;
                }
                _waiting.Dequeue();
                if (turn.Task.IsCompleted)
                    continue;
                _next = Longer(_next, now - s_longestDelay) + Distance;
                return turn;
            }
        return null;
    }

    // Timers count whole milliseconds. One that fires too early would have to be set again.
    void SetTimer(TimeSpan time) =>
        (_timer ??= clock.CreateTimer(_ => Release(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan))
            .Change(TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds)), Timeout.InfiniteTimeSpan);

    void Leave()
    {
        lock (_lock)
        {
            if (--_jobs > 0)
                return;
            _mostJobs = 0;
            // A stopped command leaves no timer behind.
            _waiting.Clear();
            _timer?.Dispose();
            _timer = null;
        }
    }

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    sealed class Member(PollSchedule schedule) : IDisposable
    {
        public void Dispose() => schedule.Leave();
    }
}
