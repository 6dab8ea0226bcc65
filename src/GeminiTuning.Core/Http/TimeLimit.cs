namespace GeminiTuning;

/// <summary>A caller's cancellationToken and a connection's time limit in one token, and which of the two it was.</summary>
sealed class TimeLimit : IDisposable
{
    readonly CancellationTokenSource _clock;
    readonly CancellationTokenSource _both;
    readonly TimeSpan _span;
    readonly CancellationToken _caller;

    public TimeLimit(RestOptions options, CancellationToken caller)
    {
        (_span, _caller) = (options.RequestTimeout, caller);
        _clock = new CancellationTokenSource(_span, options.Clock);
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
