using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Starts a tuning on the examples of the pipeline, or on those that are in Cloud Storage.</summary>
[Cmdlet(VerbsCommon.New, "TunedModel", DefaultParameterSetName = "BaseModel", SupportsShouldProcess = true)]
[OutputType(typeof(TuningOperation))]
public sealed partial class NewTunedModelCommand : ModelSettingsCommand<ITuningService>
{
    static readonly string[] s_validation = [nameof(ValidationExample), nameof(ValidationDataPath), nameof(ValidationDataUri)];

    TuningRequest _request = null!;

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        // All of it is checked before any row is read.
        CheckExclusions();
        CheckTexts(DisplayName);
        _request = Request(TrainingDataUri is null ? new ExamplesInRequest([]) : AtUri(nameof(TrainingDataUri), TrainingDataUri));
        _request = _request with { SourceModel = SourceModel is null ? null : await FindSourceAsync(SourceModel) };
        BeginExamples();
        BeginTokens();
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        TakeExamples();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        EndExamples();
        if ((_request.SourceModel ?? _request.BaseModel ?? Service.DefaultBaseModel) is { } from)
            WarnOf(from);
        var tokens = await CountTokensAsync();
        if (!ShouldProcess($"{What} ({Current})", tokens is null ? Action() : $"{Action()}, {tokens}"))
            return;
        TellTokens(tokens);
        var request = WithData(_request);
        if (request is { BaseModel: null, SourceModel: null })
            request = request with { BaseModel = await Service.FindBaseModelAsync(StopToken) };
        await CreateAsync(What, LookUp, (onUpload, onCreate) => Service.CreateTunedModelAsync(request with { OnUpload = onUpload, OnCreate = onCreate }, StopToken));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            DisposeExamples();
    }

    TuningRequest WithData(TuningRequest request) =>
        request with { TrainingData = TrainingData ?? request.TrainingData, ValidationData = ValidationData ?? request.ValidationData };

    TuningRequest Request(TrainingData training) => new()
    {
        Id = Checked(nameof(Id), Id, ResourceName.NewModelId) ?? ModelIdMaker.Make(DisplayName),
        IsRandomId = Id is null,
        BaseModel = Checked(nameof(BaseModel), BaseModel, Service.Names.BaseModel),
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
            Beta = Beta,
        },
        Method = Method,
        EvaluationMetrics = (EvaluationMetric ?? []).Select(name => Parsed(name)).ToArray(),
        EvaluationOutputUri = Checked(nameof(EvaluationOutputUri), EvaluationOutputUri, uri => $"{StorageUri.Folder(uri)}"),
        TrainingData = training,
        ValidationData = ValidationDataUri is null ? null : AtUri(nameof(ValidationDataUri), ValidationDataUri),
        ExportLastCheckpointOnly = ExportLastCheckpointOnly,
        Labels = Labels.Read(Label, TuningRequest.RequestLabel),
        KmsKeyName = KmsKeyName,
        ServiceAccount = ServiceAccount,
    };

    void CheckExclusions()
    {
        if (LearningRate is not null && LearningRateMultiplier is not null)
            throw new TuningArgumentException(Messages.LearningRatesExclude);
        if (Method == TuningMethod.Preference && Service.Limits.Examples.Preference is null)
            throw new NotOfServiceException($"-{nameof(Method)} {Method}", new OnlyOnAttribute<IVertexService>().Service, Service.Name);
        if (EvaluationOutputUri is not null && EvaluationMetric is null)
            throw new TuningArgumentException(Messages.OutputWithoutMetric);
        string[] validation = [.. s_validation.Where(MyInvocation.BoundParameters.ContainsKey)];
        if (validation.Length > 1)
            throw new TuningArgumentException(Messages.ValidationExcludes(validation));
        if (EvaluationMetric is not null && validation.Length == 0)
            throw new TuningArgumentException(Messages.MetricWithoutExamples);
        if ((TrainingDataUri ?? TrainingDataPath) is not null && ValidationExample is null
            && (SystemInstruction ?? SystemInstructionProperty ?? InputProperty ?? OutputProperty ?? RejectedProperty) is not null)
            throw new TuningArgumentException(Messages.FileIsUsedAsItIs(TrainingDataUri is null ? nameof(TrainingDataPath) : nameof(TrainingDataUri)));
    }

    string? NewName => Service.Names.NewTunedModel(_request.Id);

    // What is to be made, as it is called before the service has named it.
    string What => NewName ?? DisplayName ?? _request.Id;

    string LookUp => NewName is { } name ? Messages.MayHaveBeenMade(name) : Messages.MayHaveBeenMadeVertex(label: TuningRequest.RequestLabel, id: _request.Id);

    string Action()
    {
        var from = _request.SourceModel ?? _request.BaseModel ?? Service.DefaultBaseModel ?? Messages.ServiceBaseModel;
        return Messages.ActionTune(
            from: from, on: ExampleCount is { } count ? Messages.Examples(count, _method) : Messages.ActionTuneFile(TrainingDataUri!, _method), how: _request.Hyperparameters,
            limits: Service.Limits.Examples, count: ExampleCount);
    }

    static ExamplesAtUri AtUri(string parameter, string uri) => new(Checked(parameter, uri, text => StorageUri.File(text).ToString())!);

    async Task<string> FindSourceAsync(string model)
    {
        try
        {
            return await NamedModels.FindAsync(Service, model, StopToken);
        }
        catch (TuningArgumentException fault)
        {
            throw new TuningArgumentException(Messages.ProblemOfParameter(problem: fault.Message, parameter: nameof(SourceModel)), fault);
        }
    }

    static EvaluationMetric Parsed(string name)
    {
        try
        {
            return GeminiTuning.EvaluationMetric.Parse(name);
        }
        catch (TuningArgumentException fault)
        {
            throw new TuningArgumentException(Messages.ProblemOfParameter(problem: fault.Message, parameter: nameof(EvaluationMetric)), fault);
        }
    }

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
