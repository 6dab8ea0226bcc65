using System.Management.Automation;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Takes roles back: users, groups or everyone have none any more.</summary>
[Cmdlet(VerbsSecurity.Revoke, "TunedModelPermission", DefaultParameterSetName = "Permission", SupportsShouldProcess = true)]
public sealed class RevokeTunedModelPermissionCommand : SharingCommand
{
    private protected override async Task WithPermissionAsync(string name)
    {
        if (ShouldProcess($"{name} ({Current})", Messages.ActionRevoke))
            await Service.DeletePermissionAsync(name, StopToken);
    }

    private protected override async Task WithGranteeAsync(string model, Grantee grantee)
    {
        if (!ShouldProcess($"{model} ({Current})", Messages.ActionRevokeFrom(grantee)))
            return;
        if (await Sharing.FindAsync(model, grantee, StopToken) is { } permission)
            await Service.DeletePermissionAsync(permission.Name, StopToken);
        else
            WriteError(ErrorRecords.NotFound(Messages.NoPermissionFor(model, grantee), model));
    }
}
