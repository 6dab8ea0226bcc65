using System.Runtime.CompilerServices;

namespace GeminiTuning.Completion;

/// <summary>Completes base models that can be tuned.</summary>
public sealed class BaseModelCompleter : ServiceCompleter<ITuningService>
{
    /// <inheritdoc/>
    protected override async IAsyncEnumerable<Candidate> ListAsync(ITuningService service, string model, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var offered in service.ListBaseModelsAsync(cancellationToken).ConfigureAwait(false))
            if (offered.CanTune is not false)
                yield return new Candidate(offered.Name, offered.DisplayName ?? offered.Name);
    }
}
