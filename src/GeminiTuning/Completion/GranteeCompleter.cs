using System.Collections;
using System.Runtime.CompilerServices;

namespace GeminiTuning.Completion;

/// <summary>Completes the addresses that the model in -Model is already shared with.</summary>
public abstract class GranteeCompleter : ServiceCompleter<IGeminiApiService>
{
    readonly GranteeType _type;

    private protected GranteeCompleter(GranteeType type) => _type = type;

    /// <inheritdoc/>
    protected override string? Model(string word, IDictionary bound) => ModelNames.OfParameter(bound);

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<Candidate> ListAsync(IGeminiApiService service, string model, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var permission in service.ListPermissionsAsync(model, cancellationToken).ConfigureAwait(false))
            if (permission.GranteeType == _type && permission.EmailAddress is { } address)
                yield return new Candidate(address, Messages.TipRoleOf(permission.Role, model));
    }
}

/// <summary>Completes users.</summary>
public sealed class UserCompleter() : GranteeCompleter(GranteeType.User);

/// <summary>Completes groups.</summary>
public sealed class GroupCompleter() : GranteeCompleter(GranteeType.Group);
