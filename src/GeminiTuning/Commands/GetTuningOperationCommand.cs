using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Reads operations: by name, those of a model, or those that are still running.</summary>
[Cmdlet(VerbsCommon.Get, "TuningOperation")]
[OutputType(typeof(TuningOperation))]
public sealed class GetTuningOperationCommand : ServiceCommand<ITuningService>
{
    /// <summary>Operations or models.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Operation")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(OperationCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Name is null)
            await WriteRunningAsync();
        else
            foreach (var name in Name)
                await WriteNamedAsync(name);
    }

    Task WriteNamedAsync(string name) =>
        WithOperationOrModelAsync(name, async operation => await WriteAsync(await Service.GetOperationAsync(operation, StopToken)), WriteOperationsOfAsync);

    async Task WriteRunningAsync()
    {
        await foreach (var operation in Service.ListRunningOperationsAsync(cancellationToken: StopToken))
            await WriteAsync(operation);
    }

    async Task WriteOperationsOfAsync(string model)
    {
        await foreach (var operation in Service.ListOperationsAsync(model, StopToken))
            await WriteAsync(operation);
    }

    async Task WriteAsync(TuningOperation operation) => WriteObject(await Service.ReadLossAsync(operation, StopToken));
}
