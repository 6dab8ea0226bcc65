namespace GeminiTuning.Emulator.Vertex;

/// <summary>The states of a job, of those in the service's proto that come about here, with its numbers.</summary>
enum JobState
{
    Queued = 1,
    Pending = 2,
    Running = 3,
    Succeeded = 4,
    Failed = 5,
    Cancelling = 6,
    Cancelled = 7,
}

/// <summary>What a tuning job is at, while it is under way.</summary>
enum JobStage
{
    None,
    WaitingForQuota,
    ProcessingDataset,
    WaitingForCapacity,
    Tuning,
    PostProcessing,
}

/// <summary>The states as JSON has them.</summary>
static class JobStates
{
    public static bool IsOver(this JobState state) => state is JobState.Succeeded or JobState.Failed or JobState.Cancelled;

    public static string Write(this JobState state) => $"JOB_STATE_{state.ToString().ToUpperInvariant()}";

    public static string? Write(this JobStage stage) => stage switch
    {
        JobStage.WaitingForQuota => "TUNING_JOB_STATE_WAITING_FOR_QUOTA",
        JobStage.ProcessingDataset => "TUNING_JOB_STATE_PROCESSING_DATASET",
        JobStage.WaitingForCapacity => "TUNING_JOB_STATE_WAITING_FOR_CAPACITY",
        JobStage.Tuning => "TUNING_JOB_STATE_TUNING",
        JobStage.PostProcessing => "TUNING_JOB_STATE_POST_PROCESSING",
        _ => null,
    };
}
