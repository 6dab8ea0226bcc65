using GeminiTuning.Binding;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>The base of the cmdlets that start tuning jobs: the examples, where they are sent, and what is the same for all jobs of a call.</summary>
public abstract partial class TuningCommand : ModelSettingsCommand<ITuningService>
{
    static readonly string[] s_validation = [nameof(ValidationExample), nameof(ValidationDataPath), nameof(ValidationDataUri)];

    // Without an ID, a display name, and the hyperparameters that differ from job to job.
    TuningRequest _common = null!;

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        // All of it is checked before any row is read.
        CheckExclusions();
        _common = Request(TrainingDataUri is null ? new ExamplesInRequest([]) : AtUri(nameof(TrainingDataUri), TrainingDataUri));
        _common = _common with { SourceModel = SourceModel is null ? null : await FindSourceAsync(SourceModel) };
        BeginExamples();
        BeginTokens();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunNow(TakeExamples);

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        EndExamples();
        if (From is { } from)
            WarnOf(from);
        var tokens = await EstimateTokensAsync();
        await TuneAsync(WithData(_common), tokens);
    }

    /// <summary>Starts the tuning.</summary>
    /// <param name="common">The request, without an ID, a display name, and the hyperparameters that differ from job to job.</param>
    /// <param name="tokens">The training tokens of an epoch; null if they weren't counted.</param>
    private protected abstract Task TuneAsync(TuningRequest common, TokenEstimate? tokens);

    /// <summary>Whether no model was specified. Then it's the base model that the service tunes.</summary>
    private protected static bool NeedsBaseModel(TuningRequest request) => request is { BaseModel: null, SourceModel: null };

    /// <summary>What is tuned on what and how, for -WhatIf and -Confirm.</summary>
    private protected string Action(Hyperparameters how, string? tokens)
    {
        var action = Messages.ActionTune(
            from: From ?? Messages.ServiceBaseModel, on: ExampleCount is { } count ? Messages.Examples(count, _method) : Messages.ActionTuneFile(TrainingDataUri!, _method), how: how,
            limits: Service.Limits.Examples, count: ExampleCount);
        return tokens is null ? action : $"{action}, {tokens}";
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
        Id = "",
        BaseModel = Checked(nameof(BaseModel), BaseModel, Service.Names.BaseModel),
        SourceCheckpoint = Checkpoint,
        Description = Description,
        Temperature = Temperature,
        TopP = TopP,
        TopK = TopK,
        Method = Method,
        Hyperparameters = new Hyperparameters { Beta = Beta },
        EvaluationMetrics = (EvaluationMetric ?? []).Select(Parsed).ToArray(),
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

    // What is tuned; null if only the service knows its default.
    string? From => _common.SourceModel ?? _common.BaseModel ?? Service.DefaultBaseModel;

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

    /// <summary>Returns a name that was specified, completed; the error for an invalid one says which parameter it is about.</summary>
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
