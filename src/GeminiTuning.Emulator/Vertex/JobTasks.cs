using System.Collections.Concurrent;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The jobs that are under way, so that they can be ended: one by one, or all with the emulator.</summary>
sealed class JobTasks : IAsyncDisposable
{
    readonly ConcurrentDictionary<string, (CancellationTokenSource Cancel, Task Task)> _tasks = new(StringComparer.Ordinal);
    readonly CancellationTokenSource _stopping = new();

    /// <summary>Whether the emulator is ending.</summary>
    public bool IsStopping => _stopping.IsCancellationRequested;

    /// <summary>Runs a job, which must not throw.</summary>
    public void Start(string name, Func<CancellationToken, Task> run)
    {
        var cancel = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var task = new Task<Task>(() => run(cancel.Token));
        _tasks[name] = (cancel, task.Unwrap());
        task.Unwrap().ContinueWith(_ => Forget(name), TaskScheduler.Default);
        task.Start(TaskScheduler.Default);
    }

    /// <summary>Ends a job, if it is under way.</summary>
    public void Cancel(string name)
    {
        try
        {
            if (_tasks.TryGetValue(name, out var job))
                job.Cancel.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_tasks.Values.Select(j => j.Task)).ConfigureAwait(false);
        _stopping.Dispose();
    }

    void Forget(string name)
    {
        if (_tasks.TryRemove(name, out var job))
            job.Cancel.Dispose();
    }
}
