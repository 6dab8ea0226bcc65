using System.Collections;
using System.Management.Automation;
using GeminiTuning.Binding;

namespace GeminiTuning.Commands;

/// <summary>The base of the cmdlet that tunes: how it is tuned, and what the model is made with.</summary>
public abstract class TuningSettingsCommand : ModelSettingsCommand
{
    /// <summary>How often the whole set is gone through.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, int.MaxValue)]
    public int? EpochCount { get; set; }

    /// <summary>How many examples make a step.</summary>
    [Parameter]
    [OnlyOn(TuningServiceKind.GeminiApi)]
    [Number(Whole = true)]
    [ValidateRange(1, int.MaxValue)]
    public int? BatchSize { get; set; }

    /// <summary>The step size.</summary>
    [Parameter]
    [OnlyOn(TuningServiceKind.GeminiApi)]
    [Number]
    [PositiveNumber]
    public float? LearningRate { get; set; }

    /// <summary>A factor on the service's own learning rate.</summary>
    [Parameter]
    [Number]
    [PositiveNumber]
    public float? LearningRateMultiplier { get; set; }

    /// <summary>How much the tuning may change.</summary>
    [Parameter]
    [OnlyOn(TuningServiceKind.VertexAI)]
    [Number(Whole = true)]
    [ValidateSet("1", "2", "4", "8", "16")]
    public int? AdapterSize { get; set; }

    /// <summary>Keep the model as it is after the last epoch alone.</summary>
    [Parameter]
    [OnlyOn(TuningServiceKind.VertexAI)]
    public SwitchParameter ExportLastCheckpointOnly { get; set; }

    /// <summary>Labels, for finding and billing.</summary>
    [Parameter]
    [OnlyOn(TuningServiceKind.VertexAI)]
    [ValidateNotNull]
    public IDictionary? Label { get; set; }

    /// <summary>The key of Cloud KMS that the model is encrypted with.</summary>
    [Parameter]
    [OnlyOn(TuningServiceKind.VertexAI)]
    [KmsKeyName]
    public string? KmsKeyName { get; set; }

    /// <summary>The service account that the tuning runs as.</summary>
    [Parameter]
    [OnlyOn(TuningServiceKind.VertexAI)]
    [ServiceAccount]
    public string? ServiceAccount { get; set; }

    private protected Hyperparameters Hyperparameters => new()
    {
        EpochCount = EpochCount,
        BatchSize = BatchSize,
        LearningRate = LearningRate,
        LearningRateMultiplier = LearningRateMultiplier,
        AdapterSize = AdapterSize,
    };

    /// <exception cref="TuningArgumentException">Two of them exclude each other.</exception>
    private protected void CheckHyperparameters()
    {
        if (LearningRate is not null && LearningRateMultiplier is not null)
            throw new TuningArgumentException(Messages.LearningRatesExclude);
    }

    /// <summary>A name that was given, completed; the error for one that is none says which parameter it is about.</summary>
    private protected static string? Checked(string parameter, string? name, Func<string, string> check)
    {
        try
        {
            return name is null ? null : check(name);
        }
        catch (TuningArgumentException fault)
        {
            throw new TuningArgumentException(Messages.ProblemOfParameter(problem: fault.Message, parameter: parameter), fault);
        }
    }
}
