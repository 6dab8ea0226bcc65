using System.Net;

namespace GeminiTuning;

/// <summary>Shares models by grantee: the service itself knows permissions by their names alone.</summary>
public sealed class ModelSharing(IGeminiApiService service)
{
    /// <summary>A grantee's permission; null where the model is not shared with it.</summary>
    /// <param name="model">The model's resource name.</param>
    /// <param name="grantee">Whose permission.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="TuningServiceException">The service or the network refuses.</exception>
    public async Task<TunedModelPermission?> FindAsync(string model, Grantee grantee, CancellationToken cancellationToken = default)
    {
        await foreach (var permission in service.ListPermissionsAsync(model, cancellationToken).ConfigureAwait(false))
            if (grantee.Has(permission))
                return permission;
        return null;
    }

    /// <summary>Gives a grantee a role: by a new permission, or by changing the one that is there.</summary>
    /// <param name="model">The model's resource name.</param>
    /// <param name="grantee">Who gets the role.</param>
    /// <param name="role">The role.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <inheritdoc cref="FindAsync" path="/exception"/>
    public async Task<TunedModelPermission> GrantAsync(string model, Grantee grantee, PermissionRole role, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(model, grantee, cancellationToken).ConfigureAwait(false) is { } known)
            return await ChangeAsync(known, role, cancellationToken).ConfigureAwait(false);
        try
        {
            return await service.CreatePermissionAsync(model, grantee, role, cancellationToken).ConfigureAwait(false);
        }
        catch (TuningServiceException taken) when (taken.StatusCode == HttpStatusCode.Conflict)
        {
            // Made in the meantime: by somebody else, or by an attempt whose answer was lost.
            if (await FindAsync(model, grantee, cancellationToken).ConfigureAwait(false) is { } made)
                return await ChangeAsync(made, role, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    Task<TunedModelPermission> ChangeAsync(TunedModelPermission permission, PermissionRole role, CancellationToken cancellationToken) =>
        permission.Role == role ? Task.FromResult(permission) : service.UpdatePermissionAsync(permission.Name, role, cancellationToken);
}
