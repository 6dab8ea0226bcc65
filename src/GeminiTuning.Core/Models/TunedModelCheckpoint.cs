namespace GeminiTuning;

/// <summary>The state of a tuned model after an epoch. You can send prompts to it and continue to tune it. Only on Vertex AI.</summary>
public sealed record TunedModelCheckpoint
{
    /// <summary>The ID within the model, such as <c>1</c>.</summary>
    public required string CheckpointId { get; init; }

    /// <summary>The epoch after which it was created; null if the service doesn't say.</summary>
    public int? Epoch { get; init; }

    /// <summary>The step after which it was created; null if the service doesn't say.</summary>
    public int? Step { get; init; }

    /// <summary>The endpoint of the checkpoint; null if it has none.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The ID.</summary>
    public override string ToString() => CheckpointId;
}
