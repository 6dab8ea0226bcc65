using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Tuned models: get, list, delete.</summary>
sealed class RegistryMethods(VertexStore store, TimeProvider clock)
{
    public ApiAnswer Get(ApiCall call) => new(VertexProtos.Registry, RegistryJson.Write(Find(call), store));

    /// <summary>Lists models, each by its default version.</summary>
    public ApiAnswer List(ApiCall call)
    {
        var latest = store.Models.In(Place.Of(call).Parent).GroupBy(m => m.Family).Select(g => g.MaxBy(m => m.Version)!);
        return Place.List(call, latest, "models", VertexProtos.Registry, TuningProtos.Plain, m => RegistryJson.Write(m, store));
    }

    /// <summary>Deletes a model with all its versions.</summary>
    public ApiAnswer Delete(ApiCall call)
    {
        var model = Find(call);
        var versions = store.Models.All.Where(m => m.Family == model.Family).ToList();
        var deployed = versions.SelectMany(m => RegistryJson.Deployed(m, store)).Select(e => $"\"{e.Name}\"").ToList();
        if (deployed.Count > 0)
            throw ApiException.Precondition(
                $"The Model \"{model.Family}\" is deployed or being deployed at the following Endpoint(s): {string.Join(", ", deployed)}.");
        foreach (var version in versions)
        {
            store.Models.Remove(version);
            store.Weights.Delete(version);
        }

        return Operations.Start(store, call, model.Parent, "DeleteOperationMetadata", Operation.Empty, clock);
    }

    ModelRecord Find(ApiCall call)
    {
        var name = Place.NameOf(call, "models");
        return store.FindModel(name) ?? throw ApiException.NotFound($"Model `{name}` not found.");
    }
}
