namespace GeminiTuning;

/// <summary>A tuned model as it was after an epoch. On Vertex AI each can be asked and tuned on.</summary>
public sealed record TunedModelCheckpoint
{
    /// <summary>Its ID within the model, such as <c>1</c>.</summary>
    public required string CheckpointId { get; init; }

    /// <summary>The epoch that it was made after; null where the service does not say.</summary>
    public int? Epoch { get; init; }

    /// <summary>The step that it was made after; null where the service does not say.</summary>
    public int? Step { get; init; }

    /// <summary>The endpoint that it is asked at; null where there is none.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The ID.</summary>
    public override string ToString() => CheckpointId;
}
