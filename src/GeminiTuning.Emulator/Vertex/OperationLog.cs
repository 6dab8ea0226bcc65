using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>What deletes and undeployments were made: each is done when it is asked for first. It is not kept on disk.</summary>
sealed class OperationLog
{
    const int Most = 10_000;

    readonly ConcurrentDictionary<string, Operation> _operations = new(StringComparer.Ordinal);
    readonly ConcurrentQueue<string> _order = new();

    /// <summary>Notes one.</summary>
    /// <returns>What its method answers: it is not done yet.</returns>
    public JsonObject Start(string parent, string version, string metadata, string response, DateTimeOffset now)
    {
        var types = $"type.googleapis.com/google.cloud.aiplatform.{version}.";
        var type = response == Operation.Empty ? "type.googleapis.com/google.protobuf.Empty" : types + response;
        var operation = new Operation($"{parent}/operations/{VertexId.New()}", types + metadata, type, now);
        _operations[operation.Name] = operation;
        _order.Enqueue(operation.Name);
        while (_order.Count > Most && _order.TryDequeue(out var oldest))
            _operations.TryRemove(oldest, out _);
        return operation.Write(done: false);
    }

    /// <exception cref="ApiException">There is no such operation.</exception>
    public JsonObject Get(string name) => _operations.TryGetValue(name, out var operation)
        ? operation.Write(done: true)
        : throw ApiException.NotFound($"Operation `{name}` not found.");
}

/// <summary>A <c>google.longrunning.Operation</c>.</summary>
sealed record Operation(string Name, string MetadataType, string ResponseType, DateTimeOffset Time)
{
    /// <summary>The response of a delete.</summary>
    public const string Empty = "";

    public JsonObject Write(bool done) => JsonOut.Message(
        ("name", Name),
        ("metadata", JsonOut.Message(
            ("@type", MetadataType),
            ("genericMetadata", JsonOut.Message(("createTime", JsonOut.Time(Time)), ("updateTime", JsonOut.Time(Time)))))),
        ("done", JsonOut.Flag(done)),
        ("response", done ? JsonOut.Message(("@type", ResponseType)) : null));
}
