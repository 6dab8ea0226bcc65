using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Asks tuned models.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "TunedModel", DefaultParameterSetName = "Prompt")]
[OutputType(typeof(TunedModelResponse), typeof(string))]
public sealed class InvokeTunedModelCommand : AskingCommand
{
    IReadOnlyList<string> _models = [];
    PromptReader _reader = null!;

    /// <summary>The models to ask.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Prompt")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "InputObject")]
    [Alias("Name")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Model { get; set; } = [];

    /// <summary>What to ask.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Prompt")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Prompt { get; set; } = [];

    /// <summary>What to ask, by pipeline: texts, or objects with a column of prompts.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <summary>The column of the prompts.</summary>
    [Parameter(ParameterSetName = "InputObject")]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? InputProperty { get; set; }

    /// <summary>Write the text piece by piece as it is made.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        await base.BeginAsync();
        if (Stream && CandidateCount > 1)
            throw new TuningArgumentException(Messages.StreamIsOneAnswer);
        _reader = new PromptReader(InputProperty);
        if (ParameterSetName == "InputObject")
            _models = CheckedModels(Model);
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (ParameterSetName == "Prompt")
            _models = CheckedModels(Model);
        foreach (var model in _models)
            if (ParameterSetName == "InputObject")
                await AskAsync(model, () => InputObject is null ? null : _reader.Read(InputObject), (object?)InputObject ?? "");
            else
                foreach (var prompt in Prompt)
                    await AskAsync(model, () => prompt, prompt);
    }

    Task AskAsync(string model, Func<string?> prompt, object target) => Stream
        ? StreamAsync(model, prompt, target)
        : AskAsync(model, prompt, target, WriteObject);

    async Task StreamAsync(string model, Func<string?> prompt, object target)
    {
        try
        {
            var answer = new StreamedAnswer();
            await foreach (var piece in Service.GenerateStreamAsync(Request(model, prompt(), target), StopToken))
            {
                answer.Add(piece);
                if (piece.Text.Length > 0)
                    WriteObject(piece.Text);
            }
            WriteEnding(model, answer);
        }
        catch (Exception fault) when (ErrorRecords.IsKnown(fault))
        {
            WriteFault(fault, target);
        }
    }

    // The pieces are strings, so nothing else tells that a part of the answer is missing.
    void WriteEnding(string model, StreamedAnswer answer)
    {
        if (answer.Ending is not { } ending)
            throw new NoAnswerException(model);
        if (AnswerFault.Find(ending) is { } fault)
            throw fault;
        if (ending.FinishReason is FinishReason.MaxTokens)
            this.Warn(Messages.AnswerCutAtMaxTokens(model, ending.Usage));
        else if (ending.FinishReason is FinishReason.Unspecified)
            this.Warn(Messages.AnswerEndsWithoutReason(model));
    }
}
