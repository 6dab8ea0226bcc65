using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Http;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Api;

/// <summary>What a method answers: one message, several that are streamed, a file, or nothing but a status.</summary>
sealed record ApiAnswer(ProtoMessage Type, IReadOnlyList<JsonObject> Messages, bool Streamed)
{
    public ApiAnswer(ProtoMessage type, JsonObject message)
        : this(type, [message], Streamed: false)
    {
    }

    /// <summary>A message without fields.</summary>
    public static ApiAnswer Empty => new(TuningProtos.Plain, []);

    /// <summary>No body at all.</summary>
    public static ApiAnswer Nothing(int status) => new(TuningProtos.Plain, [], Streamed: false) { Status = status };

    /// <summary>The HTTP status code.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Headers that belong to the answer.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The body instead of a message, and its media type.</summary>
    public (string ContentType, ReplyFile Content)? File { get; init; }
}
