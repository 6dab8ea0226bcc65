namespace GeminiTuning.Pipeline;

/// <summary>Has several calls under way at a time, and hands each over in the order in which they were begun, as soon as
/// those before it are done.</summary>
/// <param name="limit">The most that are under way at a time: 1 or more.</param>
/// <param name="done">Takes a call that has ended, well or not, and what it was made for.</param>
sealed class InOrder<T>(int limit, Action<Task<T>, object> done)
{
    readonly Queue<(Task<T> Call, object Target)> _underWay = [];

    /// <summary>Begins a call, once there is room for it.</summary>
    public async Task AddAsync(Func<Task<T>> call, object target)
    {
        await HandOverAsync(limit - 1);
        _underWay.Enqueue((call(), target));
        // With one at a time there is nothing to begin meanwhile, and the next may be long in coming.
        if (limit == 1)
            await HandOverAsync(0);
    }

    /// <summary>Waits for all that is under way.</summary>
    public Task FinishAsync() => HandOverAsync(0);

    // Those that have ended, and as many more as leave no more than so many.
    async Task HandOverAsync(int leave)
    {
        while (_underWay.Count > leave || (_underWay.TryPeek(out var next) && next.Call.IsCompleted))
        {
            var (call, target) = _underWay.Dequeue();
            await ((Task)call).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            done(call, target);
        }
    }
}
