using System.Collections.Concurrent;

namespace GeminiTuning;

/// <summary>A caller's cancellation token and a time limit in one token, and which of the two it was.</summary>
sealed class TimeLimit : IDisposable
{
    // Sources with a timer of the system. There are as many as there were requests at a time.
    static readonly ConcurrentBag<CancellationTokenSource> s_unused = [];

    readonly CancellationTokenSource _end;
    readonly CancellationTokenRegistration _link;
    readonly TimeSpan _span;
    readonly TimeProvider _clock;
    readonly CancellationToken _caller;

    /// <summary>The time limit of one request.</summary>
    public TimeLimit(RestOptions options, CancellationToken caller) : this(options.RequestTimeout, options.Clock, caller)
    {
    }

    public TimeLimit(TimeSpan span, TimeProvider clock, CancellationToken caller)
    {
        (_span, _clock, _caller) = (span, clock, caller);
        if (clock == TimeProvider.System && s_unused.TryTake(out var unused))
            (_end = unused).CancelAfter(span);
        else
            _end = new CancellationTokenSource(span, clock);
        _link = caller.UnsafeRegister(static end => ((CancellationTokenSource)end!).Cancel(), _end);
    }

    public CancellationToken Token => _end.Token;

    public bool Elapsed => _end.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Begins the time anew: an answer that keeps coming is not late.</summary>
    public void Restart() => _end.CancelAfter(_span);

    /// <summary>Stops the time until <see cref="Restart"/>.</summary>
    public void Pause() => _end.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _link.Dispose();
        if (_clock == TimeProvider.System && _end.TryReset())
            s_unused.Add(_end);
        else
            _end.Dispose();
    }
}
