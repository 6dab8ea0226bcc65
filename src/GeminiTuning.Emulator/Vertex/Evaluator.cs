using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Generation;
using GeminiTuning.Emulator.Json;
using GeminiTuning.Emulator.Storage;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Evaluates the checkpoints of a tuning job on its validation dataset, with the likeliest response to each input.</summary>
sealed class Evaluator(ObjectStore objects, TuningJobRecord job)
{
    static readonly Sampling s_likeliest = new(Temperature: 0, Sampling.DefaultTopP, Sampling.DefaultTopK);

    /// <summary>Evaluates, and writes the results into the bucket. Nothing is evaluated unless the job asks for it.</summary>
    public ImmutableArray<EvaluationRun> Run(
        IReadOnlyList<(ModelCheckpoint Checkpoint, TextModel Learned)> learned, IReadOnlyList<Example> unseen, CancellationToken cancellationToken)
    {
        if (job.Spec.EvaluationConfig.Length == 0 || unseen.Count == 0)
            return [];
        var config = JsonNode.Parse(job.Spec.EvaluationConfig)!.AsObject();
        var metrics = EvaluationMetric.Of(config);
        var prefix = config.Child("outputConfig").Child("gcsDestination").Text("outputUriPrefix").TrimEnd('/');
        return [.. learned.Select(l => Run(l.Checkpoint.Id, l.Learned, metrics, $"{prefix}/evaluation-{job.Id}-{l.Checkpoint.Id}", unseen, cancellationToken))];
    }

    EvaluationRun Run(
        string checkpoint, TextModel model, IReadOnlyList<EvaluationMetric> metrics, string folder, IReadOnlyList<Example> unseen, CancellationToken cancellationToken)
    {
        var scores = metrics.Select(_ => new List<double>(unseen.Count)).ToArray();
        var rows = new StringBuilder();
        foreach (var example in unseen)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var response = Sampler.Draw(model, example.Input, s_likeliest, seed: null, count: 1).First();
            var row = new JsonObject { ["prompt"] = example.Input, ["reference"] = example.Output, ["response"] = response, ["scores"] = new JsonArray() };
            foreach (var (metric, index) in metrics.Select((m, i) => (m, i)))
            {
                scores[index].Add(metric.Score(example.Output, response));
                row["scores"]!.AsArray().Add(scores[index][^1]);
            }

            rows.Append(row.ToJsonString()).Append('\n');
        }

        var results = JsonOut.List(metrics.SelectMany((m, i) => m.Aggregate(scores[i])), r => r);
        Put($"{folder}/evaluation_results.jsonl", rows.ToString());
        Put($"{folder}/aggregation_results.json", results.ToJsonString());
        return new EvaluationRun(checkpoint, folder, results.ToJsonString());
    }

    // The service doesn't say which files it writes there: these are the emulator's own.
    void Put(string uri, string text)
    {
        using var body = new SpooledBody(objects.NewContent());
        body.Write(Encoding.UTF8.GetBytes(text));
        objects.Put(new ObjectPlan(ObjectName.Parse(uri)!, new ObjectTraits(), Preconditions.None), body.Take(), body.Length);
    }
}

/// <summary>The evaluation of a checkpoint.</summary>
/// <param name="Checkpoint">Its ID.</param>
/// <param name="Folder">Where its results are, <c>gs://…</c>.</param>
/// <param name="Results">The aggregated results, as JSON.</param>
sealed record EvaluationRun(string Checkpoint, string Folder, string Results);
