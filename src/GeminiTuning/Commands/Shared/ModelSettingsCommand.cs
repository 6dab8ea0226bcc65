using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>The base of the cmdlets that give a model its settings.</summary>
/// <typeparam name="TService">What the service must have.</typeparam>
public abstract class ModelSettingsCommand<TService> : ServiceCommand<TService> where TService : class, ITuningService
{
    /// <summary>What the model is for.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [AllowEmptyString]
    public string? Description { get; set; }

    /// <summary>The model's default temperature.</summary>
    [Parameter]
    [OnlyOn<IGeminiApiService>]
    [Number]
    [ValidateRange(0f, 1f)]
    public float? Temperature { get; set; }

    /// <summary>The model's default topP.</summary>
    [Parameter]
    [OnlyOn<IGeminiApiService>]
    [Number]
    [ValidateRange(0f, 1f)]
    public float? TopP { get; set; }

    /// <summary>The model's default topK.</summary>
    [Parameter]
    [OnlyOn<IGeminiApiService>]
    [Number(Whole = true)]
    [ValidateRange(1, int.MaxValue)]
    public int? TopK { get; set; }

    /// <summary>Checks the texts, before anything is read or sent.</summary>
    /// <exception cref="TuningArgumentException">One is too long, or not valid Unicode.</exception>
    private protected void CheckTexts(string? displayName)
    {
        var problem = displayName is null ? null : TuningLimits.CheckDisplayName("-DisplayName", displayName, Service.Limits.DisplayNameLength);
        problem ??= string.IsNullOrEmpty(Description) ? null : TuningLimits.Check("-Description", Description, int.MaxValue);
        if (problem is not null)
            throw new TuningArgumentException(problem);
    }
}
