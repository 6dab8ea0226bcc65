using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Starts a tuning on the examples of the pipeline, or on those that are in Cloud Storage.</summary>
[Cmdlet(VerbsCommon.New, "TunedModel", DefaultParameterSetName = "BaseModel", SupportsShouldProcess = true)]
[OutputType(typeof(TuningOperation))]
public sealed class NewTunedModelCommand : TuningSettingsCommand
{
    TrainingIntake? _training;
    TrainingIntake? _validation;
    IReadOnlyDictionary<string, string> _labels = new Dictionary<string, string>();
    bool _isRandomId;

    /// <summary>The examples: objects with an input and an output.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "BaseModel")]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "SourceModel")]
    [Alias("Example")]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>The examples where they are already: gs://BUCKET/OBJECT.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "BaseModelOnUri")]
    [Parameter(Mandatory = true, ParameterSetName = "SourceModelOnUri")]
    [OnlyOn(TuningServiceKind.VertexAI)]
    [ValidateNotNullOrEmpty]
    public string? TrainingDataUri { get; set; }

    /// <summary>Examples that are not learned, to measure with.</summary>
    [Parameter]
    [OnlyOn(TuningServiceKind.VertexAI)]
    [ValidateNotNull]
    public PSObject?[]? ValidationExample { get; set; }

    /// <summary>The same, where they are already: gs://BUCKET/OBJECT.</summary>
    [Parameter]
    [OnlyOn(TuningServiceKind.VertexAI)]
    [ValidateNotNullOrEmpty]
    public string? ValidationDataUri { get; set; }

    /// <summary>The name for people.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? DisplayName { get; set; }

    /// <summary>The new model's ID.</summary>
    [Parameter]
    [OnlyOn(TuningServiceKind.GeminiApi)]
    [ValidateNotNullOrEmpty]
    public string? Id { get; set; }

