using System.Runtime.CompilerServices;

namespace GeminiTuning.Completion;

/// <summary>Completes tuned models.</summary>
public sealed class TunedModelCompleter : ServiceCompleter
{
    /// <inheritdoc/>
    protected override async IAsyncEnumerable<Candidate> ListAsync(ITuningService service, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var model in service.ListTunedModelsAsync(null, 200, cancellation).ConfigureAwait(false))
            yield return new Candidate(model.Name, $"{model.DisplayName ?? model.Name} ({model.State})");
    }
}
