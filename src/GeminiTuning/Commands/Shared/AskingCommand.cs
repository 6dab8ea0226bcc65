using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>The base of the cmdlets that send prompts and wait for the responses: several at a time, in the order of the prompts.</summary>
public abstract class AskingCommand : GenerationCommand<ITuningService>
{
    GenerationRequest _settings = null!;
    readonly Dictionary<(string Typed, string? Checkpoint), AskedModel> _found = [];
    InOrder<TunedModelResponse>? _answers;
    readonly ThinkingAdvice _thinking = new();
    PromptBar? _bar;
    long _asked;

    /// <summary>The maximum number of prompts to send at a time.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 16;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _answers = new InOrder<TunedModelResponse>(ThrottleLimit);
        _bar = new PromptBar(this, Activity, Service.Clock);
        _settings = Settings();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        ExpectedPrompts = _asked;
        await _answers!.FinishAsync();
        _bar!.Dispose();
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

    /// <summary>What the progress bar says.</summary>
    private protected virtual string Activity => Messages.ActivityPrompts;

    /// <summary>The number of prompts, if it's known before the pipeline ends.</summary>
    private protected long ExpectedPrompts { set => _bar!.Total = value; }

    /// <summary>Returns the models with the names that were typed. An invalid name is one error, instead of one for each prompt.</summary>
    /// <param name="names">The names.</param>
    /// <param name="checkpoint">The checkpoint; null for the default checkpoint of each model.</param>
    private protected async Task<List<AskedModel>> FindModelsAsync(string[] names, string? checkpoint = null)
    {
        var models = new List<AskedModel>();
        foreach (var name in names)
            await TryAsync(name, async () => models.Add(await FindModelAsync(name, checkpoint)));
        return models;
    }

    /// <summary>Returns the base model with a name: none if the name is invalid, which is an error.</summary>
    private protected async Task<List<AskedModel>> FindBaseModelAsync(string name)
    {
        var models = new List<AskedModel>();
        await TryAsync(name, () =>
        {
            models.Add(new AskedModel(Service, name, Service.Names.BaseModel(name), StopToken) { IsBase = true });
            return Task.CompletedTask;
        });
        return models;
    }

    /// <summary>Sends a prompt, as soon as there is room for it. A prompt without an answer is an error.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompt">Reads the prompt.</param>
    /// <param name="target">The object that contains the prompt.</param>
    /// <param name="answered">Takes the response, on the pipeline thread and in the order of the prompts.</param>
    /// <param name="unanswered">Takes the failure, after its error was written.</param>
    private protected Task AskAsync(
        AskedModel model, Func<string?> prompt, object target, Action<TunedModelResponse> answered, Action<Exception>? unanswered = null)
    {
        _bar!.Begin();
        _asked++;
        return _answers!.AddAsync(() => GenerateAsync(model, prompt, target), target, answer => Take(answer, model, target, answered, unanswered));
    }

    private protected GenerationRequest Request(AskedModel model, string? prompt, object target) =>
        TuningLimits.CheckPrompt(prompt, Service.Limits.PromptLength) is { } problem
            ? throw new TuningArgumentException(Messages.NotSent(problem))
            : _settings with { Model = model.Name, IsBaseModel = model.IsBase, Checkpoint = model.Checkpoint, Prompt = prompt!, InputObject = target };

    // A model that comes by pipeline again and again is found once.
    async Task<AskedModel> FindModelAsync(string name, string? checkpoint)
    {
        if (!_found.TryGetValue((name, checkpoint), out var model))
            _found[(name, checkpoint)] = model = new AskedModel(Service, name, await NamedModels.FindAsync(Service, name, StopToken), StopToken) { Checkpoint = checkpoint };
        return model;
    }

    async Task<TunedModelResponse> GenerateAsync(AskedModel model, Func<string?> prompt, object target)
    {
        var isAnswered = false;
        try
        {
            // Only the code before the await must run on the pipeline thread.
            var request = Request(model, prompt(), target);
            var sent = Service.Clock.GetTimestamp();
            var response = await model.UseAsync(name => Service.GenerateAsync(name == request.Model ? request : request with { Model = name }, StopToken)).ConfigureAwait(false);
            isAnswered = AnswerFault.Find(response) is { } fault ? throw fault : true;
            return response with { Latency = Service.Clock.GetElapsedTime(sent) };
        }
        finally
        {
            _bar!.Count(isAnswered);
        }
    }

    void Take(Task<TunedModelResponse> answer, AskedModel model, object target, Action<TunedModelResponse> answered, Action<Exception>? unanswered)
    {
        TunedModelResponse response;
        try
        {
            response = answer.GetAwaiter().GetResult();
        }
        catch (Exception fault) when (ErrorRecords.IsKnown(fault))
        {
            WriteFault(fault, target);
            unanswered?.Invoke(fault);
            return;
        }
        WarnOf(response.Model);
        AdviseThinking(response, model.IsBase);
        answered(response);
    }

    /// <summary>Advises less thinking, once, if a tuned model thought although the command doesn't say how much.</summary>
    private protected void AdviseThinking(TunedModelResponse response, bool isBase)
    {
        if (!_settings.HasThinking && !isBase)
            _thinking.Give(this, response, Service);
    }
}
