using System.Collections.Concurrent;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Storage;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Runs tuning jobs. A project may run one at a time in a region; the others wait, in the order in which they came.</summary>
sealed class TuningJobRunner(VertexStore store, ObjectStore objects, JobTasks tasks, TimeSpan duration, TimeProvider clock) : IDisposable
{
    const int Internal = 13;

    // How much of the time goes by before the training, and after it.
    const double Margin = 0.1;

    readonly ConcurrentDictionary<string, SemaphoreSlim> _quotas = new(StringComparer.Ordinal);
    readonly SemaphoreSlim _processors = new(Environment.ProcessorCount);
    readonly Registration _registration = new(store, clock);

    /// <summary>Starts a job that is in the store.</summary>
    public void Start(TuningJobRecord job)
    {
        var quota = _quotas.GetOrAdd(job.Parent, _ => new SemaphoreSlim(1));
        var turn = quota.WaitAsync(CancellationToken.None);
        if (!turn.IsCompleted)
            Note(job, j => j with { State = JobState.Queued, Stage = JobStage.WaitingForQuota });
        tasks.Start(job.Name, cancel => RunAsync(job, quota, turn, cancel));
        if (store.Jobs.Find(job.Name) is { State: JobState.Cancelling })
            tasks.Cancel(job.Name);
    }

    /// <summary>Ends a job; one that has ended stays as it is.</summary>
    public void Cancel(TuningJobRecord job)
    {
        store.Jobs.Change(job.Name, j => j.State.IsOver() ? null : j with { State = JobState.Cancelling, UpdateTime = clock.GetUtcNow() });
        tasks.Cancel(job.Name);
    }

    /// <inheritdoc/>
    public void Dispose() => _processors.Dispose();

    async Task RunAsync(TuningJobRecord job, SemaphoreSlim quota, Task turn, CancellationToken cancellationToken)
    {
        try
        {
            await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            Note(job, j => j with { State = JobState.Pending, Stage = JobStage.None });
            await Task.Delay(duration * Margin, clock, cancellationToken).ConfigureAwait(false);
            await TuneAsync(job, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Where the emulator itself stops, the next start says so.
            if (!tasks.IsStopping)
                End(job, j => j.Cancelled(clock.GetUtcNow()));
        }
        catch (Exception e)
        {
            // Out of memory or of disk: the job says so, and the emulator goes on.
            var error = e is JobFailure failure
                ? new TuningError(failure.Code, failure.Message)
                : new TuningError(Internal, $"The tuning could not be finished: {e.Message}");
            End(job, j => j.Ended(JobState.Failed, error, clock.GetUtcNow()));
        }
        finally
        {
            // A turn that is not there yet is given back when it comes.
            _ = turn.ContinueWith(_ => quota.Release(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    async Task TuneAsync(TuningJobRecord job, CancellationToken cancellationToken)
    {
        Note(job, j => j with { State = JobState.Running, Stage = JobStage.ProcessingDataset, StartTime = clock.GetUtcNow() });
        Func<string, DatasetLine> read = job.Spec.IsPreference ? PreferenceLine.Read : DatasetLine.Read;
        var dataset = Dataset.Read(objects, job.Spec.TrainingUri, read, cancellationToken);
        var unseen = job.Spec.ValidationUri.Length > 0 ? Dataset.ReadValidation(objects, job.Spec.ValidationUri, read, cancellationToken) : [];

        var training = new JobTraining(store, job, dataset.Examples, unseen, Source(job), duration * (1 - (2 * Margin)), clock);
        var stats = dataset.Stats with { BillableTokens = dataset.Stats.BillableTokens * training.EpochCount, Steps = training.TotalSteps };
        Note(job, j => j with { Stats = stats, Stage = JobStage.WaitingForCapacity });

        var learned = await TrainAsync(job, training, cancellationToken).ConfigureAwait(false);
        Note(job, j => j with { Stage = JobStage.PostProcessing });
        var evaluations = new Evaluator(objects, job).Run(learned, unseen, cancellationToken);
        await Task.Delay(duration * Margin, clock, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        _registration.Register(job, learned, with => store.Jobs.Change(
            job.Name, j => (TuningJobRecord)(with(j) with { Evaluations = evaluations }).Ended(JobState.Succeeded, error: null, clock.GetUtcNow())));
    }

    async Task<IReadOnlyList<(ModelCheckpoint, TextModel)>> TrainAsync(TuningJobRecord job, JobTraining training, CancellationToken cancellationToken)
    {
        await _processors.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Note(job, j => j with { Stage = JobStage.Tuning });
            // A thread of its own: learning would otherwise take the pool's threads from those who wait for answers.
            return await Task.Factory.StartNew(() => training.Run(cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                .ConfigureAwait(false);
        }
        finally
        {
            _processors.Release();
        }
    }

    TextModel? Source(TuningJobRecord job)
    {
        if (job.PreTunedModel is not { } name)
            return null;
        if (store.FindModel(name) is not { } model)
            throw new JobFailure(JobFailure.NotFound, $"Model `{name}` not found.");
        try
        {
            return store.Weights.Get(model, job.PreTunedCheckpoint.Length > 0 ? job.PreTunedCheckpoint : model.DefaultCheckpoint);
        }
        catch (ApiException e)
        {
            throw new JobFailure(JobFailure.NotFound, e.Message);
        }
    }

    // What someone is ending goes on to its end, and not back.
    void Note(TuningJobRecord job, Func<TuningJobRecord, TuningJobRecord> change) => store.Jobs.Change(
        job.Name, j => j.State is JobState.Cancelling || j.State.IsOver() ? null : change(j) with { UpdateTime = clock.GetUtcNow() }, isProgress: true);

    void End(TuningJobRecord job, Func<TuningJobRecord, Job> end) =>
        store.Jobs.Settle(job.Name, j => j.State.IsOver() ? null : (TuningJobRecord)end(j));
}
