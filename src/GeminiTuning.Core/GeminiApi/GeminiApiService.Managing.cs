using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GeminiTuning.Wire;

namespace GeminiTuning.GeminiApi;

// What is done with a model that is there: it is changed, deleted, shared and given away.
sealed partial class GeminiApiService
{
    public async Task<TunedModel> UpdateTunedModelAsync(string name, TunedModelChanges changes, CancellationToken cancellationToken = default)
    {
        name = ResourceName.TunedModel(name);
        // Without a mask, a service may take all that is missing for what is to be cleared.
        var mask = string.Join(',', changes.Mask());
        if (mask.Length == 0)
            throw new TuningArgumentException(Messages.NoFieldToChange);
        var path = $"v1beta/{name}?updateMask={mask}";
        var body = changes.Body();
        return Learned((await rest.PatchAsync(path, body, GeminiApiJson.Default.WireTunedModel, cancellationToken).ConfigureAwait(false)).ToModel(name));
    }

    public Task DeleteTunedModelAsync(string name, CancellationToken cancellationToken = default) =>
        rest.DeleteAsync($"v1beta/{ResourceName.TunedModel(name)}", cancellationToken);

    public IAsyncEnumerable<TunedModelPermission> ListPermissionsAsync(string model, CancellationToken cancellationToken = default) =>
        rest.ListAsync($"v1beta/{ResourceName.TunedModel(model)}/permissions?pageSize={LargestPage}", GeminiApiJson.Default.WirePermissionPage,
            page => page.Permissions, page => page.NextPageToken, wire => Named(wire.ToPermission()), cancellationToken);

    public async Task<TunedModelPermission> GetPermissionAsync(string name, CancellationToken cancellationToken = default) =>
        Named((await rest.GetAsync($"v1beta/{ResourceName.Permission(name)}", GeminiApiJson.Default.WirePermission, cancellationToken).ConfigureAwait(false)).ToPermission(name));

    public async Task<TunedModelPermission> CreatePermissionAsync(string model, Grantee grantee, PermissionRole role, CancellationToken cancellationToken = default)
    {
        var path = $"v1beta/{ResourceName.TunedModel(model)}/permissions";
        var body = Body(grantee.ToWire(role), GeminiApiJson.Default.WirePermission);
        return Named((await rest.PostAsync(path, body, GeminiApiJson.Default.WirePermission, cancellationToken).ConfigureAwait(false)).ToPermission());
    }

    public async Task<TunedModelPermission> UpdatePermissionAsync(string name, PermissionRole role, CancellationToken cancellationToken = default)
    {
        var body = Body(new WirePermission { Role = role.ToWire() }, GeminiApiJson.Default.WirePermission);
        var changed = await rest.PatchAsync($"v1beta/{ResourceName.Permission(name)}?updateMask=role", body, GeminiApiJson.Default.WirePermission, cancellationToken).ConfigureAwait(false);
        return Named(changed.ToPermission(name));
    }

    public Task DeletePermissionAsync(string name, CancellationToken cancellationToken = default) =>
        rest.DeleteAsync($"v1beta/{ResourceName.Permission(name)}", cancellationToken);

    public Task TransferOwnershipAsync(string model, string emailAddress, CancellationToken cancellationToken = default)
    {
        var heir = Grantee.User(emailAddress);
        var path = $"v1beta/{ResourceName.TunedModel(model)}:transferOwnership";
        var body = Body(new WireTransferOwnership { EmailAddress = emailAddress }, GeminiApiJson.Default.WireTransferOwnership);
        // Who has given the model away may not do so again.
        return rest.RepeatAsync(token => rest.SendAsync(HttpMethod.Post, path, body, WireJson.Default.WireEmpty, token), HttpStatusCode.Forbidden, async () =>
            await new ModelSharing(this).FindAsync(model, heir, cancellationToken).ConfigureAwait(false) is { Role: PermissionRole.Owner } ? new WireEmpty() : null, cancellationToken);
    }

    TunedModelPermission Named(TunedModelPermission permission) => permission with { ModelDisplayName = known.DisplayNameOf(permission.Model) };

    static byte[] Body<T>(T message, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(message, type);
}
