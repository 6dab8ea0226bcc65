using System.Text.Json.Serialization;

namespace GeminiTuning;

/// <summary>The state of a tuned model.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TunedModelState>))]
public enum TunedModelState : long
{
    /// <summary>The service gave no state.</summary>
    Unspecified,

    /// <summary>A state that this version doesn't know.</summary>
    Unknown,

    /// <summary>The model is being tuned.</summary>
    Creating,

    /// <summary>The model is ready to use.</summary>
    Active,

    /// <summary>The tuning failed.</summary>
    Failed,

    /// <summary>The tuning was canceled.</summary>
    Cancelled,
}
