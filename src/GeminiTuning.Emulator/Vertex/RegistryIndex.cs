namespace GeminiTuning.Emulator.Vertex;

/// <summary>The registry at one moment, so that a list of models doesn't search it for each of them.</summary>
sealed class RegistryIndex(VertexStore store)
{
    readonly Dictionary<string, ModelRecord> _latest = store.Models.All.GroupBy(m => m.Family).ToDictionary(g => g.Key, g => g.MaxBy(m => m.Version)!);

    readonly ILookup<string, EndpointRecord> _deployed =
        store.Endpoints.All.Where(e => e.Deployed is not null).OrderBy(e => e.Id, StringComparer.Ordinal).ToLookup(e => e.Deployed!.Model);

    /// <summary>Whether it is the default version of its model.</summary>
    public bool IsDefault(ModelRecord model) => _latest.GetValueOrDefault(model.Family) == model;

    /// <summary>The default versions of a project's models in a region.</summary>
    public IEnumerable<ModelRecord> LatestIn(string parent) => _latest.Values.Where(m => m.Parent == parent);

    /// <summary>Where a version of a model is deployed.</summary>
    public IEnumerable<EndpointRecord> Deployed(ModelRecord model) => _deployed[model.Name];
}
