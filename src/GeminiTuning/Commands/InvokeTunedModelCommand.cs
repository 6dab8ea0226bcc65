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
    readonly Queue<(Task<TunedModelResponse> Answer, object Target)> _asked = [];
    PromptReader? _reader;

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
    [ValidateNotNullOrEmpty]
    public string? InputProperty { get; set; }

    /// <summary>How freely it answers.</summary>
    [Parameter]
    [ValidateRange(0f, 2f)]
    public float? Temperature { get; set; }

    /// <summary>Picks among the likeliest tokens that sum up to this probability.</summary>
    [Parameter]
    [ValidateRange(0f, 1f)]
    public float? TopP { get; set; }

    /// <summary>Picks among this many of the likeliest tokens.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? TopK { get; set; }

    /// <summary>The most tokens of an answer.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxOutputTokens { get; set; }

    /// <summary>Texts that end an answer.</summary>
    [Parameter]
    [ValidateCount(1, 5)]
    [ValidateNotNullOrEmpty]
    public string[] StopSequence { get; set; } = [];

    /// <summary>How many answers to give.</summary>
    [Parameter]
    [ValidateRange(1, 8)]
    public int? CandidateCount { get; set; }

    /// <summary>Makes answers repeatable, as far as the service can.</summary>
    [Parameter]
    public int? Seed { get; set; }

    /// <summary>Category and threshold, from which an answer is held back.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? SafetySetting { get; set; }

    /// <summary>Write the text piece by piece as it is made.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <summary>How many prompts are asked at a time.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 5;

    GenerationRequest _settings = null!;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _reader = new PromptReader(InputProperty);
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
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        foreach (var model in Model)
            if (ParameterSetName == "Prompt")
                foreach (var prompt in Prompt)
                    await AskAsync(model, () => prompt, prompt);
            else
                await AskAsync(model, () => InputObject is null ? null : _reader!.Read(InputObject), InputObject?.BaseObject is PSCustomObject ? InputObject : InputObject?.BaseObject ?? "");
    }

    /// <inheritdoc/>
    protected override Task EndAsync() => WriteAnswersAsync(0);

    async Task AskAsync(string model, Func<string?> read, object target)
    {
        GenerationRequest request;
        try
        {
            var prompt = read();
            if (TuningLimits.Check("the prompt", prompt, TuningLimits.InputLength) is { } problem)
                throw new ArgumentException($"Not sent: {problem}.");
            request = _settings with { Model = ResourceName.TunedModel(model), Prompt = prompt!, InputObject = target };
        }
        catch (Exception fault) when (fault is ArgumentException or TuningDataException)
        {
            _asked.Enqueue((Task.FromException<TunedModelResponse>(fault), target));
            await WriteAnswersAsync(ThrottleLimit - 1);
            return;
        }
        if (Stream)
        {
            await StreamAsync(request, target);
            return;
        }
        await WriteAnswersAsync(ThrottleLimit - 1);
        _asked.Enqueue((Service.GenerateAsync(request, StopToken), target));
    }

    // Writes answers in the order of their prompts: those that are there, and as many more as leave no more than so many under way.
    async Task WriteAnswersAsync(int leave)
    {
        while (_asked.Count > leave || (_asked.TryPeek(out var head) && head.Answer.IsCompleted))
        {
            var (answer, target) = _asked.Dequeue();
            try
            {
                var response = await answer;
                WriteObject(IsBlocked(response) ? throw new GenerationBlockedException(response) : response);
            }
            catch (Exception fault) when (fault is TuningServiceException or GenerationBlockedException or ArgumentException or TuningDataException)
            {
                WriteFault(fault, target);
            }
        }
    }

    async Task StreamAsync(GenerationRequest request, object target)
    {
        try
        {
            TunedModelResponse? last = null;
            var written = false;
            await foreach (var piece in Service.GenerateStreamAsync(request, StopToken))
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
        catch (Exception fault) when (fault is TuningServiceException or GenerationBlockedException)
        {
            WriteFault(fault, target);
        }
    }

    static bool IsBlocked(TunedModelResponse response) =>
        response.Candidates.Count == 0
        || (response.Text.Length == 0 && response.FinishReason is not (FinishReason.Stop or FinishReason.MaxTokens or FinishReason.Unspecified));
}
