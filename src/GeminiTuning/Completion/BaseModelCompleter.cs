using System.Runtime.CompilerServices;

namespace GeminiTuning.Completion;

/// <summary>Completes base models that can be tuned.</summary>
public sealed class BaseModelCompleter : ServiceCompleter<IGeminiApiService>
{
    /// <inheritdoc/>
    protected override async IAsyncEnumerable<Candidate> ListAsync(IGeminiApiService service, string model, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var offered in service.ListBaseModelsAsync(cancellationToken).ConfigureAwait(false))
            if (offered.CanTune)
                yield return new Candidate(offered.Name, offered.DisplayName ?? offered.Name);
    }
}
