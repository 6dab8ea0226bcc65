using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;

namespace GeminiTuning.Commands;

/// <summary>Starts a tuning on the examples of the pipeline, or on those that are in Cloud Storage.</summary>
[Cmdlet(VerbsCommon.New, "TunedModel", DefaultParameterSetName = "BaseModel", SupportsShouldProcess = true)]
[OutputType(typeof(TuningOperation))]
public sealed class NewTunedModelCommand : TuningCommand
{
    string _id = "";

    /// <summary>The name for people.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string? DisplayName { get; set; }

    /// <summary>The new model's ID.</summary>
    [Parameter]
    [OnlyOn<IGeminiApiService>]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Id { get; set; }

    /// <summary>How often the whole set is gone through.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, int.MaxValue)]
    public int? EpochCount { get; set; }

    /// <summary>How many examples make a step.</summary>
    [Parameter]
    [OnlyOn<IGeminiApiService>]
    [Number(Whole = true)]
    [ValidateRange(1, int.MaxValue)]
    public int? BatchSize { get; set; }

    /// <summary>The step size.</summary>
    [Parameter]
    [OnlyOn<IGeminiApiService>]
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
    [OnlyOn<IVertexService>]
    [Number(Whole = true)]
    [ValidateSet("1", "2", "4", "8", "16")]
    public int? AdapterSize { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        if (LearningRate is not null && LearningRateMultiplier is not null)
            throw new TuningArgumentException(Messages.LearningRatesExclude);
        CheckTexts(DisplayName);
        _id = Checked(nameof(Id), Id, ResourceName.NewModelId) ?? ModelIdMaker.Make(DisplayName);
        return base.BeginAsync();
    }

    private protected override async Task TuneAsync(TuningRequest common, TokenEstimate? tokens)
    {
        var request = common with { Id = _id, IsRandomId = Id is null, DisplayName = DisplayName, Hyperparameters = How(common.Hyperparameters) };
        var uses = InWords(tokens, EpochCount);
        if (!ShouldProcess($"{What} ({Current})", Action(request.Hyperparameters, uses)))
            return;
        TellTokens(uses);
        if (NeedsBaseModel(request))
            request = request with { BaseModel = await Service.FindBaseModelAsync(StopToken) };
        await CreateAsync(What, LookUp, (onUpload, onCreate) => Service.CreateTunedModelAsync(request with { OnUpload = onUpload, OnCreate = onCreate }, StopToken));
    }

    Hyperparameters How(Hyperparameters common) => common with
    {
        EpochCount = EpochCount,
        BatchSize = BatchSize,
        LearningRate = LearningRate,
        LearningRateMultiplier = LearningRateMultiplier,
        AdapterSize = AdapterSize,
    };

    string? NewName => Service.Names.NewTunedModel(_id);

    // What is to be made, as it is called before the service has named it.
    string What => NewName ?? DisplayName ?? _id;

    string LookUp => NewName is { } name ? Messages.MayHaveBeenMade(name) : Messages.MayHaveBeenMadeVertex(label: TuningRequest.RequestLabel, id: _id);
}
