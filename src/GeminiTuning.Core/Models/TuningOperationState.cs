namespace GeminiTuning;

/// <summary>Where a tuning operation stands.</summary>
public enum TuningOperationState
{
    /// <summary>It was accepted and waits for its turn.</summary>
    Waiting,
    /// <summary>It's under way.</summary>
    Running,
    /// <summary>It has ended, and the tuned model can be used.</summary>
    Done,
    /// <summary>It has failed or was canceled.</summary>
    Failed,
}
