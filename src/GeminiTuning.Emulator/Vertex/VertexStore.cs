namespace GeminiTuning.Emulator.Vertex;

/// <summary>All that Vertex AI keeps.</summary>
sealed class VertexStore
{
    /// <summary>Takes up what is in the data path, if there is one.</summary>
    public VertexStore(string? path, Action<string> warn, DateTimeOffset now)
    {
        Jobs = new(Folder<TuningJobRecord>(path, "tuningJobs"), "TuningJob");
        Models = new(Folder<ModelRecord>(path, "models"), "Model");
        Endpoints = new(Folder<EndpointRecord>(path, "endpoints"), "Endpoint");
        Batches = new(Folder<BatchJobRecord>(path, "batchPredictionJobs"), "BatchPredictionJob");
        Weights = new WeightStore(path);

        Jobs.Load(warn, job => (TuningJobRecord)job.Restarted(now));
        Models.Load(warn, model => model);
        Endpoints.Load(warn, endpoint => endpoint);
        Batches.Load(warn, job => (BatchJobRecord)job.Restarted(now));
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

    static RecordFolder<T>? Folder<T>(string? path, string kind)
        where T : Resource => path is null ? null : new RecordFolder<T>(path, kind);
}
