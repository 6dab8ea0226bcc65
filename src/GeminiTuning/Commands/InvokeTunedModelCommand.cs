using System.Collections;
using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Asks tuned models.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "TunedModel", DefaultParameterSetName = "Prompt")]
[OutputType(typeof(TunedModelResponse), typeof(string))]
public sealed class InvokeTunedModelCommand : ServiceCommand
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

    /// <summary>How freely it answers.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0f, 2f)]
    public float? Temperature { get; set; }

    /// <summary>Picks among the likeliest tokens that sum up to this probability.</summary>
    [Parameter]
    [Number]
    [ValidateRange(0f, 1f)]
    public float? TopP { get; set; }

    /// <summary>Picks among this many of the likeliest tokens.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, int.MaxValue)]
    public int? TopK { get; set; }

    /// <summary>The most tokens of an answer.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxOutputTokens { get; set; }

    /// <summary>Texts that end an answer.</summary>
    [Parameter]
    [ValidateCount(1, 5)]
    [ValidateNotNullOrEmpty]
    public string[] StopSequence { get; set; } = [];

    /// <summary>How many answers to give.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, 8)]
    public int? CandidateCount { get; set; }

    /// <summary>Makes answers repeatable, as far as the service can.</summary>
    [Parameter]
    [Number(Whole = true)]
    public int? Seed { get; set; }

    /// <summary>Category and threshold, from which an answer is held back.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SafetySettingCompleter))]
    [ValidateNotNull]
    public IDictionary? SafetySetting { get; set; }

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
        if (StopSequence.Select(text => TuningLimits.Check("-StopSequence", text, int.MaxValue)).FirstOrDefault(problem => problem is not null) is { } problem)
            throw new ArgumentException($"{problem}.");
        _ = Service; // without a connection, no prompt can be asked: one error, not one for each
        _reader = new PromptReader(InputProperty);
        _answers = new InOrder<TunedModelResponse>(ThrottleLimit, Write);
        _settings = new GenerationRequest
        {
            Model = "",
            Prompt = "",
            Temperature = Temperature,
            TopP = TopP,
            TopK = TopK,
            MaxOutputTokens = MaxOutputTokens,
            StopSequences = StopSequence,
            CandidateCount = CandidateCount,
            Seed = Seed,
            SafetySettings = SafetySettings.Read(SafetySetting),
        };
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
                models.Add(ResourceName.TunedModel(name));
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
        return IsBlocked(response) ? throw new GenerationBlockedException(response) : response;
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
            if (!written && last is not null && IsBlocked(last))
                throw new GenerationBlockedException(last);
        }
        catch (Exception fault) when (ErrorRecords.IsKnown(fault))
        {
            WriteFault(fault, target);
        }
    }

    GenerationRequest Request(string model, string? prompt, object target) =>
        TuningLimits.Check(Messages.ThePrompt, prompt, TuningLimits.InputLength) is { } problem
            ? throw new ArgumentException(Messages.NotSent(problem))
            : _settings with { Model = model, Prompt = prompt!, InputObject = target };

    static bool IsBlocked(TunedModelResponse response) =>
        response.Candidates.Count == 0
        || (response.Text.Length == 0 && response.FinishReason is not (FinishReason.Stop or FinishReason.MaxTokens or FinishReason.Unspecified));
}
