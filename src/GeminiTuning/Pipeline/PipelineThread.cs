using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace GeminiTuning.Pipeline;

/// <summary>Lets asynchronous code run on PowerShell's pipeline thread: what follows an await comes back to that thread,
/// so a cmdlet writes, warns and asks from asynchronous code as it does from any other.</summary>
/// <param name="cancel">Ends a step where work that was queued by others fails, such as a verbose line in a pipeline that is being
/// stopped: what the step holds is still given back on this thread.</param>
sealed class PipelineThread(Action cancel) : SynchronizationContext
{
    readonly BlockingCollection<Work> _work = [];
    Action? _wake;

    /// <summary>Queues work for the pipeline thread; from any thread. What comes while nothing runs waits for the next run.</summary>
    public override void Post(SendOrPostCallback d, object? state) => _work.Add(new Work(d, state));

    /// <summary>Runs a step to its end on the calling thread.</summary>
    /// <param name="step">The step.</param>
    public void Run(Func<Task> step)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            var task = step();
            if (!task.IsCompleted)
                task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_wake ??= () => Post(static _ => { }, null));
            ExceptionDispatchInfo? failed = null;
            while (!task.IsCompleted || _work.Count > 0)
                try
                {
                    _work.Take().Do();
                }
                catch (Exception fault)
                {
                    failed ??= ExceptionDispatchInfo.Capture(fault);
                    cancel();
                }
            failed?.Throw();
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    // A class: for a collection of structures, .NET would compile its methods again.
    sealed class Work(SendOrPostCallback call, object? state)
    {
        public void Do() => call(state);
    }
}
