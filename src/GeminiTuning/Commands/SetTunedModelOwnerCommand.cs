using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Gives tuned models to another owner.</summary>
[Cmdlet(VerbsCommon.Set, "TunedModelOwner", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(TunedModelPermission))]
public sealed class SetTunedModelOwnerCommand : ServiceCommand<IGeminiApiService>
{
    Grantee _owner = null!;

    /// <summary>The models, by names with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Model { get; set; } = [];

    /// <summary>The new owner's e-mail address.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(UserCompleter))]
    [ValidateNotNullOrEmpty]
    public string User { get; set; } = "";

    /// <summary>Do not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Write the new owner's permission.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _owner = Grantee.User(User);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        foreach (var model in Model)
            await ForEachModelAsync(model, GiveAsync);
    }

    async Task GiveAsync(string model)
    {
        if (!this.ShouldProcess($"{model} ({Current})", Messages.ActionMakeOwner(_owner), Force))
            return;
        await Service.TransferOwnershipAsync(model, User, StopToken);
        if (PassThru && await new ModelSharing(Service).FindAsync(model, _owner, StopToken) is { } permission)
            WriteObject(permission);
    }
}
