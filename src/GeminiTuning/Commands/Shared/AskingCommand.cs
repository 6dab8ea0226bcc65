using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>The base of the cmdlets that send prompts and wait for the responses: several at a time, in the order of the prompts.</summary>
public abstract class AskingCommand : GenerationCommand<ITuningService>
{
    GenerationRequest _settings = null!;
    InOrder<TunedModelResponse>? _answers;

    /// <summary>The checkpoint to use.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [ArgumentCompleter(typeof(CheckpointCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Checkpoint { get; set; }

    /// <summary>The maximum number of prompts to send at a time.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 5;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _answers = new InOrder<TunedModelResponse>(ThrottleLimit);
        _settings = Settings() with { Checkpoint = Checkpoint };
        return Task.CompletedTask;
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

    /// <summary>Returns the names of the models. An invalid name is one error, instead of one for each prompt.</summary>
    private protected List<string> CheckedModels(string[] names)
    {
        var models = new List<string>();
        foreach (var name in names)
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

    /// <summary>Sends a prompt, as soon as there is room for it. A prompt without an answer is an error.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompt">Reads the prompt.</param>
    /// <param name="target">The object that contains the prompt.</param>
    /// <param name="answered">Takes the response, on the pipeline thread and in the order of the prompts.</param>
    /// <param name="unanswered">Takes the failure, after its error was written.</param>
    private protected Task AskAsync(string model, Func<string?> prompt, object target, Action<TunedModelResponse> answered, Action<Exception>? unanswered = null) =>
        _answers!.AddAsync(() => GenerateAsync(model, prompt, target), target, answer => Take(answer, target, answered, unanswered));

    private protected GenerationRequest Request(string model, string? prompt, object target) =>
        TuningLimits.CheckPrompt(prompt, Service.Limits.PromptLength) is { } problem
            ? throw new TuningArgumentException(Messages.NotSent(problem))
            : _settings with { Model = model, Prompt = prompt!, InputObject = target };

    async Task<TunedModelResponse> GenerateAsync(string model, Func<string?> prompt, object target)
    {
        // Only the code before the await must run on the pipeline thread.
        var sent = Service.Clock.GetTimestamp();
        var response = await Service.GenerateAsync(Request(model, prompt(), target), StopToken).ConfigureAwait(false);
        return AnswerFault.Find(response) is { } fault ? throw fault : response with { Latency = Service.Clock.GetElapsedTime(sent) };
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
        answered(response);
    }
}
