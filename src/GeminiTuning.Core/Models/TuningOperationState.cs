using System.Text.Json.Serialization;

namespace GeminiTuning;

/// <summary>The state of a tuning operation.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TuningOperationState>))]
public enum TuningOperationState : long
{
    /// <summary>The operation was accepted and waits for its turn.</summary>
    Waiting,
    /// <summary>The operation is in progress.</summary>
    Running,
    /// <summary>The operation has completed, and the tuned model is ready to use.</summary>
    Done,
    /// <summary>The operation failed or was canceled.</summary>
    Failed,
}
