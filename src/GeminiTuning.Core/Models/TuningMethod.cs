using System.Text.Json.Serialization;

namespace GeminiTuning;

/// <summary>How a model is tuned.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TuningMethod>))]
public enum TuningMethod : long
{
    /// <summary>Supervised tuning: the model learns the outputs of the examples.</summary>
    Supervised,

    /// <summary>Preference tuning: the model learns to prefer one output to another. Only on Vertex AI.</summary>
    Preference,
}
