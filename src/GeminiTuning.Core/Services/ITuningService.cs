namespace GeminiTuning;

/// <summary>A service that tunes models and lets them be asked. Every method throws
/// <see cref="TuningServiceException"/> for what the service or the network refuses, and
/// <see cref="OperationCanceledException"/> when it is cancelled.</summary>
public interface ITuningService
{
    /// <summary>The base models, tunable or not, page by page as they are asked for.</summary>
    IAsyncEnumerable<BaseModel> ListBaseModelsAsync(CancellationToken cancellation = default);

    /// <summary>The tuned models, page by page as they are asked for.</summary>
    /// <param name="filter">The service's filter, or null for all.</param>
    /// <param name="pageSize">How many to ask for at a time: 1 to 1000.</param>
    /// <param name="cancellation">Ends the listing.</param>
    IAsyncEnumerable<TunedModel> ListTunedModelsAsync(string? filter = null, int pageSize = 100, CancellationToken cancellation = default);

    /// <summary>One tuned model.</summary>
    /// <param name="name">Its resource name.</param>
    /// <param name="cancellation">Ends the request.</param>
    Task<TunedModel> GetTunedModelAsync(string name, CancellationToken cancellation = default);

    /// <summary>Starts a tuning. It can be repeated after a fault: the request carries the model's ID, and an answer
    /// that was lost is looked up.</summary>
    Task<TuningOperation> CreateTunedModelAsync(TuningRequest request, CancellationToken cancellation = default);

    /// <summary>Changes what is given of a tuned model, and nothing else. It does no harm when it is repeated.</summary>
    /// <param name="name">The model's resource name.</param>
    /// <param name="changes">What is to be changed.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>The model as it is now.</returns>
    Task<TunedModel> UpdateTunedModelAsync(string name, TunedModelChanges changes, CancellationToken cancellation = default);

    /// <summary>Deletes a tuned model; one that is being tuned is not tuned any further. It can be repeated after a fault:
    /// what an attempt whose answer was lost has deleted is no error.</summary>
    /// <param name="name">The model's resource name.</param>
    /// <param name="cancellation">Ends the request.</param>
    Task DeleteTunedModelAsync(string name, CancellationToken cancellation = default);

    /// <summary>The permissions of a tuned model, page by page as they are asked for.</summary>
    /// <param name="model">The model's resource name.</param>
    /// <param name="cancellation">Ends the listing.</param>
    IAsyncEnumerable<TunedModelPermission> ListPermissionsAsync(string model, CancellationToken cancellation = default);

    /// <summary>One permission.</summary>
    /// <param name="name">Its resource name.</param>
    /// <param name="cancellation">Ends the request.</param>
    Task<TunedModelPermission> GetPermissionAsync(string name, CancellationToken cancellation = default);

    /// <summary>Gives a grantee that has no permission yet a new one; see <see cref="ModelSharing.GrantAsync"/> for one that may.</summary>
    /// <param name="model">The model's resource name.</param>
    /// <param name="grantee">Who gets it.</param>
    /// <param name="role">What the grantee may do.</param>
    /// <param name="cancellation">Ends the request.</param>
    Task<TunedModelPermission> CreatePermissionAsync(string model, Grantee grantee, PermissionRole role, CancellationToken cancellation = default);

    /// <summary>Changes a permission's role. It does no harm when it is repeated.</summary>
    /// <param name="name">The permission's resource name.</param>
    /// <param name="role">What the grantee may do from now on.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>The permission as it is now.</returns>
    Task<TunedModelPermission> UpdatePermissionAsync(string name, PermissionRole role, CancellationToken cancellation = default);

    /// <summary>Deletes a permission. It can be repeated after a fault, as <see cref="DeleteTunedModelAsync"/> can.</summary>
    /// <param name="name">The permission's resource name.</param>
    /// <param name="cancellation">Ends the request.</param>
    Task DeletePermissionAsync(string name, CancellationToken cancellation = default);

    /// <summary>Makes a user the owner of a tuned model; who was it becomes a writer. It can be repeated after a fault:
    /// what an attempt whose answer was lost has given away already is no error.</summary>
    /// <param name="model">The model's resource name.</param>
    /// <param name="emailAddress">The new owner.</param>
    /// <param name="cancellation">Ends the request.</param>
    Task TransferOwnershipAsync(string model, string emailAddress, CancellationToken cancellation = default);

    /// <summary>One operation as it stands.</summary>
    /// <param name="name">Its resource name.</param>
    /// <param name="cancellation">Ends the request.</param>
    Task<TuningOperation> GetOperationAsync(string name, CancellationToken cancellation = default);

    /// <summary>The operations of a tuned model.</summary>
    /// <param name="model">The model's resource name.</param>
    /// <param name="cancellation">Ends the listing.</param>
    IAsyncEnumerable<TuningOperation> ListOperationsAsync(string model, CancellationToken cancellation = default);

    /// <summary>Asks a model.</summary>
    Task<TunedModelResponse> GenerateAsync(GenerationRequest request, CancellationToken cancellation = default);

    /// <summary>Asks a model, and gives the answer piece by piece as it is made.</summary>
    IAsyncEnumerable<TunedModelResponse> GenerateStreamAsync(GenerationRequest request, CancellationToken cancellation = default);
}
