using System.Text.Json.Serialization;
using GeminiTuning.Emulator.Api;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>What all jobs have in common: how they run, and how they end.</summary>
abstract record Job : Resource
{
    const int CancelledCode = 1;
    const int AbortedCode = 10;

    public string DisplayName { get; init; } = "";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public string KmsKeyName { get; init; } = "";

    public string ServiceAccount { get; init; } = "";

    public JobState State { get; init; } = JobState.Pending;

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Why it has come to nothing; null where it has not.</summary>
    public TuningError? Error { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Title => DisplayName;

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsWhole =>
        base.IsWhole && DisplayName is not null && Labels is not null && Enum.IsDefined(State) && (State != JobState.Failed || Error is not null);

    /// <summary>The job when it has ended.</summary>
    public virtual Job Ended(JobState state, TuningError? error, DateTimeOffset now) =>
        this with { State = state, Error = error, EndTime = now, UpdateTime = now };

    /// <summary>The job when someone has ended it.</summary>
    public Job Cancelled(DateTimeOffset now) => Ended(JobState.Cancelled, new TuningError(CancelledCode, "The job was cancelled."), now);

    /// <summary>The job as a restart finds it: one that was under way has been cut off.</summary>
    public Job Restarted(DateTimeOffset now) => State.IsOver()
        ? this
        : Ended(JobState.Failed, new TuningError(AbortedCode, "The emulator was stopped before the job was finished. Create it again."), now);
}
