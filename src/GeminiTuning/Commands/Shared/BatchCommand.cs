using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>The base of the cmdlets that do something with batches that are there.</summary>
public abstract class BatchCommand : ServiceCommand<IVertexService>
{
    /// <summary>The batches.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Batch")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(BatchCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>What is done with a batch.</summary>
    /// <param name="name">Its full name.</param>
    private protected abstract Task WithBatchAsync(string name);

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        foreach (var name in Name)
            await TryAsync(name, () => WithBatchAsync(Service.BatchName(name)));
    }
}
