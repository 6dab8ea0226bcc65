using System.Collections.Concurrent;
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
    readonly Dictionary<string, string> _found = [];
    // The names to use in place of those that turned out to be display names. Responses arrive on any thread.
    readonly ConcurrentDictionary<string, string> _meant = new();
    List<(string Model, string Typed)> _models = [];
    PromptReader _reader = null!;
    InOrder<TunedModelResponse>? _answers;
    PromptBar? _bar;
    long _asked;

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

    /// <summary>How many prompts are asked at a time.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 5;

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        if (Stream && CandidateCount > 1)
            throw new TuningArgumentException(Messages.StreamIsOneAnswer);
        if (IsBase && Prompt.Length > 0 && MyInvocation.ExpectingInput)
            throw new TuningArgumentException(Messages.PromptsTwice);
        _reader = new PromptReader(InputProperty);
        _answers = new InOrder<TunedModelResponse>(ThrottleLimit, Write);
        _bar = new PromptBar(this, Service.Clock);
        _settings = Settings() with { Checkpoint = Checkpoint, IsBaseModel = IsBase };
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
            _bar!.Total = (long)_models.Count * Prompt.Length;
        foreach (var model in _models)
            if (Prompt.Length == 0)
                await AskAsync(model, () => InputObject is null ? null : _reader.Read(InputObject), (object?)InputObject ?? "");
            else
                foreach (var prompt in Prompt)
                    await AskAsync(model, () => prompt, prompt);
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        _bar!.Total = _asked;
        await _answers!.FinishAsync();
        _bar.Dispose();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _bar?.Dispose();
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override (Exception Fault, object Target)? AfterStop()
    {
        if (_answers is null)
            return null;
        var (answered, unanswered) = _answers.Left();
        return answered.Count + unanswered.Count > 1 ? (new PromptsStoppedException(answered, unanswered.Count), unanswered.ToArray()) : null;
    }

    bool IsBase => ParameterSetName == "BaseModel";

    // In the other parameter sets, the models are known from the beginning.
    bool AsksModelsOfPipeline => ParameterSetName == "Prompt";

    // A name that is none is one error, not one for each prompt.
    async Task<List<(string Model, string Typed)>> FindModelsAsync()
    {
        var models = new List<(string Model, string Typed)>();
        foreach (var name in IsBase ? [BaseModel] : Model)
            await TryAsync(name, async () =>
            {
                if (!_found.TryGetValue(name, out var model))
                    _found[name] = model = IsBase ? Service.Names.BaseModel(name) : await NamedModels.FindAsync(Service, name, StopToken);
                models.Add((model, name));
            });
        return models;
    }

    // The text of a stream is its own progress.
    Task AskAsync((string Model, string Typed) model, Func<string?> prompt, object target)
    {
        if (Stream)
            return StreamAsync(model, prompt, target);
        _bar!.Begin();
        _asked++;
        return _answers!.AddAsync(() => GenerateAsync(model, prompt, target), target);
    }

    async Task<TunedModelResponse> GenerateAsync((string Model, string Typed) model, Func<string?> prompt, object target)
    {
        var isAnswered = false;
        try
        {
            // Only the code before the await must run on the pipeline thread.
            var request = Request(model.Model, prompt(), target);
            var response = await Task.Run(() => UseAsync(model, name => Service.GenerateAsync(request with { Model = name }, StopToken))).ConfigureAwait(false);
            isAnswered = AnswerFault.Find(response) is { } fault ? throw fault : true;
            return response;
        }
        finally
        {
            _bar!.Count(isAnswered);
        }
    }

    // A model whose name turns out to be a display name is looked up for the first prompts only.
    Task<T> UseAsync<T>((string Model, string Typed) model, Func<string, Task<T>> ask) => IsBase || _meant.ContainsKey(model.Typed)
        ? ask(_meant.GetValueOrDefault(model.Typed, model.Model))
        : NamedModels.UseAsync(Service, model.Typed, async name =>
        {
            var answer = await ask(name);
            _meant[model.Typed] = name;
            return answer;
        }, StopToken);

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
        WarnOf(response.Model);
        WriteObject(response);
    }

    async Task StreamAsync((string Model, string Typed) model, Func<string?> prompt, object target)
    {
        try
        {
            var request = Request(model.Model, prompt(), target);
            await UseAsync(model, async name =>
            {
                await WritePiecesAsync(request with { Model = name });
                return true;
            });
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
        WriteEnding(request.Model, answer);
    }

    // The pieces are strings, so nothing else tells that a part of the answer is missing.
    void WriteEnding(string model, StreamedAnswer answer)
    {
        WarnOf(model);
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
