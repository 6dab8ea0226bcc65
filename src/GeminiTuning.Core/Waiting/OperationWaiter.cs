namespace GeminiTuning;

/// <summary>Waits for tuning jobs to end.</summary>
/// <param name="service">The service that tunes.</param>
/// <param name="pollInterval">The maximum time between two polls of a job: 0 or more.</param>
public sealed class OperationWaiter(ITuningService service, TimeSpan pollInterval) : Waiter(pollInterval, service.Clock)
{
    /// <summary>Each answer to the question how an operation stands, until it has ended.</summary>
    /// <param name="name">The operation's resource name.</param>
    /// <param name="cancellationToken">Ends the waiting, never the tuning.</param>
    /// <exception cref="TuningServiceException">The service refuses to say how it stands, or did not for as long as
    /// <see cref="Waiter.OutageLimit"/>.</exception>
    public IAsyncEnumerable<TuningOperation> WatchAsync(string name, CancellationToken cancellationToken = default) =>
        WatchAsync(token => service.GetOperationAsync(name, token), operation => operation.Done, cancellationToken);

    /// <summary>Returns a tuned model at each poll, until its tuning has ended.</summary>
    /// <param name="model">The resource name of the model.</param>
    /// <param name="cancellationToken">Ends the waiting, never the tuning.</param>
    /// <inheritdoc cref="WatchAsync" path="/exception"/>
    public IAsyncEnumerable<TunedModel> WatchModelAsync(string model, CancellationToken cancellationToken = default) =>
        WatchAsync(token => service.GetTunedModelAsync(model, token), seen => seen.State is not TunedModelState.Creating, cancellationToken);

    /// <summary>The operations that tune a model: what to wait for where only the model is known.</summary>
    /// <inheritdoc cref="WatchAsync" path="/exception"/>
    public Task<List<TuningOperation>> FindAsync(string model, CancellationToken cancellationToken = default) => FindAsync(async token =>
    {
        var found = new List<TuningOperation>();
        await foreach (var operation in service.ListOperationsAsync(model, token).ConfigureAwait(false))
            if (operation.Name.Length > 0) // One without a name cannot be asked about.
                found.Add(operation);
        return found;
    }, cancellationToken);

    /// <summary>The model that an ended operation made. The operation's own copy may be older than the model; it serves
    /// where the model cannot be read.</summary>
    /// <exception cref="TuningFailedException">The tuning ended without a model.</exception>
    /// <exception cref="TuningServiceException">Neither can be read.</exception>
    public async Task<TunedModel> GetResultAsync(TuningOperation operation, CancellationToken cancellationToken = default)
    {
        if (operation.Error is not null)
            throw new TuningFailedException(operation);
        // Where the operation and the model are one resource, the model has just been read.
        if (operation.Result is { } made && made.Name == operation.Name)
            return await service.ReadLossAsync(made, cancellationToken).ConfigureAwait(false);
        Task<TunedModel> ReadAsync(CancellationToken token) => service.GetTunedModelAsync(operation.Model, token);
        try
        {
            var model = await (operation.Result is null ? OutliveAsync(ReadAsync, cancellationToken) : AskAsync(ReadAsync, OutageLimit, cancellationToken)).ConfigureAwait(false);
            return model.State is TunedModelState.Failed or TunedModelState.Cancelled ? throw new TuningFailedException(operation)
                : await service.ReadLossAsync(model, cancellationToken).ConfigureAwait(false);
        }
        catch (TuningServiceException) when (operation.Result is not null)
        {
            return operation.Result;
        }
    }

    /// <summary>Waits for one operation, and gives the model that it made.</summary>
    /// <param name="name">The operation's resource name.</param>
    /// <param name="progress">Told of each answer, in order.</param>
    /// <param name="cancellationToken">Ends the waiting, never the tuning.</param>
    /// <inheritdoc cref="GetResultAsync" path="/exception"/>
    public async Task<TunedModel> WaitAsync(string name, Action<TuningOperation>? progress = null, CancellationToken cancellationToken = default)
    {
        TuningOperation? last = null;
        await foreach (var operation in WatchAsync(name, cancellationToken).ConfigureAwait(false))
        {
            last = operation;
            progress?.Invoke(operation);
        }
        return await GetResultAsync(last!, cancellationToken).ConfigureAwait(false);
    }
}
