using System.Collections.Concurrent;

namespace GeminiTuning.Vertex;

/// <summary>What a connection knows of the endpoints that its models are asked at, and of their base models. A job keeps its endpoints, so that whatever
/// read the job saves a request to those who ask its model.</summary>
sealed class EndpointLookUps
{
    /// <summary>The endpoints of models, and of their checkpoints.</summary>
    public LookUps<(string Model, string? Checkpoint), VertexName> Found { get; } = new();

    /// <summary>The IDs of the endpoints that only their multi-region serves.</summary>
    public ConcurrentDictionary<string, bool> Wide { get; } = new();

    /// <summary>The models that are looked up, by the names of their jobs, their endpoints, and in the model registry.</summary>
    public KnownModels Models { get; } = new();

    /// <summary>The names in the model registry whose jobs have been looked up, whether they were found or not.</summary>
    public LookUps<string, bool> LookedUp { get; } = new();

    /// <summary>The base models of tuned models, by all names of these.</summary>
    public ConcurrentDictionary<string, string> BaseModels { get; } = new();

    /// <summary>Keeps what a job says about its model, its endpoints, and its base model.</summary>
    public void Learn(WireTuningJob job)
    {
        if (VertexName.TryParse(job.Name, VertexName.TuningJobs) is not { } own)
            return;
        var name = own.ToString();
        var displayName = job.TunedModelDisplayName is { Length: > 0 } text ? text : null;
        Models.Learn(name, displayName, own.Key);
        if (job.TunedModel is not { } made)
            return;
        if (VertexName.TryParse(made.Model, VertexName.Models) is { } registered)
            Models.Learn(name, displayName, registered.Key);
        string?[] places = [.. (made.Checkpoints ?? []).Select(checkpoint => checkpoint?.Endpoint), made.Endpoint];
        foreach (var place in places)
            if (VertexName.TryParse(place, VertexName.Endpoints) is { } endpoint)
                Models.Learn(name, displayName, endpoint.Key);
        if ((job.BaseModel is { Length: > 0 } direct ? direct : job.PreTunedModel?.BaseModel) is { Length: > 0 } baseModel)
            foreach (var known in places.Append(made.Model).Append(name))
                if (known is not null)
                    BaseModels[known] = baseModel[(baseModel.LastIndexOf('/') + 1)..];
        Learn(name, null, made.Endpoint);
        foreach (var checkpoint in made.Checkpoints ?? [])
            if (checkpoint?.CheckpointId is { } id)
                Learn(name, id, checkpoint.Endpoint);
    }

    void Learn(string model, string? checkpoint, string? endpoint)
    {
        if (VertexName.TryParse(endpoint, VertexName.Endpoints) is { } known)
            Found.Set((model, checkpoint), known);
    }
}
