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

    /// <summary>Its checkpoints.</summary>
    public required ImmutableArray<ModelCheckpoint> Checkpoints { get; init; }

    /// <summary>The ID of the checkpoint that is used where none is named; null for the last one.</summary>
    public string? ChosenCheckpoint { get; init; }

    /// <summary>The checkpoint that is used where none is named.</summary>
    [JsonIgnore]
    public string DefaultCheckpoint => ChosenCheckpoint ?? Checkpoints[^1].Id;

    /// <summary>The name of all its versions.</summary>
    [JsonIgnore]
    public string Family => $"{Parent}/models/{Id}";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Title => DisplayName;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => $"{Family}@{Version}";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => $"{Id}@{Version}";

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsWhole =>
        base.IsWhole && Version > 0 && BaseModel is not null && DisplayName is not null && Labels is not null && !Checkpoints.IsDefaultOrEmpty
        && (ChosenCheckpoint is null || Checkpoints.Any(c => c.Id == ChosenCheckpoint));
}

/// <summary>A model as it was after an epoch.</summary>
sealed record ModelCheckpoint(string Id, int Epoch, int Step);
