using System.Management.Automation;
using System.Net;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Starts a tuning job for each combination of settings, on the same examples.</summary>
[Cmdlet(VerbsCommon.New, "TuningSweep", DefaultParameterSetName = "BaseModel", SupportsShouldProcess = true)]
[OutputType(typeof(TuningOperation))]
public sealed class NewTuningSweepCommand : TuningCommand
{
    // Each job costs money. A longer list is a mistake rather than a plan.
    const int MostJobs = 100;

    static readonly TimeSpan s_pollInterval = TimeSpan.FromSeconds(15);

    IReadOnlyList<Hyperparameters> _settings = [];
    string? _creating;

    /// <summary>The display name of the sweep, with which those of the models begin.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string DisplayName { get; set; } = "";

    /// <summary>The numbers of epochs.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, int.MaxValue)]
    public int[] EpochCount { get; set; } = [];

    /// <summary>The numbers of examples in a step.</summary>
    [Parameter]
    [OnlyOn<IGeminiApiService>]
    [Number(Whole = true)]
    [ValidateRange(1, int.MaxValue)]
    public int[] BatchSize { get; set; } = [];

    /// <summary>The learning rates.</summary>
    [Parameter]
    [OnlyOn<IGeminiApiService>]
    [Number]
    [PositiveNumber]
    public float[] LearningRate { get; set; } = [];

    /// <summary>The factors on the service's own learning rate.</summary>
    [Parameter]
    [Number]
    [PositiveNumber]
    public float[] LearningRateMultiplier { get; set; } = [];

    /// <summary>The adapter sizes.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [Number(Whole = true)]
    [ValidateSet("1", "2", "4", "8", "16")]
    public int[] AdapterSize { get; set; } = [];

    /// <summary>The maximum number of jobs of the sweep to run at a time.</summary>
    [Parameter]
    [Number(Whole = true)]
    [ValidateRange(1, 1000)]
    public int? ThrottleLimit { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        if (LearningRate.Length > 0 && LearningRateMultiplier.Length > 0)
            throw new TuningArgumentException(Messages.LearningRatesExclude);
        _settings = SweepGrid.Combine(EpochCount, BatchSize, LearningRate, LearningRateMultiplier, AdapterSize);
        if (_settings.Count > MostJobs)
            throw new TuningArgumentException(Messages.SweepTooLarge(count: _settings.Count, most: MostJobs));
        foreach (var how in _settings)
            CheckTexts(SweepGrid.DisplayName(DisplayName, how));
        return base.BeginAsync();
    }

    /// <inheritdoc/>
    protected override (Exception Fault, object Target)? AfterStop() =>
        _creating is null ? null : (new CreateStoppedException(_creating, Messages.RunSweepAgain), _creating);

    private protected override async Task TuneAsync(TuningRequest common, TokenEstimate? tokens)
    {
        if (NeedsBaseModel(common))
            common = common with { BaseModel = await Service.FindBaseModelAsync(StopToken) };
        using var bar = new ProgressBar(this, Messages.ActivityStartingSweep(DisplayName), Service.Clock);
        using var upload = new UploadBar(this, Service.Clock);
        var index = 0;
        var starter = new SweepStarter(Service, ThrottleLimit, s_pollInterval) { OnWait = running => OnPipeline(() => ShowWait(bar, index, running)) };
        await starter.ReadAsync(StopToken);
        for (; index < _settings.Count; index++)
            await TuneAsync(starter, common with
            {
                DisplayName = SweepGrid.DisplayName(DisplayName, _settings[index]),
                Hyperparameters = _settings[index] with { Beta = Beta },
                OnUpload = upload.Show,
            }, tokens);
    }

    async Task TuneAsync(SweepStarter starter, TuningRequest common, TokenEstimate? tokens)
    {
        var (started, request) = starter.Find(common);
        if (started is not null)
        {
            this.Verbose(Messages.AlreadyInSweep(model: started.Name, displayName: request.DisplayName!, state: started.State));
            WriteObject(await starter.ResumeAsync(started, StopToken));
            return;
        }
        var uses = InWords(tokens, request.Hyperparameters.EpochCount);
        if (!ShouldProcess($"{request.DisplayName} ({Current})", Action(request.Hyperparameters, uses)))
            return;
        TellTokens(uses);
        await StartAsync(starter, request);
    }

    // Settings that the service refuses don't keep the others. After any other failure, the others would fail, too.
    async Task StartAsync(SweepStarter starter, TuningRequest request)
    {
        try
        {
            var operation = await starter.StartAsync(request with { OnCreate = () => _creating = request.DisplayName }, StopToken);
            _creating = null;
            WriteObject(operation);
        }
        catch (TuningServiceException fault) when (fault.StatusCode == HttpStatusCode.BadRequest)
        {
            _creating = null;
            WriteFault(fault, request.DisplayName);
        }
        catch (TuningServiceException fault)
        {
            _creating = null;
            ThrowFault(fault, request.DisplayName, Messages.RunSweepAgain);
        }
    }

    void ShowWait(ProgressBar bar, int started, int running)
    {
        this.Verbose(Messages.SweepWaits(running));
        bar.Show(100.0 * started / _settings.Count, Messages.StatusSweep(started: started, total: _settings.Count, running: running));
    }
}
