using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Starts a tuning on the examples of the pipeline, or on those that are in Cloud Storage.</summary>
[Cmdlet(VerbsCommon.New, "TunedModel", DefaultParameterSetName = "BaseModel", SupportsShouldProcess = true)]
[OutputType(typeof(TuningOperation))]
public sealed partial class NewTunedModelCommand : ModelSettingsCommand<ITuningService>
{
    ExampleReader _reader = null!;
    ExampleSet? _training;
    ExampleSet? _validation;
    TuningRequest _request = null!;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        // All of it is checked before any row is read.
        CheckExclusions();
        CheckTexts(DisplayName);
        _request = Request(TrainingDataUri is null ? new ExamplesInRequest([]) : AtUri(nameof(TrainingDataUri), TrainingDataUri));
        _reader = Reader();
        _training = TrainingDataUri is null ? Service.CreateExampleSet() : null;
        if (ValidationExample is not null)
            ReadValidation(ValidationExample);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        if (_training is not null)
            foreach (var item in InputObject ?? [null])
                _reader.AddTo(_training, item);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        if (_training is not null)
            EndExamples(_training);
        if (!ShouldProcess($"{What} ({Current})", Action()))
            return;
        var request = _request with { TrainingData = _training?.Data ?? _request.TrainingData, ValidationData = _validation?.Data ?? _request.ValidationData };
        if (request is { BaseModel: null, SourceModel: null })
            request = request with { BaseModel = await Service.FindBaseModelAsync(StopToken) };
        await CreateAsync(What, LookUp, (onUpload, onCreate) => Service.CreateTunedModelAsync(request with { OnUpload = onUpload, OnCreate = onCreate }, StopToken));
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

    TuningRequest Request(TrainingData training) => new()
    {
        Id = Checked(nameof(Id), Id, ResourceName.NewModelId) ?? ModelIdMaker.Make(DisplayName),
        IsRandomId = Id is null,
        BaseModel = Checked(nameof(BaseModel), BaseModel, Service.Names.BaseModel),
        SourceModel = Checked(nameof(SourceModel), SourceModel, Service.Names.TunedModel),
        SourceCheckpoint = Checkpoint,
        DisplayName = DisplayName,
        Description = Description,
        Temperature = Temperature,
        TopP = TopP,
        TopK = TopK,
        Hyperparameters = new Hyperparameters
        {
            EpochCount = EpochCount,
            BatchSize = BatchSize,
            LearningRate = LearningRate,
            LearningRateMultiplier = LearningRateMultiplier,
            AdapterSize = AdapterSize,
        },
        TrainingData = training,
        ValidationData = ValidationDataUri is null ? null : AtUri(nameof(ValidationDataUri), ValidationDataUri),
        ExportLastCheckpointOnly = ExportLastCheckpointOnly,
        Labels = Labels.Read(Label),
        KmsKeyName = KmsKeyName,
        ServiceAccount = ServiceAccount,
    };

    void CheckExclusions()
    {
        if (LearningRate is not null && LearningRateMultiplier is not null)
            throw new TuningArgumentException(Messages.LearningRatesExclude);
        if (ValidationExample is not null && ValidationDataUri is not null)
            throw new TuningArgumentException(Messages.ValidationExcludes);
        if (TrainingDataUri is not null && ValidationExample is null && (SystemInstruction ?? SystemInstructionProperty ?? InputProperty ?? OutputProperty) is not null)
            throw new TuningArgumentException(Messages.FileIsUsedAsItIs);
    }

    ExampleReader Reader() => new(InputProperty, OutputProperty, SystemInstruction, SystemInstructionProperty);

    void ReadValidation(PSObject?[] examples)
    {
        _validation = Service.CreateExampleSet();
        var reader = Reader();
        try
        {
            if (examples.Length > TuningLimits.ValidationCount)
                throw new TuningDataException(Messages.TooManyValidationExamples(count: examples.Length, most: TuningLimits.ValidationCount));
            foreach (var item in examples)
                reader.AddTo(_validation, item);
            _validation.Complete();
        }
        catch (TuningDataException fault)
        {
            throw new TuningDataException(Messages.ValidationRefused(fault.Message));
        }
    }

    void EndExamples(ExampleSet examples)
    {
        examples.Complete();
        if (examples.Count < TuningLimits.AdvisedExampleCount)
            this.Warn(Messages.FewExamples(count: examples.Count, advised: TuningLimits.AdvisedExampleCount));
        if (examples.ReplacedRow is { } row)
            this.Warn(Messages.UnreadableCharacter(row));
    }

    string? NewName => Service.Names.NewTunedModel(_request.Id);

    // What is to be made, as it is called before the service has named it.
    string What => NewName ?? DisplayName ?? _request.Id;

    string LookUp => NewName is { } name ? Messages.MayHaveBeenMade(name) : Messages.MayHaveBeenMadeVertex(label: TuningRequest.RequestLabel, id: _request.Id);

    string Action()
    {
        var from = _request.SourceModel ?? _request.BaseModel ?? Service.DefaultBaseModel ?? Messages.ServiceBaseModel;
        return _training is null
            ? Messages.ActionTune(from: from, on: TrainingDataUri!, how: _request.Hyperparameters, steps: null)
            : Messages.ActionTune(
                from: from, on: Messages.Examples(_training.Count), how: _request.Hyperparameters, steps: _request.Hyperparameters.StepCount(_training.Count));
    }

    static ExamplesAtUri AtUri(string parameter, string uri) => new(Checked(parameter, uri, text => StorageUri.File(text).ToString())!);

    // A name that was given, completed; the error for one that is none says which parameter it is about.
    static string? Checked(string parameter, string? name, Func<string, string> check)
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
