using System.Collections;
using System.Runtime.CompilerServices;

namespace GeminiTuning.Completion;

/// <summary>Completes the checkpoints of the model in -Model or -SourceModel.</summary>
public sealed class CheckpointCompleter : ServiceCompleter<IVertexService>
{
    /// <inheritdoc/>
    protected override string? Model(string word, IDictionary bound) => ModelNames.TextOf(bound, "Model") ?? ModelNames.TextOf(bound, "SourceModel");

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<Candidate> ListAsync(IVertexService service, string model, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var checkpoint in (await service.GetTunedModelAsync(model, cancellationToken).ConfigureAwait(false)).Checkpoints)
            yield return new Candidate(checkpoint.CheckpointId, Messages.TipCheckpoint(checkpoint));
    }
}
