using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Shows whom tuned models are shared with.</summary>
[Cmdlet(VerbsCommon.Get, "TunedModelPermission")]
[OutputType(typeof(TunedModelPermission))]
public sealed class GetTunedModelPermissionCommand : ServiceCommand<IGeminiApiService>
{
    List<Grantee> _wanted = [];
    PermissionRole? _role;

    /// <summary>The models, by names with wildcards, or single permissions.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(PermissionCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Model { get; set; } = [];

    /// <summary>Those of these users.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(UserCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] User { get; set; } = [];

    /// <summary>Those of these groups.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(GroupCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Group { get; set; } = [];

    /// <summary>The one of everyone.</summary>
    [Parameter]
    public SwitchParameter Everyone { get; set; }

    /// <summary>Those of this role.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RoleCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Role { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _role = Role is null ? null : Roles.Read(Role);
        _wanted = Grantees.Read(User, Group, Everyone);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        foreach (var name in Model)
            if (ResourceName.IsPermission(name))
                await TryAsync(name, async () => Write(await Service.GetPermissionAsync(name, StopToken)));
            else
                await ForEachModelAsync(name, ListAsync);
    }

    async Task ListAsync(string model)
    {
        await foreach (var permission in Service.ListPermissionsAsync(model, StopToken))
            Write(permission);
    }

    void Write(TunedModelPermission permission)
    {
        if ((_role is null || permission.Role == _role) && (_wanted.Count == 0 || _wanted.Exists(grantee => grantee.Has(permission))))
            WriteObject(permission);
    }
}
