using System.Text.Json.Serialization;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Where a model is asked. Each has one model, until that is taken away.</summary>
sealed record EndpointRecord : Resource
{
    public string DisplayName { get; init; } = "";

    public string KmsKeyName { get; init; } = "";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>What is deployed; null where nothing is any more.</summary>
    public Deployment? Deployed { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Title => DisplayName;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => $"{Parent}/endpoints/{Id}";

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsWhole =>
        base.IsWhole && DisplayName is not null && Labels is not null && (Deployed is null || Deployed is { Id: not null, Model: not null, CheckpointId: not null });
}

/// <summary>A checkpoint of a model at an endpoint.</summary>
/// <param name="Id">The deployed model's ID.</param>
/// <param name="Model">The model, with its version.</param>
/// <param name="CheckpointId">The checkpoint.</param>
/// <param name="CreateTime">Since when.</param>
sealed record Deployment(string Id, string Model, string CheckpointId, DateTimeOffset CreateTime);
