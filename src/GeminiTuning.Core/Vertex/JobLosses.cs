using System.Collections.Concurrent;

namespace GeminiTuning.Vertex;

/// <summary>What a connection knows of the experiments of tuning jobs. The metrics of a finished job don't change, so they are
/// read once; those of a running job are read again when it has done more steps.</summary>
sealed class JobLosses
{
    // A model has up to 1,000 snapshots. A list of thousands of models must not fill the memory for good.
    const int MostKept = 200;

    readonly ConcurrentDictionary<string, JobProgress> _jobs = new();
    readonly ConcurrentDictionary<string, (int Steps, IReadOnlyList<TuningSnapshot> Snapshots)> _read = new();

    /// <summary>The TensorBoards and runs of jobs, by the job's name.</summary>
    public ConcurrentDictionary<string, (string Tensorboard, string Run)> Runs { get; } = new();

    /// <summary>Keeps what a job says of its experiment.</summary>
    public void Learn(WireTuningJob job)
    {
        if (VertexName.TryParse(job.Name, VertexName.TuningJobs) is { } name && ExperimentName.ContextId(job.Experiment) is { } context)
            _jobs[$"{name}"] = JobProgress.Of(job, name, context);
    }

    /// <summary>A job that this connection has read, and that has an experiment; null for any other.</summary>
    public JobProgress? Find(string name) => _jobs.GetValueOrDefault(name);

    /// <summary>The snapshots of a job, if they were read when it had done as many steps.</summary>
    public IReadOnlyList<TuningSnapshot>? Kept(JobProgress job) =>
        _read.TryGetValue($"{job.Name}", out var read) && read.Steps == job.Steps ? read.Snapshots : null;

    /// <summary>Keeps the snapshots of a job.</summary>
    public void Keep(JobProgress job, IReadOnlyList<TuningSnapshot> snapshots)
    {
        if (_read.Count >= MostKept)
            _read.Clear();
        _read[$"{job.Name}"] = (job.Steps, snapshots);
    }
}

/// <summary>How far a tuning job is.</summary>
/// <param name="Name">The job.</param>
/// <param name="ContextId">The ID of its experiment.</param>
/// <param name="IsFinished">Whether it has made a model.</param>
/// <param name="EndTime">When it ended; null if it hasn't.</param>
/// <param name="Steps">The steps that it has done; all of them are <see cref="int.MaxValue"/>, and zero is none that can be read.</param>
/// <param name="TotalSteps">The steps in all, or as many as are known to make up <paramref name="TotalEpochs"/>; zero if unknown.</param>
/// <param name="TotalEpochs">The epochs in all, or those that have been completed; zero if unknown.</param>
sealed record JobProgress(VertexName Name, string ContextId, bool IsFinished, DateTimeOffset? EndTime, int Steps, int TotalSteps, int TotalEpochs)
{
    public static JobProgress Of(WireTuningJob job, VertexName name, string context)
    {
        var state = job.StateOfJob();
        var isFinished = state is JobState.Succeeded or JobState.PartiallySucceeded;
        var done = job.TuningJobMetadata?.CompletedStepCount ?? 0;
        var steps = isFinished ? int.MaxValue : VertexReading.IsOver(state) ? 0 : done;
        var last = (job.TunedModel?.Checkpoints ?? []).LastOrDefault(checkpoint => checkpoint is { Step: > 0, Epoch: > 0 });
        var epochs = job.Spec()?.HyperParameters?.EpochCount is > 0 and <= int.MaxValue and var count ? (int)count : 0;
        var completed = job.TuningJobMetadata?.CompletedEpochCount ?? 0;
        var total = job.DataStats()?.TuningStepCount ?? 0;
        return new JobProgress(
            name, context, isFinished, job.EndTime?.Value, steps,
            last?.Step ?? (total > 0 ? total : isFinished ? 0 : done),
            last?.Epoch ?? (epochs > 0 && (total > 0 || isFinished) ? epochs : completed));
    }

    /// <summary>The epoch that a step belongs to: steps are spread evenly over the epochs. Zero if the job doesn't say.</summary>
    /// <param name="step">The step.</param>
    /// <param name="last">The last step that was measured, for a job that doesn't say how many there are.</param>
    public int EpochOf(int step, int last)
    {
        var total = TotalSteps > 0 ? TotalSteps : last;
        return TotalEpochs == 0 || total == 0 ? 0 : (int)Math.Clamp(Math.Ceiling((double)step * TotalEpochs / total), 1, TotalEpochs);
    }
}
