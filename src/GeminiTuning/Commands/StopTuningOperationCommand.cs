using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Cancels tunings.</summary>
[Cmdlet(VerbsLifecycle.Stop, "TuningOperation", SupportsShouldProcess = true)]
public sealed class StopTuningOperationCommand : ServiceCommand<ITuningService>
{
    /// <summary>The operations, or the models that they tune.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Operation")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(OperationCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        foreach (var name in Name)
            await WithOperationOrModelAsync(name, CancelAsync, CancelAllOfAsync);
    }

    // A model stands for the operations that tune it; one that has ended is left alone.
    async Task CancelAllOfAsync(string model)
    {
        await foreach (var operation in Service.ListOperationsAsync(model, StopToken))
            if (!operation.Done)
                await CancelAsync(operation.Name);
    }

    async Task CancelAsync(string operation)
    {
        if (ShouldProcess($"{operation} ({Current})", Messages.ActionCancel))
            await Service.CancelOperationAsync(operation, StopToken);
    }
}
