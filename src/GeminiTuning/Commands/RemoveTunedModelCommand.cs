using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Deletes tuned models.</summary>
[Cmdlet(VerbsCommon.Remove, "TunedModel", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveTunedModelCommand : ServiceCommand<ITuningService>
{
    /// <summary>The models, by names with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Model")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Do not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        foreach (var name in Name)
            await ForEachModelAsync(name, RemoveAsync);
    }

    async Task RemoveAsync(string model)
    {
        if (this.ShouldProcess($"{model} ({Current})", Messages.ActionRemove, Force))
            await Service.DeleteTunedModelAsync(model, StopToken);
    }
}
