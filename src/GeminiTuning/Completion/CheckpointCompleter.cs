using System.Collections;
using System.Runtime.CompilerServices;
using GeminiTuning.Binding;

namespace GeminiTuning.Completion;

/// <summary>Completes the checkpoints of the model in -Model, -SourceModel, or -Name.</summary>
public sealed class CheckpointCompleter : ServiceCompleter<IVertexService>
{
    /// <inheritdoc/>
    protected override string? Model(string word, IDictionary bound) => ModelNames.TextOf(bound, "Model") ?? ModelNames.TextOf(bound, "SourceModel") ?? ModelNames.TextOf(bound, "Name");

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<Candidate> ListAsync(IVertexService service, string model, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var checkpoint in (await ReadAsync(service, model, cancellationToken).ConfigureAwait(false)).Checkpoints)
            yield return new Candidate(checkpoint.CheckpointId, Messages.TipCheckpoint(checkpoint));
    }

    static Task<TunedModel> ReadAsync(ITuningService service, string model, CancellationToken cancellationToken) =>
        NamedModels.UseAsync(service, model, name => service.GetTunedModelAsync(name, cancellationToken), cancellationToken);
}
