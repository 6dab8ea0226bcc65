using System.Runtime.CompilerServices;

namespace GeminiTuning.Completion;

/// <summary>Completes batches.</summary>
public sealed class BatchCompleter : ServiceCompleter
{
    /// <inheritdoc/>
    protected override async IAsyncEnumerable<Candidate> ListAsync(ITuningService service, string model, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (service is not IVertexService vertex)
            yield break;
        await foreach (var batch in vertex.ListBatchesAsync(100, cancellation).ConfigureAwait(false))
            yield return new Candidate(batch.Name, $"{batch.DisplayName ?? batch.Name} ({batch.State})");
    }
}
