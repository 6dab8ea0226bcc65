using System.Text.Json.Serialization;

namespace GeminiTuning;

/// <summary>The state of a job on Vertex AI, which is a tuning job or a batch (job_state.proto, without its prefix). The Gemini
/// Developer API has no jobs.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobState>))]
public enum JobState : long
{
    /// <summary>The service gave no state.</summary>
    Unspecified,
    /// <summary>A state that this version doesn't know.</summary>
    Unknown,
    /// <summary>The job was created or resumed and waits to be processed.</summary>
    Queued,
    /// <summary>The service is preparing to run the job.</summary>
    Pending,
    /// <summary>The job is running.</summary>
    Running,
    /// <summary>The job completed successfully.</summary>
    Succeeded,
    /// <summary>The job failed.</summary>
    Failed,
    /// <summary>The job is being canceled.</summary>
    Cancelling,
    /// <summary>The job was canceled.</summary>
    Cancelled,
    /// <summary>The job was stopped and can be resumed.</summary>
    Paused,
    /// <summary>The job took longer than the service allows.</summary>
    Expired,
    /// <summary>The job is being updated while it runs.</summary>
    Updating,
    /// <summary>The job completed partially. Its result doesn't contain the parts that failed.</summary>
    PartiallySucceeded,
}
