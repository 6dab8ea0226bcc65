using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Reads batches: by name, or all of them.</summary>
[Cmdlet(VerbsCommon.Get, "TunedModelBatch")]
[OutputType(typeof(TunedModelBatch))]
public sealed class GetTunedModelBatchCommand : ServiceCommand<IVertexService>
{
    /// <summary>The batches, by names with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Batch")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(BatchCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        foreach (var name in Name)
            await TryAsync(name, () => ReadAsync(NamePattern.ForBatches(Service, name)));
    }

    async Task ReadAsync(NamePattern pattern)
    {
        if (pattern.IsExact)
            WriteObject(await Service.GetBatchAsync(pattern.Text, StopToken));
        else
            await foreach (var batch in Service.ListBatchesAsync(cancellationToken: StopToken))
                if (pattern.IsMatch(batch.Name, batch.DisplayName))
                    WriteObject(batch);
    }
}
