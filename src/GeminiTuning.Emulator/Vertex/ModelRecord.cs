using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>One version of a tuned model.</summary>
sealed record ModelRecord : Resource
{
    public required int Version { get; init; }

    public string DisplayName { get; init; } = "";

    public string Description { get; init; } = "";

    public string KmsKeyName { get; init; } = "";

    public required string BaseModel { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Its checkpoints; the last is the one that is meant where none is named.</summary>
    public required ImmutableArray<ModelCheckpoint> Checkpoints { get; init; }

    /// <summary>The name of all its versions.</summary>
    [JsonIgnore]
    public string Family => $"{Parent}/models/{Id}";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => $"{Family}@{Version}";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => $"{Id}@{Version}";

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsWhole =>
        base.IsWhole && Version > 0 && BaseModel is not null && DisplayName is not null && Labels is not null && !Checkpoints.IsDefaultOrEmpty;
}

/// <summary>A model as it was after an epoch.</summary>
sealed record ModelCheckpoint(string Id, int Epoch, int Step);
