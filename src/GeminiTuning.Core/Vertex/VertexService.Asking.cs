using System.Net;
using System.Runtime.CompilerServices;
using GeminiTuning.Wire;

namespace GeminiTuning.Vertex;

// A tuned model is asked at its endpoint, never by its own name.
sealed partial class VertexService
{
    public async Task<TunedModelResponse> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken = default)
    {
        var asked = await AskedAsync(request, cancellationToken).ConfigureAwait(false);
        var names = NamesOf(request);
        return await AskAsync(asked, (rest, location) => rest.GenerateAsync(asked.PathIn(location), request, names, cancellationToken)).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<TunedModelResponse> GenerateStreamAsync(GenerationRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var asked = await AskedAsync(request, cancellationToken).ConfigureAwait(false);
        var names = NamesOf(request);
        var (pieces, isThere) = await AskAsync(asked, async (rest, location) =>
        {
            var opened = rest.GenerateStreamAsync(asked.PathIn(location), request, names, cancellationToken).GetAsyncEnumerator(cancellationToken);
            try
            {
                return (opened, await opened.MoveNextAsync().ConfigureAwait(false));
            }
            catch
            {
                await opened.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }).ConfigureAwait(false);
        await using (pieces.ConfigureAwait(false))
            for (; isThere; isThere = await pieces.MoveNextAsync().ConfigureAwait(false))
                yield return pieces.Current;
    }

    // The same name as the model's, whichever of its names the request has.
    ModelNames NamesOf(GenerationRequest request)
    {
        if (request.IsBaseModel)
            return new ModelNames(request.Model, null);
        var model = VertexName.TryParse(Names.TunedModel(request.Model))!;
        return endpoints.Models.Find(model.Key) ?? new ModelNames(model.ToString(), null);
    }

    /// <summary>What is asked: the endpoint of a tuned model, or a base model.</summary>
    /// <param name="Id">Its ID, for what the connection knows of it.</param>
    /// <param name="Location">Where it is looked for first.</param>
    /// <param name="PathIn">Its path in that location, or in its multi-region.</param>
    /// <param name="Advice">What to say if it's in neither.</param>
    sealed record Asked(string Id, string Location, Func<string, string> PathIn, Func<string> Advice);

    async Task<Asked> AskedAsync(GenerationRequest request, CancellationToken cancellationToken)
    {
        if (request.IsBaseModel)
        {
            var model = Names.BaseModel(request.Model);
            return new Asked(
                model, options.Location, location => $"v1/projects/{options.Project}/locations/{location}/publishers/google/models/{model}",
                () => ModelWarning(model) ?? Messages.AdviceBaseModelNotServed(location: options.Location, model: model));
        }
        var endpoint = await EndpointAsync(request, cancellationToken).ConfigureAwait(false);
        return new Asked(endpoint.Id, endpoint.Location, _ => $"v1/{endpoint}", () => ModelWarning($"{endpoint}") ?? Messages.AdviceNotServed(endpoint.Location));
    }

    // Newer models are tuned in a region and served by its multi-region alone, where the region's address does not know them.
    async Task<T> AskAsync<T>(Asked asked, Func<RestClient, string, Task<T>> ask)
    {
        var wide = _hosts.ForMultiRegionOf(asked.Location);
        var multiRegion = VertexOptions.MultiRegion(asked.Location) ?? asked.Location;
        if (wide is not null && endpoints.Wide.ContainsKey(asked.Id))
            return await ask(wide, multiRegion).ConfigureAwait(false);
        TuningServiceException absent;
        try
        {
            return await ask(_hosts.For(asked.Location), asked.Location).ConfigureAwait(false);
        }
        catch (TuningServiceException refused) when (IsElsewhere(refused))
        {
            refused.Advice = asked.Advice();
            if (wide is null)
                throw;
            absent = refused;
        }
        try
        {
            var answer = await ask(wide, multiRegion).ConfigureAwait(false);
            endpoints.Wide[asked.Id] = true;
            return answer;
        }
        catch (TuningServiceException neither) when (IsElsewhere(neither))
        {
            throw absent;
        }
    }

    static bool IsElsewhere(TuningServiceException fault) =>
        fault.StatusCode == HttpStatusCode.NotFound || fault is { StatusCode: HttpStatusCode.BadRequest, Status: "FAILED_PRECONDITION" };

    Task<VertexName> EndpointAsync(GenerationRequest request, CancellationToken cancellationToken) => endpoints.Found.GetAsync(
        (Names.TunedModel(request.Model), request.Checkpoint), () => FindEndpointAsync(request.Model, request.Checkpoint, cancellationToken), cancellationToken);

    async Task<VertexName> FindEndpointAsync(string model, string? checkpoint, CancellationToken cancellationToken)
    {
        var name = VertexName.TryParse(Names.TunedModel(model))!;
        if (checkpoint is null && name.Collection == VertexName.Endpoints)
            return name;
        var job = await FindJobAsync(model, cancellationToken).ConfigureAwait(false);
        if (checkpoint is null)
            return VertexName.TryParse(job.TunedModel?.Endpoint, VertexName.Endpoints) ?? throw NotReady(model, job, Messages.JobWithoutEndpoint(job: model, model: job.TunedModel?.Model));
        var made = job.ToModel().Checkpoints;
        return VertexName.TryParse(made.FirstOrDefault(one => one.CheckpointId == checkpoint)?.Endpoint, VertexName.Endpoints)
            ?? throw NoCheckpoint(model, checkpoint, made);
    }
}
