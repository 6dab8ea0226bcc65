using System.Runtime.CompilerServices;

namespace GeminiTuning.Completion;

/// <summary>Completes the tuning operations of models that are being tuned.</summary>
public sealed class OperationCompleter : ServiceCompleter<ITuningService>
{
    /// <inheritdoc/>
    protected override async IAsyncEnumerable<Candidate> ListAsync(ITuningService service, string model, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var operation in service.ListRunningOperationsAsync(200, cancellationToken).ConfigureAwait(false))
        {
            var tip = FormattableString.Invariant($"{operation.DisplayName ?? operation.Model}: {operation.CompletedPercent:0} %");
            foreach (var candidate in Candidate.Of(operation.Name, operation.DisplayName, tip))
                yield return candidate;
        }
    }
}
