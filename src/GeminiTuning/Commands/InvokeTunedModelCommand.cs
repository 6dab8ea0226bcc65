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
    List<AskedModel> _models = [];
    PromptReader _reader = null!;

    /// <summary>The models to ask.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Prompt")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "InputObject")]
    [Alias("Name")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Model { get; set; } = [];

    /// <summary>The base model to ask, to compare tuned models with.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "BaseModel")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(BaseModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string BaseModel { get; set; } = "";

    /// <summary>What to ask.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Prompt")]
    [Parameter(Position = 0, ParameterSetName = "BaseModel")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Prompt { get; set; } = [];

    /// <summary>What to ask, by pipeline: texts, or objects with a column of prompts.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [Parameter(ValueFromPipeline = true, ParameterSetName = "BaseModel")]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <summary>The column of the prompts.</summary>
    [Parameter(ParameterSetName = "InputObject")]
    [Parameter(ParameterSetName = "BaseModel")]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? InputProperty { get; set; }

    /// <summary>The checkpoint to ask.</summary>
    [Parameter(ParameterSetName = "Prompt")]
    [Parameter(ParameterSetName = "InputObject")]
    [OnlyOn<IVertexService>]
    [ArgumentCompleter(typeof(CheckpointCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Checkpoint { get; set; }

    /// <summary>Write the text piece by piece as it is made.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        await base.BeginAsync();
        if (Stream && CandidateCount > 1)
            throw new TuningArgumentException(Messages.StreamIsOneAnswer);
        if (Stream && (ResponseLogprobs || Logprobs is not null))
            throw new TuningArgumentException(Messages.StreamWithoutLogprobs);
        if (IsBase && Prompt.Length > 0 && MyInvocation.ExpectingInput)
            throw new TuningArgumentException(Messages.PromptsTwice);
        _reader = new PromptReader(InputProperty);
        if (!AsksModelsOfPipeline)
            _models = await FindModelsAsync();
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (AsksModelsOfPipeline)
            _models = await FindModelsAsync();
        // What comes from the pipeline is counted when it has ended.
        if (!MyInvocation.ExpectingInput)
            ExpectedPrompts = (long)_models.Count * Prompt.Length;
        foreach (var model in _models)
            if (Prompt.Length == 0)
                await AskAsync(model, () => InputObject is null ? null : _reader.Read(InputObject), (object?)InputObject ?? "");
            else
                foreach (var prompt in Prompt)
                    await AskAsync(model, () => prompt, prompt);
    }

    bool IsBase => ParameterSetName == "BaseModel";

    // In the other parameter sets, the models are known from the beginning.
    bool AsksModelsOfPipeline => ParameterSetName == "Prompt";

    Task<List<AskedModel>> FindModelsAsync() => IsBase ? FindBaseModelAsync(BaseModel) : FindModelsAsync(Model, Checkpoint);

    // The text of a stream is its own progress.
    Task AskAsync(AskedModel model, Func<string?> prompt, object target) => Stream
        ? StreamAsync(model, prompt, target)
        : AskAsync(model, prompt, target, WriteObject);

    async Task StreamAsync(AskedModel model, Func<string?> prompt, object target)
    {
        try
        {
            var request = Request(model, prompt(), target);
            await model.UseAsync(async name =>
            {
                await WritePiecesAsync(request with { Model = name });
                return true;
            }, staysOnThread: true);
        }
        catch (Exception fault) when (ErrorRecords.IsKnown(fault))
        {
            WriteFault(fault, target);
        }
    }

    async Task WritePiecesAsync(GenerationRequest request)
    {
        var answer = new StreamedAnswer();
        await foreach (var piece in Service.GenerateStreamAsync(request, StopToken))
        {
            answer.Add(piece);
            if (piece.Text.Length > 0)
                WriteObject(piece.Text);
        }
        WriteEnding(request, answer);
    }

    // The pieces are strings, so nothing else tells that a part of the answer is missing.
    void WriteEnding(GenerationRequest request, StreamedAnswer answer)
    {
        var model = request.Model;
        WarnOf(model);
        if (answer.Ending is not { } ending)
            throw new NoAnswerException(model);
        if (AnswerFault.Find(ending) is { } fault)
            throw fault;
        AdviseThinking(ending, request.IsBaseModel);
        if (ending.FinishReason is FinishReason.MaxTokens)
            this.Warn(Messages.AnswerCutAtMaxTokens(model, ending.Usage));
        else if (ending.FinishReason is FinishReason.Unspecified)
            this.Warn(Messages.AnswerEndsWithoutReason(model));
    }
}
