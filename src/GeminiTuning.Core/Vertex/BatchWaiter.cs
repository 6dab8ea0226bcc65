namespace GeminiTuning;

/// <summary>Waits for batches to end.</summary>
/// <param name="service">The service that runs them.</param>
/// <param name="pollInterval">The maximum time between two polls of a batch: 0 or more.</param>
public sealed class BatchWaiter(IVertexService service, TimeSpan pollInterval) : Waiter(pollInterval, service.Clock)
{
    /// <summary>Each answer to the question how a batch stands, until it has ended.</summary>
    /// <param name="name">The batch's resource name.</param>
    /// <param name="cancellationToken">Ends the waiting, never the batch.</param>
    /// <exception cref="TuningServiceException">The service refuses to say how it stands, or did not for as long as
    /// <see cref="Waiter.OutageLimit"/>.</exception>
    public IAsyncEnumerable<TunedModelBatch> WatchAsync(string name, CancellationToken cancellationToken = default) =>
        WatchAsync(token => service.GetBatchAsync(name, token), batch => batch.Done, cancellationToken);
}
