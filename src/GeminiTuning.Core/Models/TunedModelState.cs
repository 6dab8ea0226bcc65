namespace GeminiTuning;

/// <summary>Where a tuned model stands.</summary>
public enum TunedModelState
{
    /// <summary>The service gave no state.</summary>
    Unspecified,

    /// <summary>A state that this version does not know.</summary>
    Unknown,

    /// <summary>It is being tuned.</summary>
    Creating,

    /// <summary>It is ready to be asked.</summary>
    Active,

    /// <summary>The tuning failed.</summary>
    Failed,

    /// <summary>The tuning was cancelled.</summary>
    Cancelled,
}
