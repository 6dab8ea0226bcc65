using System.Collections;
using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>The base of the cmdlets that ask models: how they are asked.</summary>
/// <typeparam name="TService">What the service must have.</typeparam>
public abstract class GenerationCommand<TService> : ServiceCommand<TService> where TService : class, ITuningService
{
    /// <summary>What the model is told beforehand.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SystemInstruction { get; set; }

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
    [ArgumentCompleter(typeof(FreeTextCompleter))]
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

    /// <summary>How much the model thinks.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    public ThinkingLevel? ThinkingLevel { get; set; }

    /// <summary>The most tokens for thinking.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [Number(Whole = true)]
    [ValidateRange(-1, int.MaxValue)]
    public int? ThinkingBudget { get; set; }

    /// <summary>The media type of the response.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [ArgumentCompleter(typeof(MediaTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ResponseMimeType { get; set; }

    /// <summary>The schema of a JSON response.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public PSObject? ResponseSchema { get; set; }

    /// <summary>Return log probabilities.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    public SwitchParameter ResponseLogprobs { get; set; }

    /// <summary>The number of likeliest tokens to return at each position.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [Number(Whole = true)]
    [ValidateRange(1, 20)]
    public int? Logprobs { get; set; }

    /// <summary>How to ask, without a model and a prompt.</summary>
    /// <exception cref="TuningArgumentException">One of the texts or words is not valid.</exception>
    private protected GenerationRequest Settings()
    {
        var problem = StopSequence.Select(text => TuningLimits.Check("-StopSequence", text, int.MaxValue)).FirstOrDefault(problem => problem is not null)
            ?? (SystemInstruction is null ? null : TuningLimits.Check("-SystemInstruction", SystemInstruction, int.MaxValue));
        problem ??= ThinkingLevel is not null && ThinkingBudget is not null ? Messages.ThinkingTwice : null;
        return problem is not null ? throw new TuningArgumentException(problem) : new GenerationRequest
        {
            Model = "",
            Prompt = "",
            SystemInstruction = SystemInstruction,
            Temperature = Temperature,
            TopP = TopP,
            TopK = TopK,
            MaxOutputTokens = MaxOutputTokens,
            StopSequences = StopSequence,
            CandidateCount = CandidateCount,
            Seed = Seed,
            SafetySettings = SafetySettings.Read(SafetySetting),
            ThinkingLevel = ThinkingLevel,
            ThinkingBudget = ThinkingBudget,
            // A schema without the type of JSON is refused by the service.
            ResponseMimeType = ResponseMimeType ?? (ResponseSchema is null ? null : "application/json"),
            ResponseSchema = ResponseSchema is null ? null : JsonSchema.Read(ResponseSchema),
            ResponseLogprobs = ResponseLogprobs || Logprobs is not null,
            Logprobs = Logprobs,
        };
    }
}
