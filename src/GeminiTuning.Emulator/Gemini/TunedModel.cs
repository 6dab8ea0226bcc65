using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Training;

namespace GeminiTuning.Emulator.Gemini;

/// <summary>Everything about a tuned model besides its weights: one record, one file.</summary>
sealed record TunedModel
{
    public required string Id { get; init; }

    public required string BaseModel { get; init; }

    /// <summary>The tuned model it goes on from, as <c>tunedModels/…</c>; null where it was tuned from the base model.</summary>
    public string? SourceModel { get; init; }

    public string DisplayName { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>0 to 1; null for the base model's.</summary>
    public float? Temperature { get; init; }

    /// <summary>0 to 1; null for the base model's.</summary>
    public float? TopP { get; init; }

    /// <summary>At least 1; null for the base model's.</summary>
    public int? TopK { get; init; }

    public TunedModelState State { get; init; } = TunedModelState.Creating;

    public required DateTimeOffset CreateTime { get; init; }

    public required DateTimeOffset UpdateTime { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? CompleteTime { get; init; }

    public required Hyperparameters Hyperparameters { get; init; }

    public ImmutableArray<TuningSnapshot> Snapshots { get; init; } = [];

    public ImmutableArray<long> ReaderProjectNumbers { get; init; } = [];

    public required ImmutableArray<Permission> Permissions { get; init; }

    /// <summary>The last part of the operation's name.</summary>
    public required string OperationId { get; init; }

    public required int TotalSteps { get; init; }

    public int CompletedSteps { get; init; }

    /// <summary>Why the tuning failed; null where it did not.</summary>
    public TuningError? Error { get; init; }

    [JsonIgnore]
    public string Name => $"tunedModels/{Id}";

    [JsonIgnore]
    public bool IsDone => State != TunedModelState.Creating;

    /// <summary>Whether all is there that must be, which a file can leave open.</summary>
    [JsonIgnore]
    public bool IsWhole =>
        ModelId.IsValid(Id) && BaseModel is not null && Hyperparameters is not null && TotalSteps > 0
        && Enum.IsDefined(State) && (State != TunedModelState.Failed || Error is not null)
        && !Snapshots.IsDefault && !ReaderProjectNumbers.IsDefault && !Permissions.IsDefault;

    /// <summary>The model with a tuning that has come to nothing.</summary>
    public TunedModel Failed(TuningError error, DateTimeOffset now) =>
        this with { State = TunedModelState.Failed, Error = error, UpdateTime = now, CompleteTime = now };
}

/// <summary>The states of the service's proto, with its numbers.</summary>
enum TunedModelState
{
    Creating = 1,
    Active = 2,
    Failed = 3,
}
