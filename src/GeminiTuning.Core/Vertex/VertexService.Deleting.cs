using System.Net;
using System.Text.RegularExpressions;

namespace GeminiTuning.Vertex;

// A model is deleted step by step: cancel its tuning, undeploy it, delete its endpoints, delete the model itself. Each step looks
// first and skips what is done, so that a deletion can be repeated.
sealed partial class VertexService
{
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
        var deletion = new Deletion(model, _hosts, context, cancellationToken);
        foreach (var endpoint in EndpointsOf(job))
            await deletion.DeleteEndpointAsync(endpoint).ConfigureAwait(false);
        await deletion.DeleteModelAsync().ConfigureAwait(false);
    }

    // One deletion of one model.
    sealed partial class Deletion(VertexName model, VertexHosts hosts, ServiceContext context, CancellationToken cancellationToken)
    {
        static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(250);
        static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(10);
        static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(30);
        // How long the service may refuse to delete what was undeployed a moment ago.
        static readonly TimeSpan s_longestSettling = TimeSpan.FromMinutes(1);

        bool _hasUndeployed;

        public async Task DeleteEndpointAsync(VertexName endpoint)
        {
            var rest = hosts.For(endpoint.Location);
            if (await FindAsync(() => rest.GetAsync($"v1/{endpoint}", VertexJson.Default.WireEndpoint, cancellationToken)).ConfigureAwait(false) is not { } there)
                return;
            endpoint.CheckAnswer(there.Name);
            var deployed = (there.DeployedModels ?? []).OfType<WireDeployedModel>().ToList();
            foreach (var one in deployed.Where(one => IsOf(one, model) && one.Id is not null))
            {
                var body = Body(new WireUndeployModel { DeployedModelId = one.Id! }, VertexJson.Default.WireUndeployModel);
                await StepAsync(rest, Messages.StepUndeploy(model: model, endpoint: endpoint), HttpMethod.Post, $"v1/{endpoint}:undeployModel", body).ConfigureAwait(false);
                _hasUndeployed = true;
            }
            // An endpoint that also serves another model stays.
            if (deployed.TrueForAll(one => IsOf(one, model)))
                await StepAsync(rest, Messages.StepDelete(endpoint), HttpMethod.Delete, $"v1/{endpoint}").ConfigureAwait(false);
        }

        // A model that has other versions loses only this one.
        public async Task DeleteModelAsync()
        {
            var rest = hosts.For(model.Location);
            var family = model with { Id = model.Family };
            var versions = await FindAsync(() => ListVersionsAsync(rest, family)).ConfigureAwait(false);
            if (versions is null)
                return;
            var version = model.Id == model.Family ? null : model.Id[(model.Family.Length + 1)..];
            if (version is not null && !versions.Contains(version))
                return;
            var isOneOfMany = version is not null && versions.Count > 1;
            var path = isOneOfMany ? $"v1/{model}:deleteVersion" : $"v1/{family}";
            await StepAsync(rest, Messages.StepDelete(isOneOfMany ? model : family), HttpMethod.Delete, path).ConfigureAwait(false);
        }

        async Task<List<string>> ListVersionsAsync(RestClient rest, VertexName family)
        {
            var versions = new List<string>();
            var listed = rest.ListAsync($"v1/{family}:listVersions?pageSize={LargestPage}", VertexJson.Default.WireRegistryModelPage,
                page => page.Models, page => page.NextPageToken, wire => wire.VersionId ?? "", cancellationToken);
            await foreach (var version in listed.ConfigureAwait(false))
                versions.Add(version);
            return versions;
        }

        // The service may take a while to notice that a model is no longer deployed. Until then, it refuses to delete.
        async Task StepAsync(RestClient rest, string step, HttpMethod method, string path, byte[]? body = null)
        {
            context.Log?.Invoke(step);
            var begun = context.Clock.GetTimestamp();
            for (var pause = TimeSpan.FromSeconds(1); ; pause = Longer(pause))
            {
                try
                {
                    await RunAsync(rest, step, token => rest.SendAsync(method, path, body, VertexJson.Default.WireLongOperation, token)).ConfigureAwait(false);
                    return;
                }
                catch (TuningServiceException refused) when (_hasUndeployed && IsInUse(refused) && context.Clock.GetElapsedTime(begun) + pause <= s_longestSettling)
                {
                    context.Log?.Invoke(Messages.StepTriedAgain(refused.Message, pause));
                }
                await Task.Delay(pause, context.Clock, cancellationToken).ConfigureAwait(false);
            }
        }

        // Begins an operation of the service and waits for it to end. What no longer exists is as it should be.
        async Task RunAsync(RestClient rest, string step, Func<CancellationToken, Task<WireLongOperation>> begin)
        {
            if (await FindAsync(() => rest.RetryAsync(begin, cancellationToken)).ConfigureAwait(false) is not { } operation)
                return;
            using var limit = new TimeLimit(s_longestWait, context.Clock, cancellationToken);
            for (var pause = s_firstPause; operation.Done != true; pause = Longer(pause))
                operation = await PollAsync(rest, step, operation.Name, pause, limit).ConfigureAwait(false);
            if (operation.Error is { } error)
                throw new TuningServiceException(TuningServiceErrorKind.OperationFailed, rest.Redact(error.Words))
                {
                    Status = new ServiceStatus(error.Code ?? 2, "").Status,
                };
        }

        async Task<WireLongOperation> PollAsync(RestClient rest, string step, string? name, TimeSpan pause, TimeLimit limit)
        {
            if (name is null || !LongOperationName().IsMatch(name))
                throw new TuningServiceException(TuningServiceErrorKind.AnswerNotUnderstood, Messages.CreateNamesNoOperation);
            try
            {
                await Task.Delay(pause, context.Clock, limit.Token).ConfigureAwait(false);
                var operation = await rest.GetAsync($"v1/{name}", VertexJson.Default.WireLongOperation, limit.Token).ConfigureAwait(false);
                AnswerName.Of(name, operation.Name);
                return operation;
            }
            catch (OperationCanceledException late) when (limit.Elapsed)
            {
                throw new TuningServiceException(TuningServiceErrorKind.OperationTimedOut, Messages.OperationDoesNotEnd(name, s_longestWait), late);
            }
            catch (TuningServiceException lost) when (lost.StatusCode == HttpStatusCode.NotFound)
            {
                throw new TuningServiceException(TuningServiceErrorKind.NotFound, Messages.OperationLost(operation: name, step: step, model: model), lost)
                {
                    StatusCode = lost.StatusCode,
                };
            }
        }

        static TimeSpan Longer(TimeSpan pause) => pause * 2 < s_longestPause ? pause * 2 : s_longestPause;

        static bool IsInUse(TuningServiceException refused) => refused is
        {
            Kind: TuningServiceErrorKind.OperationFailed or TuningServiceErrorKind.Refused, Status: "FAILED_PRECONDITION" or "ABORTED",
        };

        static bool IsOf(WireDeployedModel deployed, VertexName model) =>
            VertexName.TryParse(deployed.Model, VertexName.Models) is { } served && served.Family == model.Family
            && (model.Id == model.Family || served.Id == model.Id || (deployed.ModelVersionId ?? "") is "" || $"{model.Family}@{deployed.ModelVersionId}" == model.Id);

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
}
