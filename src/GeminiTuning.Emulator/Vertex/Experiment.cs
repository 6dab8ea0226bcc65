using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>The experiment of a tuning job: a context of Vertex ML Metadata, and a run in TensorBoard with a time series for each
/// metric. Names and metrics are those of the service (docs.cloud.google.com, "Tuning and validation metrics", for supervised and for
/// preference tuning).</summary>
static class Experiment
{
    const string IdPrefix = "tuning-experiment-";

    static readonly (string Name, Func<StepMeasures, double?> Value)[] s_supervised =
    [
        ("/train_total_loss", m => m.Training.Loss),
        ("/train_fraction_of_correct_next_step_preds", m => m.Training.Accuracy),
        ("/train_num_predictions", m => m.Training.Predictions),
        ("/eval_total_loss", m => m.Validation?.Loss),
        ("/eval_fraction_of_correct_next_step_preds", m => m.Validation?.Accuracy),
        ("/eval_num_predictions", m => m.Validation?.Predictions),
    ];

    static readonly (string Name, Func<StepMeasures, double?> Value)[] s_preference =
    [
        ("/preference_optimization_train_loss", m => m.Training.Loss),
        ("/eval_total_loss", m => m.Validation?.Loss),
    ];

    /// <summary>The experiment's ID, in ML Metadata and in TensorBoard.</summary>
    public static string IdOf(TuningJobRecord job) => IdPrefix + job.Id;

    /// <summary>The name of the context.</summary>
    public static string ContextOf(TuningJobRecord job) => $"{job.Parent}/metadataStores/default/contexts/{IdOf(job)}";

    /// <summary>The job of an experiment; null if there is none.</summary>
    public static TuningJobRecord? Find(VertexStore store, string parent, string id) =>
        id.StartsWith(IdPrefix, StringComparison.Ordinal) ? store.Jobs.Find($"{parent}/tuningJobs/{id[IdPrefix.Length..]}") : null;

    /// <summary>A project has one TensorBoard in a region, which the service creates.</summary>
    public static string TensorboardIn(string parent) => $"{parent}/tensorboards/1";

    /// <summary>The name of the job's run.</summary>
    public static string RunOf(TuningJobRecord job) => $"{TensorboardIn(job.Parent)}/experiments/{IdOf(job)}/runs/1";

    public static JsonObject WriteContext(TuningJobRecord job) => JsonOut.Message(
        ("name", ContextOf(job)),
        ("displayName", IdOf(job)),
        ("createTime", JsonOut.Time(job.CreateTime)),
        ("updateTime", JsonOut.Time(job.CreateTime)),
        ("schemaTitle", "system.Experiment"),
        ("schemaVersion", "0.0.1"),
        ("metadata", JsonOut.Message(("backing_tensorboard_resource", TensorboardIn(job.Parent)), ("experiment_deleted", false))));

    /// <summary>The run, which is there once something has been measured.</summary>
    public static IEnumerable<JsonObject> WriteRuns(TuningJobRecord job)
    {
        if (job.Measures is [var first, ..] and [.., var last])
            yield return JsonOut.Message(
                ("name", RunOf(job)), ("displayName", IdOf(job)), ("createTime", JsonOut.Time(first.Time)), ("updateTime", JsonOut.Time(last.Time)));
    }

    /// <summary>The time series that have points.</summary>
    public static IEnumerable<JsonObject> WriteSeries(TuningJobRecord job)
    {
        for (var number = 1; number <= Metrics(job).Length; number++)
        {
            if (Points(job, number) is [var first, ..] and [.., var last])
                yield return JsonOut.Message(
                    ("name", $"{RunOf(job)}/timeSeries/{number}"),
                    ("displayName", Metrics(job)[number - 1].Name),
                    ("valueType", "SCALAR"),
                    ("createTime", JsonOut.Time(first.Measures.Time)),
                    ("updateTime", JsonOut.Time(last.Measures.Time)),
                    ("pluginName", "scalars"),
                    ("metadata", JsonOut.Message(("maxStep", JsonOut.Long(last.Measures.Step)), ("maxWallTime", JsonOut.Time(last.Measures.Time)))));
        }
    }

    /// <summary>The points of a time series; null if there is no such series.</summary>
    public static JsonObject? WriteData(TuningJobRecord job, string id, int most) =>
        int.TryParse(id, out var number) && number >= 1 && number <= Metrics(job).Length && Points(job, number) is { Count: > 0 } points
            ? JsonOut.Message(
                ("tensorboardTimeSeriesId", id),
                ("valueType", "SCALAR"),
                ("values", JsonOut.List(Spread(points, most), p => JsonOut.Message(
                    ("scalar", JsonOut.Message(("value", JsonOut.Double(p.Value)))), ("wallTime", JsonOut.Time(p.Measures.Time)), ("step", JsonOut.Long(p.Measures.Step))))))
            : null;

    static (string Name, Func<StepMeasures, double?> Value)[] Metrics(TuningJobRecord job) => job.Spec.IsPreference ? s_preference : s_supervised;

    static List<(StepMeasures Measures, double Value)> Points(TuningJobRecord job, int number) =>
        [.. job.Measures.Select(m => (m, Metrics(job)[number - 1].Value(m))).Where(p => p.Item2 is not null).Select(p => (p.m, p.Item2!.Value))];

    // Where there are more points than are wanted, the service picks some. Here they lie evenly, and the last is among them.
    static IEnumerable<T> Spread<T>(List<T> points, int most) =>
        points.Count <= most ? points : Enumerable.Range(1, most).Select(i => points[(int)((long)i * points.Count / most) - 1]);
}
