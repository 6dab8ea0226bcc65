namespace GeminiTuning;

/// <summary>What the Gemini Developer API has besides: models that are shared and given away.</summary>
public interface IGeminiApiService : ITuningService
{
    static ServiceName? ITuningService.Service => GeminiApiOptions.ServiceName;

    /// <summary>The permissions of a tuned model, page by page as they are asked for.</summary>
    /// <param name="model">The model's resource name.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    IAsyncEnumerable<TunedModelPermission> ListPermissionsAsync(string model, CancellationToken cancellationToken = default);

    /// <summary>One permission.</summary>
    /// <param name="name">Its resource name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task<TunedModelPermission> GetPermissionAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Gives a grantee that has no permission yet a new one; see <see cref="ModelSharing.GrantAsync"/> for one that may.</summary>
    /// <param name="model">The model's resource name.</param>
    /// <param name="grantee">Who gets it.</param>
    /// <param name="role">What the grantee may do.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task<TunedModelPermission> CreatePermissionAsync(string model, Grantee grantee, PermissionRole role, CancellationToken cancellationToken = default);

    /// <summary>Changes a permission's role. It does no harm when it is repeated.</summary>
    /// <param name="name">The permission's resource name.</param>
    /// <param name="role">What the grantee may do from now on.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The permission as it is now.</returns>
    Task<TunedModelPermission> UpdatePermissionAsync(string name, PermissionRole role, CancellationToken cancellationToken = default);

    /// <summary>Deletes a permission. It can be repeated after a fault, as <see cref="ITuningService.DeleteTunedModelAsync"/> can.</summary>
    /// <param name="name">The permission's resource name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task DeletePermissionAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Makes a user the owner of a tuned model; who was it becomes a writer. It can be repeated after a fault:
    /// what an attempt whose answer was lost has given away already is no error.</summary>
    /// <param name="model">The model's resource name.</param>
    /// <param name="emailAddress">The new owner.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task TransferOwnershipAsync(string model, string emailAddress, CancellationToken cancellationToken = default);
}
