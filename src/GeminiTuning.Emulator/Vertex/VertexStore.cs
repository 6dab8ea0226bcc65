using GeminiTuning.Emulator.Files;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>
/// Everything that Vertex AI keeps. The record of a job decides what exists: a model and its endpoints exist if their tuning
/// job has succeeded with this model, and weights if their model does. What a job has left that was interrupted is deleted at
/// the next start.
/// </summary>
sealed class VertexStore
{
    /// <summary>Loads what is in the data path, if there is one.</summary>
    public VertexStore(DataFolder? folder, Action<string> warn, DateTimeOffset now)
    {
        Jobs = new(Folder<TuningJobRecord>(folder, "tuningJobs"), "TuningJob");
        Models = new(Folder<ModelRecord>(folder, "models"), "Model");
        Endpoints = new(Folder<EndpointRecord>(folder, "endpoints"), "Endpoint");
        Batches = new(Folder<BatchJobRecord>(folder, "batchPredictionJobs"), "BatchPredictionJob");
        Weights = new WeightStore(folder);

        Jobs.Load(warn);
        var areAll = Models.Load(warn);
        Endpoints.Load(warn);
        Batches.Load(warn);
        foreach (var job in Jobs.All.Where(j => !j.State.IsOver()))
            Jobs.Settle(job.Name, j => (TuningJobRecord)j.Restarted(now));
        foreach (var job in Batches.All.Where(j => !j.State.IsOver()))
            Batches.Settle(job.Name, j => (BatchJobRecord)j.Restarted(now));

        Endpoints.Discard([.. Endpoints.All.Where(e => e.Deployed is { } deployed && IsLeftBehind(e, e.Labels, deployed.Model))]);
        Models.Discard([.. Models.All.Where(m => IsLeftBehind(m, m.Labels, m.Name))]);
        // A record that cannot be read may be repaired, and needs its weights then.
        if (areAll)
            Weights.DeleteUnused(Models.All);
    }

    public RecordStore<TuningJobRecord> Jobs { get; }

    public RecordStore<ModelRecord> Models { get; }

    public RecordStore<EndpointRecord> Endpoints { get; }

    public RecordStore<BatchJobRecord> Batches { get; }

    public WeightStore Weights { get; }

    public OperationLog Operations { get; } = new();

    /// <summary>Finds a model by its name, with a version, with the alias <c>default</c>, or without either: the latest
    /// version is the default one. Null where there is none.</summary>
    public ModelRecord? FindModel(string name)
    {
        var (family, version) = name.Split('@') is [var before, var after] ? (before, after) : (name, "default");
        return version == "default"
            ? Models.All.Where(m => m.Family == family).MaxBy(m => m.Version)
            : Models.Find(name);
    }

    /// <summary>Removes a model that doesn't exist after all, with its endpoints and its weights.</summary>
    public void Discard(ModelRecord model)
    {
        Endpoints.Discard([.. Endpoints.All.Where(e => e.Deployed?.Model == model.Name)]);
        Models.Discard([model]);
        Weights.Delete(model);
    }

    bool IsLeftBehind(Resource resource, IReadOnlyDictionary<string, string> labels, string model) =>
        labels.TryGetValue(Registration.JobLabel, out var id)
        && Jobs.Find($"{resource.Parent}/tuningJobs/{id}") is { } job && job.Model != model;

    static RecordFolder<T>? Folder<T>(DataFolder? folder, string kind)
        where T : Resource => folder is null ? null : new RecordFolder<T>(folder, kind);
}
