using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Tuned models, their versions and their checkpoints: get, list, change, delete.</summary>
sealed class RegistryMethods(VertexStore store, TimeProvider clock)
{
    const int CheckpointPageSize = 100;

    // Of two deletes at once, the second finds what the first has left.
    readonly object _deleting = new();

    public ApiAnswer Get(ApiCall call) => new(VertexProtos.Model, RegistryJson.Write(Find(call), new RegistryIndex(store)));

    /// <summary>Lists models, each by its default version.</summary>
    public ApiAnswer List(ApiCall call)
    {
        var index = new RegistryIndex(store);
        return Place.List(
            call, index.LatestIn(Place.Of(call).Parent), "models", VertexProtos.Model, VertexProtos.ModelList, m => RegistryJson.Write(m, index));
    }

    /// <summary>Lists the versions of a model.</summary>
    public ApiAnswer ListVersions(ApiCall call)
    {
        var index = new RegistryIndex(store);
        return Place.List(
            call, Versions(Find(call)), "models", VertexProtos.Model, VertexProtos.ModelList, m => RegistryJson.WriteVersion(m, index));
    }

    /// <summary>Lists the checkpoints of a version, the first first.</summary>
    public ApiAnswer ListCheckpoints(ApiCall call)
    {
        var page = Paging.Of(call.Query, unset: CheckpointPageSize).Take(Find(call).Checkpoints, c => $"{c.Step:D10} {c.Epoch:D10}");
        return new ApiAnswer(TuningProtos.Plain, JsonOut.Message(
            ("checkpoints", JsonOut.List(page.Items, RegistryJson.Write)), ("nextPageToken", page.NextToken)));
    }

    /// <summary>Changes a version of a model.</summary>
    public ApiAnswer Update(ApiCall call)
    {
        var body = call.Body(VertexProtos.Model, "model");
        var change = ModelChange.Read(call.Query["update_mask"], body);
        var model = store.Models.Change(Find(call).Name, m => change.Apply(m) with { UpdateTime = clock.GetUtcNow() });
        return new ApiAnswer(VertexProtos.Model, RegistryJson.Write(model ?? Find(call), new RegistryIndex(store)));
    }

    /// <summary>Deletes a model with all its versions.</summary>
    public ApiAnswer Delete(ApiCall call)
    {
        lock (_deleting)
        {
            var model = Find(call);
            return Delete(call, model.Family, Versions(model));
        }
    }

    /// <summary>Deletes one version of a model that has others.</summary>
    public ApiAnswer DeleteVersion(ApiCall call)
    {
        var name = Place.NameOf(call, "models");
        if (name.Split('@') is not [_, { Length: > 0 } id] || !id.All(char.IsAsciiDigit))
            throw ApiException.Precondition(
                $"The Model name \"{name}\" has no version ID in it: it should be in form of "
                + "projects/{project}/locations/{location}/models/{model}@{version}. Use DeleteModel for deleting the Model with all its versions.");
        lock (_deleting)
        {
            var version = Find(call);
            if (Versions(version).Count == 1)
                throw ApiException.Precondition(
                    $"The Model version \"{name}\" is the only version in the Model and cannot be deleted. Use DeleteModel for deleting the Model instead.");
            return Delete(call, name, [version]);
        }
    }

    ApiAnswer Delete(ApiCall call, string name, List<ModelRecord> versions)
    {
        var deployed = versions.SelectMany(new RegistryIndex(store).Deployed).Select(e => $"\"{e.Name}\"").ToList();
        if (deployed.Count > 0)
            throw ApiException.Precondition(
                $"The Model \"{name}\" is deployed or being deployed at the following Endpoint(s): {string.Join(", ", deployed)}.");
        store.Models.Remove(versions);
        versions.ForEach(store.Weights.Delete);
        return Operations.Start(store, call, Place.Of(call).Parent, "DeleteOperationMetadata", Operation.Empty, clock);
    }

    List<ModelRecord> Versions(ModelRecord model) => [.. store.Models.All.Where(m => m.Family == model.Family)];

    ModelRecord Find(ApiCall call)
    {
        var name = Place.NameOf(call, "models");
        return store.FindModel(name) ?? throw ApiException.NotFound($"Model `{name}` not found.");
    }
}
