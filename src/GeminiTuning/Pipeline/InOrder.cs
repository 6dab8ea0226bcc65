using System.Diagnostics.CodeAnalysis;

namespace GeminiTuning.Pipeline;

/// <summary>Has several calls under way at a time, and hands each over in the order in which they were begun, as soon as
/// those before it are done.</summary>
/// <param name="limit">The most that are under way at a time: 1 or more.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore that nobody asks for its wait handle holds nothing, and calls end after the command.")]
sealed class InOrder<T>(int limit)
{
    // One call that takes long, since it is made again and again, does not hold up the others: so many may end before it.
    const int MostAhead = 1000;

    readonly Queue<Entry> _entries = [];
    readonly SemaphoreSlim _free = new(limit);
    Action? _ended;

    /// <summary>What has been taken and not been handed over: the calls that have ended well, and what the others are for.</summary>
    public (IReadOnlyList<T> Done, IReadOnlyList<object> NotDone) Left()
    {
        var done = _entries.ToLookup(entry => entry.Call is { IsCompletedSuccessfully: true });
        return ([.. done[true].Select(entry => entry.Call!.Result)], [.. done[false].Select(entry => entry.Target)]);
    }

    /// <summary>Begins a call, once there is room for it.</summary>
    /// <param name="call">Begins the call.</param>
    /// <param name="target">What the call is for.</param>
    /// <param name="done">Takes the call when it has ended, well or not, and those before it were taken.</param>
    public async Task AddAsync(Func<Task<T>> call, object target, Action<Task<T>> done)
    {
        var entry = new Entry(target, done);
        _entries.Enqueue(entry);
        await HandOverAsync(limit + MostAhead);
        await _free.WaitAsync();
        await HandOverAsync(limit + MostAhead);
        entry.Call = call();
        entry.Call.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_ended ??= () => _free.Release());
        // With one at a time there is nothing to begin meanwhile. What has ended already is not held back: the next may be long in coming.
        await HandOverAsync(limit == 1 ? 0 : limit + MostAhead);
    }

    /// <summary>Waits for all that is under way.</summary>
    public Task FinishAsync() => HandOverAsync(0);

    // Those that have ended, and as many more as leave no more than so many.
    async Task HandOverAsync(int leave)
    {
        while (_entries.TryPeek(out var first) && (_entries.Count > leave || first.Call is { IsCompleted: true }))
        {
            await ((Task)first.Call!).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            // Off the queue only when it is written: a pipeline that is stopped in between does not lose it.
            first.Done(first.Call!);
            _entries.Dequeue();
        }
    }

    sealed class Entry(object target, Action<Task<T>> done)
    {
        public object Target => target;

        public Action<Task<T>> Done => done;

        /// <summary>Null until there is room for it.</summary>
        public Task<T>? Call { get; set; }
    }
}
