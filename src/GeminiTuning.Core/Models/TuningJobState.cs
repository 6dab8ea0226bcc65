using System.Text.Json.Serialization;

namespace GeminiTuning;

/// <summary>The detailed state of a running tuning job (<c>tuningJobState</c> on Vertex AI). The Gemini Developer API has none.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TuningJobState>))]
public enum TuningJobState : long
{
    /// <summary>The service gave no state.</summary>
    Unspecified,
    /// <summary>A state that this version doesn't know.</summary>
    Unknown,
    /// <summary>The job waits for the quota of concurrent tuning jobs in a project and a region, which is one by default.</summary>
    WaitingForQuota,
    /// <summary>The service reads and validates the dataset.</summary>
    ProcessingDataset,
    /// <summary>The job waits for capacity.</summary>
    WaitingForCapacity,
    /// <summary>The model is being tuned.</summary>
    Tuning,
    /// <summary>The service prepares the tuned model for use.</summary>
    PostProcessing,
}
