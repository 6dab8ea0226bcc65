using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Cancels batches.</summary>
[Cmdlet(VerbsLifecycle.Stop, "TunedModelBatch", SupportsShouldProcess = true)]
[OnlyOn(TuningServiceKind.VertexAI)]
public sealed class StopTunedModelBatchCommand : ServiceCommand
{
    /// <summary>The batches.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Batch")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(BatchCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        foreach (var name in Name)
            await TryAsync(name, () => CancelAsync(Vertex.BatchName(name)));
    }

    async Task CancelAsync(string batch)
    {
        if (ShouldProcess($"{batch} ({Current})", Messages.ActionCancel))
            await Vertex.CancelBatchAsync(batch, StopToken);
    }
}
