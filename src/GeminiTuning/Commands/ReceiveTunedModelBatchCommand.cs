using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Reads the answers of batches, each with its prompt and what that was taken from.</summary>
[Cmdlet(VerbsCommunications.Receive, "TunedModelBatch")]
[OutputType(typeof(TunedModelResponse))]
public sealed class ReceiveTunedModelBatchCommand : BatchCommand
{
    readonly ThinkingAdvice _thinking = new();

    /// <inheritdoc/>
    private protected override async Task WithBatchAsync(string name)
    {
        var batch = await Service.GetBatchAsync(name, StopToken);
        if (!batch.Done)
            this.Warn(Messages.BatchNotDone(batch.Name, batch.State));
        await foreach (var answer in Service.ReadAnswersAsync(batch, StopToken))
            Write(answer);
    }

    void Write(BatchAnswer answer)
    {
        var response = answer.Response with { InputObject = BatchInput.Back(answer.Response.InputObject) ?? answer.Response.Prompt };
        if (answer.Problem is not null)
            WriteFault(new PromptFailedException(answer with { Response = response }), response.InputObject);
        else if (AnswerFault.Find(response) is { } fault)
            WriteFault(fault, response.InputObject);
        else
        {
            if (answer.IsWithoutThinkingSettings)
                _thinking.Give(this, response, Service);
            WriteObject(response);
        }
    }
}
