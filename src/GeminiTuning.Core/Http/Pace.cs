using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace GeminiTuning;

/// <summary>How many questions a connection has under way at a time, as far as the service lets it: a 429 to one of them
/// slows all of them down together, since they share the quota. It halves how many are under way and holds the next
/// back for a moment that doubles while nothing but 429 comes, or for as long as the service asks; each answer lets a
/// little more through (additive increase, multiplicative decrease: RFC 5681).</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore that nobody asks for its wait handle holds nothing.")]
sealed class Pace(TimeProvider clock)
{
    static readonly TimeSpan s_shortestHold = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan s_longestHold = TimeSpan.FromSeconds(60);
    // A second is about a round of answers. Where they come quicker, one unlucky question of many does not stand for a storm.
    static readonly TimeSpan s_round = TimeSpan.FromSeconds(1);
    // From here on there is nothing left to hold back: no command has as many under way.
    const double Unlimited = 1000;
    /// <summary>How many calls that read something are under way at a time. Each needs a connection of its own, and waiting for a thousand
    /// jobs must not open a thousand.</summary>
    public const int MostReads = 32;

    readonly SemaphoreSlim _reads = new(MostReads);
    readonly object _lock = new();
    readonly Queue<TaskCompletionSource> _waiting = new();
    double _window = Unlimited;
    int _underWay;
    // Counts the slow-downs: what was begun before one says nothing new about the pace after it.
    int _slowDowns;
    TimeSpan _hold = s_shortestHold;
    DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    DateTimeOffset _halved = DateTimeOffset.MinValue;
    ITimer? _timer;

    /// <summary>Makes a call when its turn has come.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var begun = await EnterAsync(cancellationToken).ConfigureAwait(false);
        TuningServiceException? fault = null;
        try
        {
            return await call(cancellationToken).ConfigureAwait(false);
        }
        catch (TuningServiceException failed)
        {
            fault = failed;
            throw;
        }
        finally
        {
            Leave(begun, fault);
        }
    }

    /// <summary>Makes a call that reads something: at most 32 at a time, so that a few connections serve any number of them.</summary>
    public async Task<T> ReadAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        await _reads.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await call(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _reads.Release();
        }
    }

    async ValueTask<int> EnterAsync(CancellationToken cancellationToken)
    {
        if (TryEnter())
            return Volatile.Read(ref _slowDowns);
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = cancellationToken.Register(() => GiveUp(turn, cancellationToken));
        lock (_lock)
        {
            _waiting.Enqueue(turn);
            LetThrough();
        }
        await turn.Task.ConfigureAwait(false);
        return Volatile.Read(ref _slowDowns);
    }

    // Mostly, nothing is held back.
    bool TryEnter()
    {
        lock (_lock)
        {
            if (_waiting.Count > 0 || _underWay >= Math.Floor(_window) || _notBefore > clock.GetUtcNow())
                return false;
            _underWay++;
            return true;
        }
    }

    void Leave(int begun, TuningServiceException? fault)
    {
        lock (_lock)
        {
            if (fault is { StatusCode: HttpStatusCode.TooManyRequests, IsTransient: true })
                SlowDown(isNews: begun == _slowDowns, fault.RetryDelay);
            else if (fault is null or { StatusCode: < HttpStatusCode.InternalServerError })
                (_window, _hold) = (Math.Min(Unlimited, _window + 1 / _window), s_shortestHold);
            _underWay--;
            LetThrough();
        }
    }

    void SlowDown(bool isNews, TimeSpan? asked)
    {
        var now = clock.GetUtcNow();
        if (isNews)
            _slowDowns++;
        if (isNews && now - _halved >= s_round)
            (_window, _halved) = (Math.Max(1, Math.Min(_window, _underWay) / 2), now);
        if (asked > RetryNotice.LongestDelay || (asked is null && !isNews))
            return;
        var until = now + (asked ?? _hold);
        if (asked is null)
            _hold = _hold * 2 < s_longestHold ? _hold * 2 : s_longestHold;
        if (until > _notBefore)
            _notBefore = until;
    }

    // A stopped command leaves no timer behind.
    void GiveUp(TaskCompletionSource turn, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            turn.TrySetCanceled(cancellationToken);
            if (!_waiting.All(other => other.Task.IsCompleted))
                return;
            _waiting.Clear();
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    // Under the lock: whoever waits and may go, goes; the clock wakes the others.
    void LetThrough()
    {
        var hold = _notBefore - clock.GetUtcNow();
        if (hold > TimeSpan.Zero)
        {
            if (_waiting.Count > 0)
                (_timer ??= clock.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan)).Change(hold, Timeout.InfiniteTimeSpan);
            return;
        }
        while (_underWay < Math.Floor(_window) && _waiting.TryDequeue(out var next))
            if (next.TrySetResult())
                _underWay++;
    }

    void Ring()
    {
        lock (_lock)
            LetThrough();
    }
}
