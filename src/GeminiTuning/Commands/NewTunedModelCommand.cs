using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Starts a tuning on the examples of the pipeline.</summary>
[Cmdlet(VerbsCommon.New, "TunedModel", DefaultParameterSetName = "BaseModel", SupportsShouldProcess = true)]
[OutputType(typeof(TuningOperation))]
public sealed class NewTunedModelCommand : ModelSettingsCommand
{
    readonly TrainingSet _set = new();
    ExampleReader? _reader;
    bool _isRandomId;
    bool _isBeingMade;

    /// <summary>The examples: objects with an input and an output.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Example")]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>The name for people.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? DisplayName { get; set; }

    /// <summary>The new model's ID.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Id { get; set; }

    /// <summary>The base model to tune.</summary>
    [Parameter(ParameterSetName = "BaseModel")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(BaseModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? BaseModel { get; set; }

    /// <summary>The tuned model to go on from.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "SourceModel")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SourceModel { get; set; }

    /// <summary>The column of the inputs.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? InputProperty { get; set; }

    /// <summary>The column of the outputs.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? OutputProperty { get; set; }

    /// <summary>How often the whole set is gone through.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, int.MaxValue)]
    public int? EpochCount { get; set; }

    /// <summary>How many examples make a step.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, int.MaxValue)]
    public int? BatchSize { get; set; }

    /// <summary>The step size.</summary>
    [Parameter]
    [Number]
    [PositiveNumber]
    public float? LearningRate { get; set; }

    /// <summary>A factor on the service's own learning rate.</summary>
    [Parameter]
    [Number]
    [PositiveNumber]
    public float? LearningRateMultiplier { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _reader = new ExampleReader(InputProperty, OutputProperty);
        if (LearningRate is not null && LearningRateMultiplier is not null)
            throw new ArgumentException(Messages.LearningRatesExclude);
        CheckTexts(DisplayName);
        // Checked before any row is read.
        _isRandomId = Id is null;
        Id = Checked(nameof(Id), Id, ResourceName.NewModelId) ?? ModelIdMaker.Make(DisplayName);
        BaseModel = Checked(nameof(BaseModel), BaseModel, ResourceName.BaseModel);
        SourceModel = Checked(nameof(SourceModel), SourceModel, ResourceName.TunedModel);
        return Task.CompletedTask;
    }

    static string? Checked(string parameter, string? name, Func<string, string> check)
    {
        try
        {
            return name is null ? null : check(name);
        }
        catch (ArgumentException fault)
        {
            throw new ArgumentException(Messages.ProblemOfParameter(fault.Message, parameter), fault);
        }
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        foreach (var item in InputObject ?? [null])
            _reader!.AddTo(_set, item);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        _set.Complete();
        if (_set.Examples.Count < TuningLimits.AdvisedExampleCount)
            WriteWarning(Messages.FewExamples(Count(_set.Examples.Count), TuningLimits.AdvisedExampleCount));
        if (_set.ReplacedRow is { } row)
            WriteWarning(Messages.UnreadableCharacter(row));
        if (!ShouldProcess($"tunedModels/{Id} ({Current})", Action()))
            return;
        var request = Request();
        if (request is { BaseModel: null, SourceModel: null })
            request = request with { BaseModel = await BaseModelChoice.FindAsync(Service, StopToken) };
        WriteObject(await CreateAsync(request));
    }

    // Whatever ends the create, the model's name is not lost: it may have been made, and cost.
    async Task<TuningOperation?> CreateAsync(TuningRequest request)
    {
        var name = ResourceName.TunedModel(request.Id);
        try
        {
            _isBeingMade = true;
            var operation = await Service.CreateTunedModelAsync(request, StopToken);
            _isBeingMade = false;
            return operation;
        }
        catch (TuningServiceException fault)
        {
            ThrowFault(fault, name, fault.MayHaveBeenCarriedOut ? CreateStoppedException.LookUp(name) : null);
            return null;
        }
    }

    /// <inheritdoc/>
    protected override (Exception Fault, object Target)? AfterStop() =>
        _isBeingMade ? (new CreateStoppedException(ResourceName.TunedModel(Id!)), ResourceName.TunedModel(Id!)) : null;

    string Action()
    {
        var from = SourceModel ?? BaseModel ?? Messages.ModelToBe;
        var how = Hyperparameters.ToString() is { Length: > 0 } text ? Messages.ActionHow(text) : "";
        var steps = Hyperparameters.StepCount(_set.Examples.Count) is { } count ? Messages.ActionSteps(count) : "";
        return Messages.ActionTune(from, Count(_set.Examples.Count), how, steps);
    }

    static string Count(int examples) => examples == 1 ? Messages.OneExample : Messages.ManyExamples(examples);

    Hyperparameters Hyperparameters => new()
    {
        EpochCount = EpochCount,
        BatchSize = BatchSize,
        LearningRate = LearningRate,
        LearningRateMultiplier = LearningRateMultiplier,
    };

    TuningRequest Request() => new()
    {
        Id = Id!,
        IsRandomId = _isRandomId,
        BaseModel = BaseModel,
        SourceModel = SourceModel,
        DisplayName = DisplayName,
        Description = Description,
        Temperature = Temperature,
        TopP = TopP,
        TopK = TopK,
        Hyperparameters = Hyperparameters,
        Examples = _set.Examples,
    };
}
