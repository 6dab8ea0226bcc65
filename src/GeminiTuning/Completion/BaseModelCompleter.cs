using System.Runtime.CompilerServices;

namespace GeminiTuning.Completion;

/// <summary>Completes base models that can be tuned.</summary>
public sealed class BaseModelCompleter : ServiceCompleter
{
    /// <inheritdoc/>
    protected override async IAsyncEnumerable<Candidate> ListAsync(ITuningService service, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var model in service.ListBaseModelsAsync(cancellation).ConfigureAwait(false))
            if (model.CanTune)
                yield return new Candidate(model.Name, model.DisplayName ?? model.Name);
    }
}
