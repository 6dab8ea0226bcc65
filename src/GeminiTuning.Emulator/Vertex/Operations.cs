using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Operations: get. And what the methods that begin one answer.</summary>
sealed class Operations(VertexStore store)
{
    public ApiAnswer Get(ApiCall call) => new(TuningProtos.Plain, store.Operations.Get(Place.NameOf(call, "operations")));

    /// <summary>Notes an operation whose types are those of the version that was called.</summary>
    public static ApiAnswer Start(VertexStore store, ApiCall call, string parent, string metadata, string response, TimeProvider clock) =>
        new(TuningProtos.Plain, store.Operations.Start(parent, call.Version, metadata, response, clock.GetUtcNow()));
}
