namespace GeminiTuning;

/// <summary>Where a job of Vertex AI stands: a tuning or a batch (job_state.proto, without its prefix). On the Gemini
/// Developer API there is none.</summary>
public enum JobState
{
    /// <summary>The service gave none.</summary>
    Unspecified,
    /// <summary>A state that this version does not know.</summary>
    Unknown,
    /// <summary>It has just been created or resumed.</summary>
    Queued,
    /// <summary>It is being prepared.</summary>
    Pending,
    /// <summary>It is in progress.</summary>
    Running,
    /// <summary>It has ended well.</summary>
    Succeeded,
    /// <summary>It has failed.</summary>
    Failed,
    /// <summary>It is being cancelled.</summary>
    Cancelling,
    /// <summary>It has been cancelled.</summary>
    Cancelled,
    /// <summary>It has been stopped, and can be resumed.</summary>
    Paused,
    /// <summary>It has taken too long.</summary>
    Expired,
    /// <summary>It is being changed, and runs on.</summary>
    Updating,
    /// <summary>Parts of it have ended well; what has failed is not in its result.</summary>
    PartiallySucceeded,
}
