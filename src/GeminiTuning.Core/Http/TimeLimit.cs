namespace GeminiTuning;

/// <summary>A caller's cancellation token and a time limit in one token, and which of the two it was.</summary>
sealed class TimeLimit : IDisposable
{
    readonly CancellationTokenSource _clock;
    readonly CancellationTokenSource _both;
    readonly TimeSpan _span;
    readonly CancellationToken _caller;

    /// <summary>The time limit of one request.</summary>
    public TimeLimit(RestOptions options, CancellationToken caller) : this(options.RequestTimeout, options.Clock, caller)
    {
    }

    public TimeLimit(TimeSpan span, TimeProvider clock, CancellationToken caller)
    {
        (_span, _caller) = (span, caller);
        _clock = new CancellationTokenSource(span, clock);
        _both = CancellationTokenSource.CreateLinkedTokenSource(_clock.Token, caller);
    }

    public CancellationToken Token => _both.Token;

    public bool Elapsed => _clock.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Begins the time anew: an answer that keeps coming is not late.</summary>
    public void Restart() => _clock.CancelAfter(_span);

    /// <summary>Stops the time until <see cref="Restart"/>.</summary>
    public void Pause() => _clock.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _both.Dispose();
        _clock.Dispose();
    }
}
