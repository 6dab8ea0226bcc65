using System.Runtime.CompilerServices;

namespace GeminiTuning.Completion;

/// <summary>Completes base models that can be tuned.</summary>
public sealed class BaseModelCompleter : ServiceCompleter
{
    /// <inheritdoc/>
    protected override async IAsyncEnumerable<Candidate> ListAsync(ITuningService service, string model, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Vertex AI does not say which models it tunes.
        if (service is not IGeminiApiService geminiApi)
            yield break;
        await foreach (var offered in geminiApi.ListBaseModelsAsync(cancellationToken).ConfigureAwait(false))
            if (offered.CanTune)
                yield return new Candidate(offered.Name, offered.DisplayName ?? offered.Name);
    }
}
