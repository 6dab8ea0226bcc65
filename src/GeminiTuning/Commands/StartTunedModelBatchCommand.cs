using System.Collections;
using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Starts a job in which a tuned model answers the prompts of the pipeline.</summary>
[Cmdlet(VerbsLifecycle.Start, "TunedModelBatch", SupportsShouldProcess = true)]
[OutputType(typeof(TunedModelBatch))]
public sealed class StartTunedModelBatchCommand : GenerationCommand<IVertexService>
{
    PromptReader _reader = null!;
    PromptFile? _prompts;
    IReadOnlyDictionary<string, string> _labels = new Dictionary<string, string>();
    string _id = "";
    string _model = "";

    /// <summary>The model to ask.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Model { get; set; } = [];

    /// <summary>What to ask, by pipeline: texts, or objects with a column of prompts.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <summary>The column of the prompts.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? InputProperty { get; set; }

    /// <summary>The name for people.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string? DisplayName { get; set; }

    /// <summary>Labels, for finding and billing.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public IDictionary? Label { get; set; }

    /// <summary>The key of Cloud KMS that the job is encrypted with.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [KmsKeyName]
    public string? KmsKeyName { get; set; }

    /// <summary>The service account that the job runs as.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ServiceAccount]
    public string? ServiceAccount { get; set; }

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        if (Model is not [var model])
            throw new TuningArgumentException(Messages.OneModelABatch);
        _model = await NamedModels.FindAsync(Service, model, StopToken);
        _labels = Labels.Read(Label, TuningRequest.RequestLabel, BatchRequest.PromptCountLabel);
        if (DisplayName is not null && TuningLimits.CheckDisplayName("-DisplayName", DisplayName, Service.Limits.DisplayNameLength) is { } problem)
            throw new TuningArgumentException(problem);
        _id = ModelIdMaker.Make(DisplayName ?? "batch");
        _reader = new PromptReader(InputProperty);
        var settings = Settings();
        if (!settings.HasThinking)
            this.Verbose(Messages.ThinkingUnset(Messages.ThinkingAdvice(Service.LowestThinking(_model))));
        _prompts = Service.CreatePromptFile(settings);
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        try
        {
            if (InputObject is null)
                _prompts!.AddNull();
            else
                _prompts!.Add(_reader.Read(InputObject), BatchInput.Of(InputObject), Wrapping.Unwrap(InputObject));
        }
        catch (TuningDataException fault) when (_prompts!.RowCount > 0)
        {
            // Columns that the first row does not have are missing in all; in a later row it is that row's.
            _prompts.AddProblem(fault.Message, Wrapping.Unwrap(InputObject));
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        _prompts!.Complete();
        if (_prompts.ReplacedRow is { } row)
            this.Warn(Messages.UnreadableCharacter(row));
        if (!ShouldProcess($"{_model} ({Current})", Messages.ActionSendPrompts(_prompts.Count)))
            return;
        var lookUp = Messages.BatchMayHaveBeenMade(label: TuningRequest.RequestLabel, id: _id);
        await CreateAsync(DisplayName ?? _id, lookUp, (onUpload, onCreate) => Service.CreateBatchAsync(Request() with { OnUpload = onUpload, OnCreate = onCreate }, StopToken));
        // The create has looked up the model, and so its base model is known.
        WarnOf(_model);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _prompts?.Dispose();
    }

    BatchRequest Request() => new()
    {
        Id = _id,
        Model = _model,
        Prompts = _prompts!,
        DisplayName = DisplayName,
        Labels = _labels,
        KmsKeyName = KmsKeyName,
        ServiceAccount = ServiceAccount,
    };
}
