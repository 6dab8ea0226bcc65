namespace GeminiTuning;

/// <summary>What a running tuning is about, more finely than its state (<c>tuningJobState</c> of Vertex AI). On the Gemini
/// Developer API there is none.</summary>
public enum TuningJobState
{
    /// <summary>The service gave none.</summary>
    Unspecified,
    /// <summary>A state that this version does not know.</summary>
    Unknown,
    /// <summary>It waits for the quota of tunings that run at a time in a project and a region, which is one.</summary>
    WaitingForQuota,
    /// <summary>The dataset is read and checked.</summary>
    ProcessingDataset,
    /// <summary>It waits for machines.</summary>
    WaitingForCapacity,
    /// <summary>The model is tuned.</summary>
    Tuning,
    /// <summary>The model is made ready to be asked.</summary>
    PostProcessing,
}
