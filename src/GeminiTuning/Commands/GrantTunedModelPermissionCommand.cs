using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;

namespace GeminiTuning.Commands;

/// <summary>Shares tuned models: gives users, groups or everyone a role.</summary>
[Cmdlet(VerbsSecurity.Grant, "TunedModelPermission", DefaultParameterSetName = "Permission", SupportsShouldProcess = true)]
[OutputType(typeof(TunedModelPermission))]
public sealed class GrantTunedModelPermissionCommand : SharingCommand
{
    PermissionRole _role;

    /// <summary>What the grantees may do.</summary>
    [Parameter(Mandatory = true)]
    [ArgumentCompleter(typeof(RoleCompleter))]
    [ValidateNotNullOrEmpty]
    public string Role { get; set; } = "";

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _role = Roles.Read(Role);
        if (_role == PermissionRole.Owner)
            throw new TuningArgumentException(Messages.OwnerIsOne);
        return base.BeginAsync();
    }

    private protected override async Task WithPermissionAsync(string name)
    {
        if (ShouldProcess($"{name} ({Current})", Messages.ActionChangeRole(_role)))
            WriteObject(await Service.UpdatePermissionAsync(name, _role, StopToken));
    }

    private protected override async Task WithGranteeAsync(string model, Grantee grantee)
    {
        if (ShouldProcess($"{model} ({Current})", Messages.ActionGrant(_role, grantee)))
            WriteObject(await Sharing.GrantAsync(model, grantee, _role, StopToken));
    }
}
