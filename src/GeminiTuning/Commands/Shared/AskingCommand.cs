using System.Collections.Concurrent;
using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>The base of the cmdlets that send prompts and wait for the responses: several at a time, in the order of the prompts.</summary>
public abstract class AskingCommand : GenerationCommand<ITuningService>
{
    GenerationRequest _settings = null!;
    readonly Dictionary<string, string> _found = [];
    // The names to use in place of those that turned out to be display names. Responses arrive on any thread.
    readonly ConcurrentDictionary<string, string> _meant = new();
    InOrder<TunedModelResponse>? _answers;
    readonly ThinkingAdvice _thinking = new();
    PromptBar? _bar;
    long _asked;

    /// <summary>The maximum number of prompts to send at a time.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 5;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _answers = new InOrder<TunedModelResponse>(ThrottleLimit);
        _bar = new PromptBar(this, Activity, Service.Clock);
        _settings = AskingSettings();
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

    /// <summary>The settings of all requests.</summary>
    private protected abstract GenerationRequest AskingSettings();

    /// <summary>Returns the models with the names that were typed. An invalid name is one error, instead of one for each prompt.</summary>
    private protected async Task<List<(string Model, string Typed)>> FindModelsAsync(string[] names)
    {
        var models = new List<(string Model, string Typed)>();
        foreach (var name in names)
            await TryAsync(name, async () =>
            {
                if (!_found.TryGetValue(name, out var model))
                    _found[name] = model = _settings.IsBaseModel ? Service.Names.BaseModel(name) : await NamedModels.FindAsync(Service, name, StopToken);
                models.Add((model, name));
            });
        return models;
    }

    /// <summary>Uses a model. If its name turns out to be a display name, it's looked up for the first prompts only.</summary>
    private protected Task<T> UseAsync<T>((string Model, string Typed) model, Func<string, Task<T>> ask) => _settings.IsBaseModel || _meant.ContainsKey(model.Typed)
        ? ask(_meant.GetValueOrDefault(model.Typed, model.Model))
        : NamedModels.UseAsync(Service, model.Typed, async name =>
        {
            var answer = await ask(name);
            _meant[model.Typed] = name;
            return answer;
        }, StopToken);

    /// <summary>Sends a prompt, as soon as there is room for it. A prompt without an answer is an error.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompt">Reads the prompt.</param>
    /// <param name="target">The object that contains the prompt.</param>
    /// <param name="answered">Takes the response, on the pipeline thread and in the order of the prompts.</param>
    /// <param name="unanswered">Takes the failure, after its error was written.</param>
    private protected Task AskAsync(
        (string Model, string Typed) model, Func<string?> prompt, object target, Action<TunedModelResponse> answered, Action<Exception>? unanswered = null)
    {
        _bar!.Begin();
        _asked++;
        return _answers!.AddAsync(() => GenerateAsync(model, prompt, target), target, answer => Take(answer, target, answered, unanswered));
    }

    private protected GenerationRequest Request(string model, string? prompt, object target) =>
        TuningLimits.CheckPrompt(prompt, Service.Limits.PromptLength) is { } problem
            ? throw new TuningArgumentException(Messages.NotSent(problem))
            : _settings with { Model = model, Prompt = prompt!, InputObject = target };

    async Task<TunedModelResponse> GenerateAsync((string Model, string Typed) model, Func<string?> prompt, object target)
    {
        var isAnswered = false;
        try
        {
            // Only the code before the await must run on the pipeline thread.
            var request = Request(model.Model, prompt(), target);
            var sent = Service.Clock.GetTimestamp();
            var response = await Task.Run(() => UseAsync(model, name => Service.GenerateAsync(request with { Model = name }, StopToken))).ConfigureAwait(false);
            isAnswered = AnswerFault.Find(response) is { } fault ? throw fault : true;
            return response with { Latency = Service.Clock.GetElapsedTime(sent) };
        }
        finally
        {
            _bar!.Count(isAnswered);
        }
    }

    void Take(Task<TunedModelResponse> answer, object target, Action<TunedModelResponse> answered, Action<Exception>? unanswered)
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
        AdviseThinking(response);
        answered(response);
    }

    /// <summary>Advises less thinking, once, if a tuned model thought although the command doesn't say how much.</summary>
    private protected void AdviseThinking(TunedModelResponse response)
    {
        if (!_settings.HasThinking && !_settings.IsBaseModel)
            _thinking.Give(this, response, Service);
    }
}
