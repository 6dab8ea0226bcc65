using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Reads the answers of batches, each with its prompt and what that was taken from.</summary>
[Cmdlet(VerbsCommunications.Receive, "TunedModelBatch")]
[OutputType(typeof(TunedModelResponse))]
[OnlyOn(TuningServiceKind.VertexAI)]
public sealed class ReceiveTunedModelBatchCommand : ServiceCommand
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
            await TryAsync(name, () => ReceiveAsync(name));
    }

    async Task ReceiveAsync(string name)
    {
        var batch = await Vertex.GetBatchAsync(name, StopToken);
        if (!batch.Done)
            WriteWarning(Messages.BatchNotDone(batch.Name, batch.State));
        await foreach (var answer in Vertex.ReadAnswersAsync(batch, StopToken))
            Write(answer);
    }

    void Write(BatchAnswer answer)
    {
        var response = answer.Response with { InputObject = BatchInput.Back(answer.Response.InputObject) ?? answer.Response.Prompt };
        if (answer.Problem is not null)
            WriteFault(new PromptFailedException(answer with { Response = response }), response.InputObject);
        else if (GenerationBlockedException.Find(response) is { } blocked)
            WriteFault(blocked, response.InputObject);
        else
            WriteObject(response);
    }
}
