using System.Runtime.CompilerServices;

namespace GeminiTuning.Completion;

/// <summary>Completes batches.</summary>
public sealed class BatchCompleter : ServiceCompleter<IVertexService>
{
    /// <inheritdoc/>
    protected override async IAsyncEnumerable<Candidate> ListAsync(IVertexService service, string model, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in service.ListBatchesAsync(100, cancellationToken).ConfigureAwait(false))
            yield return new Candidate(batch.Name, $"{batch.DisplayName ?? batch.Name} ({batch.State})");
    }
}
