using System.Collections.Immutable;
using System.Globalization;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Makes a model of what a job has learned, with an endpoint for each of its checkpoints.</summary>
sealed class Registration(VertexStore store, TimeProvider clock)
{
    /// <summary>The label of a model that names the job which made it.</summary>
    public const string JobLabel = "google-vertex-llm-tuning-job-id";

    const string TypeLabel = "tune-type";

    /// <summary>Whether a label is the service's own.</summary>
    public static bool IsOwnLabel(string key) => key == TypeLabel || key.StartsWith("google-vertex-", StringComparison.Ordinal);

    /// <summary>Makes them. If that fails, or the job's record can't be written, there is neither model nor endpoint.</summary>
    /// <param name="job">The job.</param>
    /// <param name="learned">What it has learned.</param>
    /// <param name="succeed">Writes the record of the job that has succeeded, which makes them exist.</param>
    public void Register(TuningJobRecord job, IReadOnlyList<(ModelCheckpoint Checkpoint, TextModel Learned)> learned, Action<Func<TuningJobRecord, TuningJobRecord>> succeed)
    {
        var model = Model(job, [.. learned.Select(l => l.Checkpoint)]);
        try
        {
            foreach (var (checkpoint, weights) in learned)
                store.Weights.Save(model, checkpoint.Id, weights);
            store.Models.Add(model);
            var checkpoints = model.Checkpoints.Select(c => new JobCheckpoint(c.Id, c.Epoch, c.Step, Deploy(model, c))).ToImmutableArray();
            succeed(j => j with
            {
                Model = model.Name,
                Endpoint = checkpoints[^1].Endpoint,
                Checkpoints = job.Spec.LastCheckpointOnly ? [] : checkpoints,
            });
        }
        catch
        {
            store.Discard(model);
            throw;
        }
    }

    ModelRecord Model(TuningJobRecord job, ImmutableArray<ModelCheckpoint> checkpoints)
    {
        // As the proto says: a tuning that goes on from a model, and has no other name, is that model's next version.
        var parent = job.PreTunedModel is { } name ? store.FindModel(name) : null;
        var isNext = parent is not null && (job.DisplayName.Length == 0 || job.DisplayName == parent.DisplayName);
        var now = clock.GetUtcNow();
        return new ModelRecord
        {
            Project = job.Project,
            Location = job.Location,
            Id = isNext ? parent!.Id : VertexId.New(),
            Version = isNext ? NextVersion(parent!.Family) : 1,
            DisplayName = isNext ? parent!.DisplayName : job.DisplayName.Length > 0 ? job.DisplayName : $"tuning-job-{job.Id}",
            Description = job.Description,
            KmsKeyName = job.KmsKeyName,
            BaseModel = job.BaseModel,
            Labels = new Dictionary<string, string>(job.Labels)
            {
                ["google-vertex-llm-tuning-base-model-id"] = job.BaseModel.Replace('.', '-'),
                [JobLabel] = job.Id,
                [TypeLabel] = job.Spec.IsPreference ? "preference" : "sft",
            },
            Checkpoints = checkpoints,
            CreateTime = now,
            UpdateTime = now,
        };
    }

    // The number of a version that was deleted is not given again: the job that made it still names it.
    int NextVersion(string family)
    {
        var prefix = $"{family}@";
        return 1 + store.Models.All.Select(m => m.Name).Concat(store.Jobs.All.Select(j => j.Model ?? ""))
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0)
            .DefaultIfEmpty().Max();
    }

    string Deploy(ModelRecord model, ModelCheckpoint checkpoint)
    {
        var endpoint = new EndpointRecord
        {
            Project = model.Project,
            Location = model.Location,
            Id = VertexId.New(),
            DisplayName = model.DisplayName,
            KmsKeyName = model.KmsKeyName,
            Labels = model.Labels,
            Deployed = new Deployment(VertexId.New(), model.Name, checkpoint.Id, model.CreateTime),
            CreateTime = model.CreateTime,
            UpdateTime = model.CreateTime,
        };
        store.Endpoints.Add(endpoint);
        return endpoint.Name;
    }
}
