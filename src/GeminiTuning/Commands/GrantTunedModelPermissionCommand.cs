using System.Management.Automation;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Shares tuned models: gives users, groups or everyone a role.</summary>
[Cmdlet(VerbsSecurity.Grant, "TunedModelPermission", DefaultParameterSetName = "Permission", SupportsShouldProcess = true)]
[OutputType(typeof(TunedModelPermission))]
public sealed class GrantTunedModelPermissionCommand : SharingCommand
{
    /// <summary>What the grantees may do.</summary>
    [Parameter(Mandatory = true)]
    [ArgumentCompleter(typeof(RoleCompleter))]
    public PermissionRole Role { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        if (Role == PermissionRole.Owner)
            throw new ArgumentException("A model has one owner, who gives it away: Set-TunedModelOwner.");
        if (Role is not (PermissionRole.Reader or PermissionRole.Writer))
            throw new ArgumentException($"{Role} is not a role to grant: give Reader or Writer.");
        return base.BeginAsync();
    }

    private protected override async Task WithPermissionAsync(string name)
    {
        if (ShouldProcess($"{name} ({Current})", $"Change the role to {Role}"))
            WriteObject(await Service.UpdatePermissionAsync(name, Role, StopToken));
    }

    private protected override async Task WithGranteeAsync(string model, Grantee grantee)
    {
        if (ShouldProcess($"{model} ({Current})", $"Grant {Role} to {grantee}"))
            WriteObject(await Sharing.GrantAsync(model, grantee, Role, StopToken));
    }
}
