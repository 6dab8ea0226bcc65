namespace GeminiTuning.Testing;

/// <summary>A clock that a test advances manually.</summary>
sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    readonly object _gate = new();
    readonly List<ManualTimer> _timers = [];
    TaskCompletionSource _armed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    DateTimeOffset _now = start;

    public ManualTimeProvider() : this(new DateTimeOffset(2024, 3, 14, 15, 9, 26, TimeSpan.Zero))
    {
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Advances the clock and fires each timer at its time.</summary>
    public void Advance(TimeSpan by)
    {
        DateTimeOffset end;
        lock (_gate)
            end = _now + by;
        while (TakeNext(end) is { } timer)
            timer.Ring();
        lock (_gate)
            _now = end;
    }

    /// <summary>Advances the clock from timer to timer until a task has completed. Meanwhile, only this task can use timers of the
    /// clock.</summary>
    public async Task DriveAsync(Task task)
    {
        // In a synchronization context, what follows a timer would run on another thread, and the next timer could fire before it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (await Task.WhenAny(task, ArmedAsync()).ConfigureAwait(false) != task)
        {
            await SettleAsync().ConfigureAwait(false);
            if (!task.IsCompleted)
                TakeNext(DateTimeOffset.MaxValue)?.Ring();
        }
    }

    // What follows a timer can continue on other threads before it sets the next one. The queue of the thread pool is in order, so that
    // it gets its turns before the clock moves on, however busy the computer is.
    static async Task SettleAsync()
    {
        for (var turn = 0; turn < 20; turn++)
        {
            var queued = new TaskCompletionSource();
            ThreadPool.UnsafeQueueUserWorkItem(static done => done.SetResult(), queued, preferLocal: false);
            await queued.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Completes when a timer is set.</summary>
    public Task ArmedAsync()
    {
        lock (_gate)
            return _timers.Count > 0 ? Task.CompletedTask : _armed.Task;
    }

    // Advances the clock to the next timer that is due by a point in time.
    ManualTimer? TakeNext(DateTimeOffset end)
    {
        lock (_gate)
        {
            if (_timers.MinBy(timer => timer.Due) is not { } next || next.Due > end)
                return null;
            _now = next.Due > _now ? next.Due : _now;
            if (next.Period > TimeSpan.Zero)
                next.Due += next.Period;
            else
                Disarm(next);
            return next;
        }
    }

    void Arm(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            Disarm(timer);
            if (dueTime < TimeSpan.Zero)
                return;
            (timer.Due, timer.Period) = (_now + dueTime, period);
            _timers.Add(timer);
            _armed.TrySetResult();
        }
    }

    void Disarm(ManualTimer timer)
    {
        lock (_gate)
            if (_timers.Remove(timer) && _timers.Count == 0)
                _armed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; set; }

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Arm(this, dueTime, period);
            return true;
        }

        public void Dispose() => clock.Disarm(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
