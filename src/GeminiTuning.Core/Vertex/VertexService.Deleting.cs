using System.Net;
using System.Text.RegularExpressions;

namespace GeminiTuning.Vertex;

// A model is deleted step by step: what tunes it is ended, what serves it is taken away, then the model itself. Each step that
// was done before is passed over, so that all of it can be repeated.
sealed partial class VertexService
{
    static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(10);
    static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(30);

    public async Task DeleteTunedModelAsync(string name, CancellationToken cancellationToken = default)
    {
        var job = await FindJobAsync(name, cancellationToken).ConfigureAwait(false);
        if (!VertexReading.IsOver(job.StateOfJob()))
        {
            context.Log?.Invoke(Messages.StepCancelTuning(job.Name));
            await CancelOperationAsync(job.Name ?? name, cancellationToken).ConfigureAwait(false);
        }
        if (VertexName.TryParse(job.TunedModel?.Model, VertexName.Models) is not { } model)
            return;
        foreach (var endpoint in EndpointsOf(job))
            await DeleteEndpointAsync(endpoint, model, cancellationToken).ConfigureAwait(false);
        await DeleteModelAsync(model, cancellationToken).ConfigureAwait(false);
    }

    async Task DeleteEndpointAsync(VertexName endpoint, VertexName model, CancellationToken cancellationToken)
    {
        var rest = _hosts.For(endpoint.Location);
        if (await FindAsync(() => rest.GetAsync($"v1/{endpoint}", VertexJson.Default.WireEndpoint, cancellationToken)).ConfigureAwait(false) is not { } there)
            return;
        endpoint.CheckAnswer(there.Name);
        var deployed = (there.DeployedModels ?? []).OfType<WireDeployedModel>().ToList();
        foreach (var one in deployed.Where(one => IsOf(one, model) && one.Id is not null))
        {
            context.Log?.Invoke(Messages.StepUndeploy(model: model, endpoint: endpoint));
            var body = Body(new WireUndeployModel { DeployedModelId = one.Id! }, VertexJson.Default.WireUndeployModel);
            await RunAsync(rest, token => rest.SendAsync(HttpMethod.Post, $"v1/{endpoint}:undeployModel", body, VertexJson.Default.WireLongOperation, token), cancellationToken).ConfigureAwait(false);
        }
        // An endpoint that serves another model besides is not this one's to delete.
        if (!deployed.TrueForAll(one => IsOf(one, model)))
            return;
        context.Log?.Invoke(Messages.StepDelete(endpoint));
        await RunAsync(rest, token => rest.SendAsync(HttpMethod.Delete, $"v1/{endpoint}", null, VertexJson.Default.WireLongOperation, token), cancellationToken).ConfigureAwait(false);
    }

    // A model that has other versions loses this one alone.
    async Task DeleteModelAsync(VertexName model, CancellationToken cancellationToken)
    {
        var rest = _hosts.For(model.Location);
        var family = model with { Id = model.Family };
        var versions = await FindAsync(async () => await ListVersionsAsync(rest, family, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        if (versions is null)
            return;
        var version = model.Id == model.Family ? null : model.Id[(model.Family.Length + 1)..];
        if (version is not null && !versions.Contains(version))
            return;
        var isOneOfMany = version is not null && versions.Count > 1;
        var path = isOneOfMany ? $"v1/{model}:deleteVersion" : $"v1/{family}";
        context.Log?.Invoke(Messages.StepDelete(isOneOfMany ? model : family));
        await RunAsync(rest, token => rest.SendAsync(HttpMethod.Delete, path, null, VertexJson.Default.WireLongOperation, token), cancellationToken).ConfigureAwait(false);
    }

    static async Task<List<string>> ListVersionsAsync(RestClient rest, VertexName family, CancellationToken cancellationToken)
    {
        var versions = new List<string>();
        var listed = rest.ListAsync($"v1/{family}:listVersions?pageSize={LargestPage}", VertexJson.Default.WireRegistryModelPage,
            page => page.Models, page => page.NextPageToken, wire => wire.VersionId ?? "", cancellationToken);
        await foreach (var version in listed.ConfigureAwait(false))
            versions.Add(version);
        return versions;
    }

    static bool IsOf(WireDeployedModel deployed, VertexName model) =>
        VertexName.TryParse(deployed.Model, VertexName.Models) is { } served && served.Family == model.Family
        && (model.Id == model.Family || served.Id == model.Id || (deployed.ModelVersionId ?? "") is "" || $"{model.Family}@{deployed.ModelVersionId}" == model.Id);

    // Begins an operation of the service and waits for its end. What is not there (any more) is as it shall be.
    async Task RunAsync(RestClient rest, Func<CancellationToken, Task<WireLongOperation>> begin, CancellationToken cancellationToken)
    {
        if (await FindAsync(() => rest.RetryAsync(begin, cancellationToken)).ConfigureAwait(false) is not { } operation)
            return;
        var pause = s_firstPause;
        for (var begun = Clock.GetTimestamp(); operation.Done != true; pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause)
        {
            if (operation.Name is not { } name || !LongOperationName().IsMatch(name))
                throw new TuningServiceException(TuningServiceErrorKind.AnswerNotUnderstood, Messages.CreateNamesNoOperation);
            if (Clock.GetElapsedTime(begun) > s_longestWait)
                throw new TuningServiceException(TuningServiceErrorKind.OperationTimedOut, Messages.OperationDoesNotEnd(name, s_longestWait));
            await Task.Delay(pause, Clock, cancellationToken).ConfigureAwait(false);
            operation = await rest.GetAsync($"v1/{name}", VertexJson.Default.WireLongOperation, cancellationToken).ConfigureAwait(false);
            AnswerName.Of(name, operation.Name);
        }
        if (operation.Error is { } error)
            throw new TuningServiceException(TuningServiceErrorKind.OperationFailed, rest.Redact(error.Words))
            {
                Status = new ServiceStatus(error.Code ?? 2, "").Status,
            };
    }

    static async Task<T?> FindAsync<T>(Func<Task<T>> call) where T : class
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (TuningServiceException absent) when (absent.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\Aprojects/[A-Za-z0-9][A-Za-z0-9.:-]*/locations/[a-z][a-z0-9-]*(/[A-Za-z]+/[A-Za-z0-9][A-Za-z0-9_@-]*)?/operations/[A-Za-z0-9][A-Za-z0-9_-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex LongOperationName();
}
