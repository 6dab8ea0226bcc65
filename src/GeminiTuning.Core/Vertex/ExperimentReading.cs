namespace GeminiTuning.Vertex;

/// <summary>From the time series of a tuning job's experiment to the module's types.</summary>
static class ExperimentReading
{
    // docs.cloud.google.com, "Tuning and validation metrics", for supervised and for preference tuning.
    static readonly Dictionary<string, Func<TuningSnapshot, float?, TuningSnapshot>> s_metrics = new()
    {
        ["train_total_loss"] = (snapshot, value) => snapshot with { MeanLoss = value },
        ["preference_optimization_train_loss"] = (snapshot, value) => snapshot with { MeanLoss = value },
        ["train_fraction_of_correct_next_step_preds"] = (snapshot, value) => snapshot with { TokenAccuracy = value },
        ["eval_total_loss"] = (snapshot, value) => snapshot with { ValidationLoss = value },
        ["eval_fraction_of_correct_next_step_preds"] = (snapshot, value) => snapshot with { ValidationTokenAccuracy = value },
    };

    /// <summary>Whether a time series has one of the metrics that are read.</summary>
    public static bool IsMetric(string? name) => s_metrics.ContainsKey(Metric(name));

    /// <summary>A snapshot for each step that something was measured at, in order.</summary>
    /// <param name="data">The time series.</param>
    /// <param name="names">Their display names, by their IDs.</param>
    /// <param name="progress">The job, which knows its epochs.</param>
    public static TuningSnapshot[] ToSnapshots(this WireTimeSeriesDataList data, IReadOnlyDictionary<string, string> names, JobProgress progress)
    {
        var snapshots = new SortedDictionary<int, TuningSnapshot>();
        foreach (var series in (data.TimeSeriesData ?? []).OfType<WireTimeSeriesData>())
            if (series.TensorboardTimeSeriesId is { } id && names.TryGetValue(id, out var name))
                foreach (var point in (series.Values ?? []).OfType<WireDataPoint>())
                    if (point.Scalar is { } scalar)
                    {
                        var step = point.Step ?? 0;
                        var snapshot = snapshots.GetValueOrDefault(step) ?? new TuningSnapshot { Step = step, ComputeTime = point.WallTime?.Value };
                        // proto3 JSON omits zero. A value that can't be read is NaN here.
                        snapshots[step] = s_metrics[Metric(name)](snapshot, scalar.Value is { } value ? float.IsNaN(value) ? null : value : 0);
                    }
        var last = snapshots.Count > 0 ? snapshots.Keys.Last() : 0;
        return snapshots.Values.Select(snapshot => snapshot with { Epoch = progress.EpochOf(snapshot.Step, last) }).ToArray();
    }

    static string Metric(string? name) => (name ?? "").TrimStart('/');
}
