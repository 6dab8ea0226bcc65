using System.Net;

namespace GeminiTuning;

/// <summary>Starts the tuning jobs of a sweep one after the other, as many at a time as the caller and the service allow. A job that an
/// earlier call started isn't started again.</summary>
/// <param name="service">The service that tunes.</param>
/// <param name="limit">How many jobs may run at a time: 1 or more; null for as many as the service accepts.</param>
/// <param name="pollInterval">The longest time between two polls while the starter waits for a job to end: 0 or more.</param>
public sealed class SweepStarter(ITuningService service, int? limit, TimeSpan pollInterval) : Waiter(pollInterval, service.Clock)
{
    const int PageSize = 1000;

    readonly Dictionary<string, TunedModel> _known = [];
    readonly List<string> _running = [];

    /// <summary>Called before the starter waits for a job to end, with the number of jobs that run.</summary>
    public Action<int>? OnWait { get; init; }

    /// <summary>Reads what earlier calls have started. Call this once, before the other methods.</summary>
    /// <exception cref="TuningServiceException">The models can't be listed.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken = default)
    {
        await foreach (var model in service.ListTunedModelsAsync(null, PageSize, cancellationToken).ConfigureAwait(false))
            _known[RequestIdOf(model)] = model;
    }

    /// <summary>Returns the job that an earlier call started, or null, and the request that starts the job otherwise. A job that failed or
    /// was canceled is started again.</summary>
    /// <param name="request">The request, complete except for its ID.</param>
    public (TunedModel? Started, TuningRequest Request) Find(TuningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        // Each failed job has used an ID, so the loop ends after at most as many steps as there are models.
        for (var attempt = 1; ; attempt++)
        {
            // Nothing but the same sweep makes this ID.
            var identified = request with { Id = SweepGrid.RequestId(request, attempt), IsRandomId = true };
            if (!_known.TryGetValue(identified.Id, out var model))
                return (null, identified);
            if (model.State is not (TunedModelState.Failed or TunedModelState.Cancelled))
                return (model, identified);
        }
    }

    /// <summary>Returns the operation of a job that an earlier call started.</summary>
    /// <exception cref="TuningServiceException">The operation can't be read.</exception>
    public async Task<TuningOperation> ResumeAsync(TunedModel model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        await foreach (var operation in service.ListOperationsAsync(model.Name, cancellationToken).ConfigureAwait(false))
        {
            if (!operation.Done)
                _running.Add(operation.Name);
            return operation with { DisplayName = operation.DisplayName ?? model.DisplayName };
        }
        throw new TuningServiceException(TuningServiceErrorKind.NotFound, Messages.ModelWithoutOperation(model.Name));
    }

    /// <summary>Starts a job as soon as there is room for it. If the service refuses it because of its quota (429), it's started when one
    /// of the jobs of this starter has ended.</summary>
    /// <exception cref="TuningServiceException">The service refuses the job, or its quota is used up by others.</exception>
    public async Task<TuningOperation> StartAsync(TuningRequest request, CancellationToken cancellationToken = default)
    {
        while (limit is { } most && _running.Count >= most)
            await WaitForOneAsync(cancellationToken).ConfigureAwait(false);
        for (; ; )
            try
            {
                var operation = await service.CreateTunedModelAsync(request, cancellationToken).ConfigureAwait(false);
                _running.Add(operation.Name);
                return operation;
            }
            catch (TuningServiceException fault) when (fault is { StatusCode: HttpStatusCode.TooManyRequests, IsDailyQuota: false } && _running.Count > 0)
            {
                // Each pass removes a job at least, so that the loop ends.
                await WaitForOneAsync(cancellationToken).ConfigureAwait(false);
            }
    }

    async Task WaitForOneAsync(CancellationToken cancellationToken)
    {
        OnWait?.Invoke(_running.Count);
        await foreach (var ended in WatchAsync(ListEndedAsync, ended => ended.Count > 0, cancellationToken).ConfigureAwait(false))
            _running.RemoveAll(ended.Contains);
    }

    async Task<HashSet<string>> ListEndedAsync(CancellationToken cancellationToken)
    {
        var ended = new HashSet<string>();
        foreach (var name in _running)
            if (await HasEndedAsync(name, cancellationToken).ConfigureAwait(false))
                ended.Add(name);
        return ended;
    }

    async Task<bool> HasEndedAsync(string operation, CancellationToken cancellationToken)
    {
        try
        {
            return (await service.GetOperationAsync(operation, cancellationToken).ConfigureAwait(false)).Done;
        }
        catch (TuningServiceException gone) when (gone.StatusCode == HttpStatusCode.NotFound)
        {
            return true;
        }
    }

    // On Vertex AI, which chooses IDs itself, the ID of the request is a label.
    static string RequestIdOf(TunedModel model) =>
        model.Labels.TryGetValue(TuningRequest.RequestLabel, out var id) ? id : model.Name[(model.Name.LastIndexOf('/') + 1)..];
}
