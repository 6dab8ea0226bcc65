using System.Runtime.CompilerServices;

namespace GeminiTuning;

/// <summary>What is being tuned: the service lists operations for one model at a time.</summary>
public static class RunningOperations
{
    /// <summary>The operations of the models that are being tuned, with those models' names for people.</summary>
    /// <param name="service">The service that tunes.</param>
    /// <param name="pageSize">How many models to ask for at a time: 1 to 1000.</param>
    /// <param name="cancellation">Ends the listing.</param>
    public static async IAsyncEnumerable<TuningOperation> ListRunningOperationsAsync(
        this ITuningService service, int pageSize = 1000, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(service);
        await foreach (var model in service.ListTunedModelsAsync(null, pageSize, cancellation).ConfigureAwait(false))
            if (model.State == TunedModelState.Creating)
                await foreach (var operation in service.ListOperationsAsync(model.Name, cancellation).ConfigureAwait(false))
                    yield return operation with { DisplayName = operation.DisplayName ?? model.DisplayName };
    }
}
