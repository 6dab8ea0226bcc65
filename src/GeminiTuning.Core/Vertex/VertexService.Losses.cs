using System.Net;

namespace GeminiTuning.Vertex;

// The loss and the token accuracy of a tuning are in the experiment of its job: a context of Vertex ML Metadata names the
// TensorBoard, whose experiment of the same ID has a run with a time series for each metric. Google's notebook
// gemini/tuning/sft_gemini_qa.ipynb reads them so.
sealed partial class VertexService
{
    // How long after its end a job without metrics is asked for them again.
    static readonly TimeSpan s_settled = TimeSpan.FromMinutes(10);

    // What keeps one loss from being read keeps the others, too: it is reported once, and they are not asked for.
    int _areUnreadable;

    public async Task<TunedModel> ReadLossAsync(TunedModel model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var snapshots = await SnapshotsAsync(model.Name, cancellationToken).ConfigureAwait(false);
        return snapshots.Count == 0 ? model : model.Measured(snapshots);
    }

    public async Task<TuningOperation> ReadLossAsync(TuningOperation operation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var snapshots = await SnapshotsAsync(operation.Name, cancellationToken).ConfigureAwait(false);
        return snapshots.Count == 0 ? operation : operation with { Snapshots = snapshots, Result = operation.Result?.Measured(snapshots) };
    }

    async Task<IReadOnlyList<TuningSnapshot>> SnapshotsAsync(string name, CancellationToken cancellationToken)
    {
        if (losses.Find(name) is not { Steps: > 0 } job)
            return [];
        if (losses.Kept(job) is { } kept)
            return kept;
        if (_areUnreadable != 0)
            return [];
        try
        {
            var read = await ReadExperimentAsync(job, cancellationToken).ConfigureAwait(false);
            if (read.Count > 0 || IsSettled(job))
                losses.Keep(job, read);
            return read;
        }
        catch (TuningServiceException fault)
        {
            Report(job, fault);
            return [];
        }
    }

    void Report(JobProgress job, TuningServiceException fault)
    {
        var isAbsent = fault.StatusCode == HttpStatusCode.NotFound;
        if (isAbsent && IsSettled(job))
            losses.Keep(job, []);
        // A job that has just begun may not have its experiment yet.
        if (isAbsent && !job.IsFinished)
            return;
        if (isAbsent || fault.Kind is TuningServiceErrorKind.AnswerNotUnderstood or TuningServiceErrorKind.AnswerUnexpected or TuningServiceErrorKind.AnswerTooLarge)
            context.Log?.Invoke(Messages.LossOfModelUnreadable(model: $"{job.Name}", reason: fault.Message.TrimEnd('.')));
        else if (Interlocked.Exchange(ref _areUnreadable, 1) == 0)
            context.Log?.Invoke(Messages.LossUnreadable(fault.Message.TrimEnd('.')));
    }

    bool IsSettled(JobProgress job) => job is { IsFinished: true, EndTime: { } end } && Clock.GetUtcNow() - end > s_settled;

    async Task<IReadOnlyList<TuningSnapshot>> ReadExperimentAsync(JobProgress job, CancellationToken cancellationToken)
    {
        var rest = _hosts.For(job.Name.Location);
        if (await RunAsync(rest, job, cancellationToken).ConfigureAwait(false) is not var (tensorboard, run))
            return [];
        var names = new Dictionary<string, string>();
        var series = rest.ListAsync($"v1/{run}/timeSeries?pageSize={LargestPage}", VertexJson.Default.WireTimeSeriesPage,
            page => page.TensorboardTimeSeries, page => page.NextPageToken, wire => wire, cancellationToken);
        await foreach (var one in series.ConfigureAwait(false))
            if (ExperimentReading.IsMetric(one.DisplayName) && ExperimentName.IdOf(one.Name) is { } id)
                names[id] = one.DisplayName!;
        if (names.Count == 0)
            return [];
        var query = string.Join('&', names.Keys.Select(id => $"timeSeries={Uri.EscapeDataString($"{run}/timeSeries/{id}")}"));
        var data = await rest.GetAsync($"v1/{tensorboard}:batchRead?{query}", VertexJson.Default.WireTimeSeriesDataList, cancellationToken).ConfigureAwait(false);
        return data.ToSnapshots(names, job);
    }

    // The TensorBoard and the run of a job; null until something has been measured. A tuning has one run.
    async Task<(string Tensorboard, string Run)?> RunAsync(RestClient rest, JobProgress job, CancellationToken cancellationToken)
    {
        if (losses.Runs.TryGetValue($"{job.Name}", out var known))
            return known;
        var found = await rest.GetAsync(
            $"v1/{job.Name.Parent}/metadataStores/default/contexts/{job.ContextId}", VertexJson.Default.WireContext, cancellationToken).ConfigureAwait(false);
        if (found.Metadata?.Tensorboard is not { } tensorboard || !ExperimentName.IsTensorboard(tensorboard, job.Name.Location))
            return null;
        var experiment = $"{tensorboard}/experiments/{job.ContextId}";
        var runs = rest.ListAsync($"v1/{experiment}/runs?pageSize={LargestPage}", VertexJson.Default.WireRunPage,
            page => page.TensorboardRuns, page => page.NextPageToken, wire => ExperimentName.IdOf(wire.Name), cancellationToken);
        await foreach (var id in runs.ConfigureAwait(false))
            if (id is not null)
                return losses.Runs[$"{job.Name}"] = (tensorboard, $"{experiment}/runs/{id}");
        return null;
    }
}