    /// <summary>The base model to tune.</summary>
    [Parameter(ParameterSetName = "BaseModel")]
    [Parameter(ParameterSetName = "BaseModelOnUri")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(BaseModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? BaseModel { get; set; }

    /// <summary>The tuned model to go on from.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "SourceModel")]
    [Parameter(Mandatory = true, ParameterSetName = "SourceModelOnUri")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SourceModel { get; set; }

    /// <summary>The checkpoint of that model to go on from.</summary>
    [Parameter(ParameterSetName = "SourceModel")]
    [Parameter(ParameterSetName = "SourceModelOnUri")]
    [OnlyOn(TuningServiceKind.VertexAI)]
    [ArgumentCompleter(typeof(CheckpointCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Checkpoint { get; set; }

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

    /// <summary>What the model is told beforehand in all examples.</summary>
    [Parameter]
    [OnlyOn(TuningServiceKind.VertexAI)]
    [ValidateNotNullOrEmpty]
    public string? SystemInstruction { get; set; }

    /// <summary>The column of what the model is told beforehand.</summary>
    [Parameter]
    [OnlyOn(TuningServiceKind.VertexAI)]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SystemInstructionProperty { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        CheckHyperparameters();
        CheckTexts(DisplayName);
        // Checked before any row is read.
        _isRandomId = Id is null;
        Id = Checked(nameof(Id), Id, ResourceName.NewModelId) ?? ModelIdMaker.Make(DisplayName);
        BaseModel = Checked(nameof(BaseModel), BaseModel, Service.Names.BaseModel);
        SourceModel = Checked(nameof(SourceModel), SourceModel, Service.Names.TunedModel);
        TrainingDataUri = Checked(nameof(TrainingDataUri), TrainingDataUri, text => StorageUri.File(text).ToString());
        ValidationDataUri = Checked(nameof(ValidationDataUri), ValidationDataUri, text => StorageUri.File(text).ToString());
        _labels = Labels.Read(Label);
        if (ValidationExample is not null && ValidationDataUri is not null)
            throw new TuningArgumentException(Messages.ValidationExcludes);
        if (TrainingDataUri is not null && ValidationExample is null && (SystemInstruction ?? SystemInstructionProperty ?? InputProperty ?? OutputProperty) is not null)
            throw new TuningArgumentException(Messages.FileIsUsedAsItIs);
        if (IsVertex && (TrainingDataUri is null || ValidationExample is not null))
            Vertex.RequireBucket();
        _training = TrainingDataUri is null ? Intake() : null;
        if (ValidationExample is not null)
            _validation = ReadValidation(ValidationExample);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        foreach (var item in InputObject ?? [null])
            _training?.Add(item);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        _training?.Complete();
        if (_training is { Count: < TuningLimits.AdvisedExampleCount })
            WriteWarning(Messages.FewExamples(count: _training.Count, advised: TuningLimits.AdvisedExampleCount));
        if (_training?.ReplacedRow is { } row)
            WriteWarning(Messages.UnreadableCharacter(row));
        if (!ShouldProcess(Target, Action()))
            return;
        var request = Request();
        if (request is { BaseModel: null, SourceModel: null })
            request = request with { BaseModel = await BaseModelChoice.FindAsync(Service, StopToken) };
        await CreateAsync(What, LookUp, onUpload => Service.CreateTunedModelAsync(request with { OnUpload = onUpload }, StopToken));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        _training?.Dispose();
        _validation?.Dispose();
    }

    TrainingIntake Intake() => new(IsVertex, new ExampleReader(InputProperty, OutputProperty, SystemInstruction, SystemInstructionProperty, IsVertex));

    TrainingIntake ReadValidation(PSObject?[] examples)
    {
        var intake = Intake();
        try
        {
            if (examples.Length > TuningLimits.ValidationCount)
                throw new TuningDataException(Messages.TooManyValidationExamples(count: examples.Length, most: TuningLimits.ValidationCount));
            foreach (var item in examples)
                intake.Add(item);
            intake.Complete();
            return intake;
        }
        catch (TuningDataException fault)
        {
            intake.Dispose();
            throw new TuningDataException(Messages.ValidationRefused(fault.Message));
        }
    }

    // What is to be made, as it is called before the service has named it.
    string What => IsVertex ? DisplayName ?? Id! : ResourceName.TunedModel(Id!);

    string Target => $"{What} ({Current})";

    string LookUp => IsVertex ? Messages.MayHaveBeenMadeVertex(label: TuningRequest.RequestLabel, id: Id) : Messages.MayHaveBeenMade(ResourceName.TunedModel(Id!));

    string Action()
    {
        var from = SourceModel ?? BaseModel ?? (IsVertex ? VertexOptions.DefaultBaseModel : Messages.ModelToBe);
        return _training is null
            ? Messages.ActionTune(from: from, on: TrainingDataUri!, how: Hyperparameters, steps: null)
            : Messages.ActionTune(from: from, on: Messages.Examples(_training.Count), how: Hyperparameters, steps: Hyperparameters.StepCount(_training.Count));
    }

    TuningRequest Request() => new()
    {
        Id = Id!,
        IsRandomId = _isRandomId,
        BaseModel = BaseModel,
        SourceModel = SourceModel,
        SourceCheckpoint = Checkpoint,
        DisplayName = DisplayName,
        Description = Description,
        Temperature = Temperature,
        TopP = TopP,
        TopK = TopK,
        Hyperparameters = Hyperparameters,
        Examples = _training?.Examples ?? [],
        TrainingFile = _training?.File,
        TrainingDataUri = TrainingDataUri,
        ValidationFile = _validation?.File,
        ValidationDataUri = ValidationDataUri,
        ExportLastCheckpointOnly = ExportLastCheckpointOnly,
        Labels = _labels,
        KmsKeyName = KmsKeyName,
        ServiceAccount = ServiceAccount,
    };
}
