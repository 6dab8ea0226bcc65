using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Api;

/// <summary>What a method answers: one message, or several that are streamed.</summary>
sealed record ApiAnswer(ProtoMessage Type, IReadOnlyList<JsonObject> Messages, bool Streamed)
{
    public ApiAnswer(ProtoMessage type, JsonObject message)
        : this(type, [message], Streamed: false)
    {
    }

    /// <summary>A message without fields.</summary>
    public static ApiAnswer Empty => new(TuningProtos.Plain, []);
}
