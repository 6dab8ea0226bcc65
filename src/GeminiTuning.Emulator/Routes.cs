using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Gemini;
using GeminiTuning.Emulator.Storage;
using GeminiTuning.Emulator.Vertex;

namespace GeminiTuning.Emulator;

/// <summary>All that the emulator serves.</summary>
static class Routes
{
    public static IReadOnlyList<Route> Of(Backend backend) =>
    [
        .. GeminiRoutes.Of(backend.Models, backend.Tunings, backend.Clock),
        .. VertexRoutes.Of(backend.Vertex, backend.TuningJobs, backend.Batches, backend.Clock),
        .. StorageRoutes.Of(backend.Objects, backend.Clock),
    ];
}
