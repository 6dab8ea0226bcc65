using System.Collections;
using System.Runtime.CompilerServices;

namespace GeminiTuning.Completion;

/// <summary>Completes permissions: first the models, and after a model name with a slash, its permissions.</summary>
public sealed class PermissionCompleter : ServiceCompleter<IGeminiApiService>
{
    /// <inheritdoc/>
    protected override string Model(string word, IDictionary bound) =>
        word.Split('/') is ["tunedModels", { Length: > 0 } id, _, ..] ? ModelNames.Complete(id) ?? "" : "";

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<Candidate> ListAsync(IGeminiApiService service, string model, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (model.Length == 0)
            await foreach (var tuned in service.ListTunedModelsAsync(null, 200, cancellationToken).ConfigureAwait(false))
                foreach (var candidate in Candidate.Of(tuned.Name, tuned.DisplayName, Messages.TipPermissions(tuned.DisplayName ?? tuned.Name, tuned.State)))
                    yield return candidate;
        else
            await foreach (var permission in service.ListPermissionsAsync(model, cancellationToken).ConfigureAwait(false))
                yield return new Candidate(permission.Name, $"{permission.EmailAddress ?? "everyone"} ({permission.Role})");
    }
}
