using System.Runtime.CompilerServices;

namespace GeminiTuning.Completion;

/// <summary>Completes tuned models.</summary>
public sealed class TunedModelCompleter : ServiceCompleter<ITuningService>
{
    /// <inheritdoc/>
    protected override async IAsyncEnumerable<Candidate> ListAsync(ITuningService service, string model, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var tuned in service.ListTunedModelsAsync(null, 200, cancellationToken).ConfigureAwait(false))
            foreach (var candidate in Candidate.Of(tuned.Name, tuned.DisplayName, $"{tuned.DisplayName ?? tuned.Name} ({tuned.State})"))
                yield return candidate;
    }
}
