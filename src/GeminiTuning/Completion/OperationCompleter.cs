using System.Runtime.CompilerServices;

namespace GeminiTuning.Completion;

/// <summary>Completes the operations of models that are being tuned.</summary>
public sealed class OperationCompleter : ServiceCompleter
{
    /// <inheritdoc/>
    protected override async IAsyncEnumerable<Candidate> ListAsync(ITuningService service, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var model in service.ListTunedModelsAsync(null, 200, cancellation).ConfigureAwait(false))
            if (model.State == TunedModelState.Creating)
                await foreach (var operation in service.ListOperationsAsync(model.Name, cancellation).ConfigureAwait(false))
                    yield return new Candidate(operation.Name, FormattableString.Invariant($"{model.DisplayName ?? model.Name}: {operation.CompletedPercent:0} %"));
    }
}
