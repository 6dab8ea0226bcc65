using System.Net;
using System.Runtime.CompilerServices;
using GeminiTuning.Wire;

namespace GeminiTuning.Vertex;

// A tuned model is asked at its endpoint, never by its own name.
sealed partial class VertexService
{
    public async Task<TunedModelResponse> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken = default)
    {
        var endpoint = await EndpointAsync(request, cancellationToken).ConfigureAwait(false);
        return await AskAsync(endpoint, rest => rest.GenerateAsync($"v1/{endpoint}", request, cancellationToken)).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<TunedModelResponse> GenerateStreamAsync(GenerationRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var endpoint = await EndpointAsync(request, cancellationToken).ConfigureAwait(false);
        var (pieces, isThere) = await AskAsync(endpoint, async rest =>
        {
            var opened = rest.GenerateStreamAsync($"v1/{endpoint}", request, cancellationToken).GetAsyncEnumerator(cancellationToken);
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

    // Newer models are tuned in a region and served by its multi-region alone, where the region's address does not know them.
    async Task<T> AskAsync<T>(VertexName endpoint, Func<RestClient, Task<T>> ask)
    {
        var wide = _hosts.ForMultiRegionOf(endpoint.Location);
        if (wide is not null && endpoints.Wide.ContainsKey(endpoint.Id))
            return await ask(wide).ConfigureAwait(false);
        TuningServiceException absent;
        try
        {
            return await ask(_hosts.For(endpoint.Location)).ConfigureAwait(false);
        }
        catch (TuningServiceException refused) when (wide is not null && IsElsewhere(refused))
        {
            absent = refused;
        }
        try
        {
            var answer = await ask(wide!).ConfigureAwait(false);
            endpoints.Wide[endpoint.Id] = true;
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
            return VertexName.TryParse(job.TunedModel?.Endpoint, VertexName.Endpoints) ?? throw NotReady(model, job);
        var made = job.ToModel().Checkpoints;
        return VertexName.TryParse(made.FirstOrDefault(one => one.CheckpointId == checkpoint)?.Endpoint, VertexName.Endpoints)
            ?? throw new TuningArgumentException(made.Count == 0
                ? Messages.ModelHasNoCheckpoints(model)
                : Messages.NoSuchCheckpoint(PrintableText.Of(checkpoint), made));
    }
}
