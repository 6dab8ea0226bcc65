using System.Collections.Concurrent;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>Runs tunings, as many at once as there are processors; the others wait their turn.</summary>
sealed class TuningRunner(ModelStore store, TimeSpan duration, TimeProvider clock) : IAsyncDisposable
{
    readonly ConcurrentDictionary<string, (CancellationTokenSource Cancel, Task Task)> _jobs = new(StringComparer.Ordinal);
    readonly CancellationTokenSource _stopping = new();
    readonly SemaphoreSlim _free = new(Environment.ProcessorCount);

    /// <summary>Starts to tune a model that is in the store.</summary>
    public void Start(TunedModel model, IReadOnlyList<Example> examples, TextModel? source)
    {
        var cancel = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var job = new TuningJob(store, model, examples, source, duration, clock);
        var task = Task.Run(() => RunAsync(job, model, cancel.Token), CancellationToken.None);
        _jobs[model.OperationId] = (cancel, task);
        task.ContinueWith(_ => Forget(model), TaskScheduler.Default);
    }

    /// <summary>Ends a tuning, if it is under way.</summary>
    public void Cancel(TunedModel model)
    {
        try
        {
            if (_jobs.TryGetValue(model.OperationId, out var job))
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
        await Task.WhenAll(_jobs.Values.Select(j => j.Task)).ConfigureAwait(false);
        _stopping.Dispose();
    }

    void Forget(TunedModel model)
    {
        if (_jobs.TryRemove(model.OperationId, out var job))
            job.Cancel.Dispose();
    }

    async Task RunAsync(TuningJob job, TunedModel model, CancellationToken cancellationToken)
    {
        try
        {
            await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                // A thread of its own: learning would otherwise take the pool's threads from those who wait for answers.
                await Task.Factory.StartNew(() => job.Run(cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                    .ConfigureAwait(false);
            }
            finally
            {
                _free.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // Where the emulator itself stops, the next start says so; nothing half-done is kept.
        }
        catch (Exception e)
        {
            // Out of memory or of disk: the operation says so, and the emulator goes on.
            var error = new TuningError(13, $"The tuning could not be finished: {e.Message}");
            store.Fail(model, error, clock.GetUtcNow());
        }
    }
}
