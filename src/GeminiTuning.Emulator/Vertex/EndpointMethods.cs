using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>Endpoints: get, list, undeploy, delete.</summary>
sealed class EndpointMethods(VertexStore store, TimeProvider clock)
{
    public ApiAnswer Get(ApiCall call) => new(VertexProtos.Endpoint, RegistryJson.Write(Find(call)));

    public ApiAnswer List(ApiCall call) => Place.List(
        call, store.Endpoints.In(Place.Of(call).Parent), "endpoints", VertexProtos.Endpoint, TuningProtos.Plain, RegistryJson.Write);

    /// <summary>Takes the model away from an endpoint, which then answers no more.</summary>
    public ApiAnswer Undeploy(ApiCall call)
    {
        var id = call.Body(VertexProtos.UndeployModel).Text("deployedModelId");
        var endpoint = Find(call);
        if (endpoint.Deployed?.Id != id)
            throw ApiException.NotFound($"DeployedModel with ID `{id}` is not found in Endpoint `{endpoint.Name}`.");
        store.Endpoints.Change(endpoint.Name, e => e with { Deployed = null, UpdateTime = clock.GetUtcNow() });
        return Operations.Start(store, call, endpoint.Parent, "UndeployModelOperationMetadata", "UndeployModelResponse", clock);
    }

    public ApiAnswer Delete(ApiCall call)
    {
        var endpoint = Find(call);
        if (endpoint.Deployed is { } deployed)
            throw ApiException.Precondition(
                $"Endpoint `{endpoint.Name}` has deployed or being-deployed DeployedModel(s) with ID(s): [{deployed.Id}]. "
                + "Please undeploy the DeployedModel(s) before deleting the Endpoint.");
        store.Endpoints.Remove(endpoint);
        return Operations.Start(store, call, endpoint.Parent, "DeleteOperationMetadata", Operation.Empty, clock);
    }

    EndpointRecord Find(ApiCall call) => store.Endpoints.Get(Place.NameOf(call, "endpoints"));
}
