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
            throw new ArgumentException(Messages.StreamIsOneAnswer);
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
        return answered.Count + unanswered.Count > 1 ? (new BatchStoppedException(answered, unanswered.Count), unanswered.ToArray()) : null;
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
            catch (ArgumentException fault)
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
        return GenerationBlockedException.Find(response) is { } blocked ? throw blocked : response;
    }

    void Write(Task<TunedModelResponse> answer, object target)
    {
        if (answer.Exception?.InnerException is { } fault && ErrorRecords.IsKnown(fault))
            WriteFault(fault, target);
        else
            WriteObject(answer.GetAwaiter().GetResult());
    }

    async Task StreamAsync(string model, Func<string?> prompt, object target)
    {
        try
        {
            TunedModelResponse? last = null;
            var written = false;
            await foreach (var piece in Service.GenerateStreamAsync(Request(model, prompt(), target), StopToken))
            {
                last = piece;
                if (piece.Text.Length == 0)
                    continue;
                written = true;
                WriteObject(piece.Text);
            }
            if (!written && last is not null && GenerationBlockedException.Find(last) is { } blocked)
                throw blocked;
        }
        catch (Exception fault) when (ErrorRecords.IsKnown(fault))
        {
            WriteFault(fault, target);
        }
    }

    GenerationRequest Request(string model, string? prompt, object target) =>
        TuningLimits.Check(Messages.ThePrompt, prompt, Service.Limits.PromptLength) is { } problem
            ? throw new ArgumentException(Messages.NotSent(problem))
            : _settings with { Model = model, Prompt = prompt!, InputObject = target };
}
