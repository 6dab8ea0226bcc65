using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Asks tuned models.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "TunedModel", DefaultParameterSetName = "Prompt")]
[OutputType(typeof(TunedModelResponse), typeof(string))]
public sealed class InvokeTunedModelCommand : GenerationCommand<ITuningService>
{
    GenerationRequest _settings = null!;
    IReadOnlyList<string> _models = [];
    PromptReader _reader = null!;
    InOrder<TunedModelResponse>? _answers;

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

    /// <summary>The checkpoint to ask.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [ArgumentCompleter(typeof(CheckpointCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Checkpoint { get; set; }

    /// <summary>Write the text piece by piece as it is made.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <summary>How many prompts are asked at a time.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 5;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        if (Stream && CandidateCount > 1)
            throw new TuningArgumentException(Messages.StreamIsOneAnswer);
        _reader = new PromptReader(InputProperty);
        _answers = new InOrder<TunedModelResponse>(ThrottleLimit, Write);
        _settings = Settings() with { Checkpoint = Checkpoint };
        if (ParameterSetName == "InputObject")
            _models = CheckedModels();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (ParameterSetName == "Prompt")
            _models = CheckedModels();
        foreach (var model in _models)
            if (ParameterSetName == "InputObject")
                await AskAsync(model, () => InputObject is null ? null : _reader.Read(InputObject), (object?)InputObject ?? "");
            else
                foreach (var prompt in Prompt)
                    await AskAsync(model, () => prompt, prompt);
    }

    /// <inheritdoc/>
    protected override Task EndAsync() => _answers!.FinishAsync();

    /// <inheritdoc/>
    protected override (Exception Fault, object Target)? AfterStop()
    {
        if (_answers is null)
            return null;
        var (answered, unanswered) = _answers.Left();
        return answered.Count + unanswered.Count > 1 ? (new PromptsStoppedException(answered, unanswered.Count), unanswered.ToArray()) : null;
    }

    // A name that is none is one error, not one for each prompt.
    List<string> CheckedModels()
    {
        var models = new List<string>();
        foreach (var name in Model)
            try
            {
                models.Add(Service.Names.TunedModel(name));
            }
            catch (TuningArgumentException fault)
            {
                WriteFault(fault, name);
            }
        return models;
    }

    Task AskAsync(string model, Func<string?> prompt, object target) => Stream
        ? StreamAsync(model, prompt, target)
        : _answers!.AddAsync(() => GenerateAsync(model, prompt, target), target);

    async Task<TunedModelResponse> GenerateAsync(string model, Func<string?> prompt, object target)
    {
        // Only what stands before the await needs the pipeline thread.
        var response = await Service.GenerateAsync(Request(model, prompt(), target), StopToken).ConfigureAwait(false);
        return AnswerFault.Find(response) is { } fault ? throw fault : response;
    }

    void Write(Task<TunedModelResponse> answer, object target)
    {
        TunedModelResponse response;
        try
        {
            response = answer.GetAwaiter().GetResult();
        }
        catch (Exception fault) when (ErrorRecords.IsKnown(fault))
        {
            WriteFault(fault, target);
            return;
        }
        WriteObject(response);
    }

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

    GenerationRequest Request(string model, string? prompt, object target) =>
        TuningLimits.CheckPrompt(prompt, Service.Limits.PromptLength) is { } problem
            ? throw new TuningArgumentException(Messages.NotSent(problem))
            : _settings with { Model = model, Prompt = prompt!, InputObject = target };
}
