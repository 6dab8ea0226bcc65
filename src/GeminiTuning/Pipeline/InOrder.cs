using System.Diagnostics.CodeAnalysis;

namespace GeminiTuning.Pipeline;

/// <summary>Has several calls under way at a time, and hands each over in the order in which they were begun, as soon as
/// those before it are done.</summary>
/// <param name="limit">The most that are under way at a time: 1 or more.</param>
/// <param name="done">Takes a call that has ended, well or not, and what it was made for.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore that nobody asks for its wait handle holds nothing, and calls end after the command.")]
sealed class InOrder<T>(int limit, Action<Task<T>, object> done)
{
    // One call that takes long, since it is made again and again, does not hold up the others: so many may end before it.
    const int MostAhead = 1000;

    readonly Queue<(Task<T> Call, object Target)> _begun = [];
    readonly SemaphoreSlim _free = new(limit);

    /// <summary>What was begun and has not been handed over.</summary>
    public IReadOnlyCollection<(Task<T> Call, object Target)> Begun => _begun;

    /// <summary>Begins a call, once there is room for it.</summary>
    public async Task AddAsync(Func<Task<T>> call, object target)
    {
        await HandOverAsync(limit + MostAhead - 1);
        await _free.WaitAsync();
        await HandOverAsync(limit + MostAhead - 1);
        var begun = call();
        _ = begun.ContinueWith(_ => _free.Release(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _begun.Enqueue((begun, target));
        // With one at a time there is nothing to begin meanwhile, and the next may be long in coming.
        if (limit == 1)
            await HandOverAsync(0);
    }

    /// <summary>Waits for all that is under way.</summary>
    public Task FinishAsync() => HandOverAsync(0);

    // Those that have ended, and as many more as leave no more than so many.
    async Task HandOverAsync(int leave)
    {
        while (_begun.Count > leave || (_begun.TryPeek(out var next) && next.Call.IsCompleted))
        {
            var (call, target) = _begun.Peek();
            await ((Task)call).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            // Off the queue only when it is written: a pipeline that is stopped in between does not lose it.
            done(call, target);
            _begun.Dequeue();
        }
    }
}
