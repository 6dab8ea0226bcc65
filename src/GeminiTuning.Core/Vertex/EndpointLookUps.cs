using System.Collections.Concurrent;

namespace GeminiTuning.Vertex;

/// <summary>What a connection knows of the endpoints that its models are asked at. A job keeps its endpoints, so that whatever
/// read the job saves a request to those who ask its model.</summary>
sealed class EndpointLookUps
{
    /// <summary>The endpoints of models, and of their checkpoints.</summary>
    public LookUps<(string Model, string? Checkpoint), VertexName> Found { get; } = new();

    /// <summary>The IDs of the endpoints that only their multi-region serves.</summary>
    public ConcurrentDictionary<string, bool> Wide { get; } = new();

    /// <summary>Keeps what a job says of its endpoints.</summary>
    public void Learn(WireTuningJob job)
    {
        if (job.Name is not { } name || job.TunedModel is not { } made)
            return;
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
