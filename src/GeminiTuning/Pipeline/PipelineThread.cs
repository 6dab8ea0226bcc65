using System.Collections.Concurrent;

namespace GeminiTuning.Pipeline;

/// <summary>Lets asynchronous code run on PowerShell's pipeline thread: what follows an await comes back to that thread,
/// so a cmdlet writes, warns and asks from asynchronous code as it does from any other.</summary>
sealed class PipelineThread : SynchronizationContext
{
    readonly BlockingCollection<(SendOrPostCallback Call, object? State)> _work = [];

    /// <summary>Queues work for the pipeline thread; from any thread. What comes while nothing runs waits for the next run.</summary>
    public override void Post(SendOrPostCallback d, object? state) => _work.Add((d, state));

    /// <summary>Runs a step to its end on the calling thread.</summary>
    public void Run(Func<Task> step)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            var task = step();
            if (!task.IsCompleted)
                _ = task.ContinueWith(_ => Post(static _ => { }, null), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            while (!task.IsCompleted)
                Do(_work.Take());
            while (_work.TryTake(out var left))
                Do(left);
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    static void Do((SendOrPostCallback Call, object? State) work) => work.Call(work.State);
}
