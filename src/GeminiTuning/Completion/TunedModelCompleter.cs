using System.Runtime.CompilerServices;

namespace GeminiTuning.Completion;

/// <summary>Completes tuned models.</summary>
public sealed class TunedModelCompleter : ServiceCompleter<ITuningService>
{
    /// <inheritdoc/>
    protected override async IAsyncEnumerable<Candidate> ListAsync(ITuningService service, string model, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var tuned in service.ListTunedModelsAsync(null, 200, cancellationToken).ConfigureAwait(false))
            yield return new Candidate(tuned.Name, $"{tuned.DisplayName ?? tuned.Name} ({tuned.State})");
    }
}
