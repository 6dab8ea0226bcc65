using System.Runtime.CompilerServices;

namespace GeminiTuning.Completion;

/// <summary>Completes batches.</summary>
public sealed class BatchCompleter : ServiceCompleter
{
    /// <inheritdoc/>
    protected override async IAsyncEnumerable<Candidate> ListAsync(ITuningService service, string model, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (service is not IVertexService vertex)
            yield break;
        await foreach (var batch in vertex.ListBatchesAsync(100, cancellationToken).ConfigureAwait(false))
            yield return new Candidate(batch.Name, $"{batch.DisplayName ?? batch.Name} ({batch.State})");
    }
}
