using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Shows the loss curves of tuned models together, and what they show.</summary>
[Cmdlet(VerbsCommon.Show, "TuningLoss")]
[OutputType(typeof(LossReading))]
public sealed class ShowTuningLossCommand : ServiceCommand<ITuningService>
{
    static readonly TimeSpan s_pollInterval = TimeSpan.FromSeconds(5);

    readonly HashSet<string> _names = [];
    readonly List<LossReading> _readings = [];

    /// <summary>Models, or the operations that tune them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Model")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Whether to show the losses of running tunings as they come.</summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        foreach (var name in Name)
            await ForEachModelAsync(name, AddAsync);
    }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        if (Follow && _readings.Exists(reading => reading.IsRunning))
            await FollowAsync();
        foreach (var reading in LossReading.Together(_readings))
        {
            if (reading is { IsRunning: false, Step: null })
                this.Warn(Messages.NoLoss(reading.Model));
            WriteObject(reading);
        }
    }

    async Task AddAsync(string name)
    {
        var model = await Service.GetTunedModelAsync(name, StopToken);
        if (_names.Add(model.Name))
            _readings.Add(await ReadAsync(model));
    }

    async Task<LossReading> ReadAsync(TunedModel model) => LossReading.Of(await Service.ReadLossAsync(model, StopToken));

    async Task FollowAsync()
    {
        using var live = new LiveChart(this, Messages.ActivityFollowing, Service.Clock);
        Draw(live);
        await Task.WhenAll(Enumerable.Range(0, _readings.Count).Where(index => _readings[index].IsRunning).Select(index => FollowAsync(index, live)));
        live.Erase();
    }

    async Task FollowAsync(int index, LiveChart live)
    {
        var name = _readings[index].Model;
        try
        {
            await foreach (var model in new OperationWaiter(Service, s_pollInterval).WatchModelAsync(name, StopToken))
            {
                _readings[index] = await ReadAsync(model);
                if (model.State is not (TunedModelState.Creating or TunedModelState.Active))
                {
                    var reason = await ReasonAsync(model);
                    live.Erase();
                    this.Warn(Messages.TuningNotFinished(model, reason));
                }
                Draw(live);
            }
        }
        catch (TuningServiceException fault)
        {
            live.Erase();
            WriteFault(fault, name);
        }
    }

    // The Gemini Developer API reports it with the operation.
    async Task<string?> ReasonAsync(TunedModel model)
    {
        if (model.Error is { } error)
            return error.Message;
        await foreach (var operation in Service.ListOperationsAsync(model.Name, StopToken))
            if (operation.Error is { } fault)
                return fault.Message;
        return null;
    }

    // Of many models, those that are in one chart with one that's running.
    void Draw(LiveChart live)
    {
        var readings = LossReading.Together(_readings);
        var chart = (readings.FirstOrDefault(reading => reading.IsRunning) ?? readings[0]).ToChart();
        live.Show(width => [.. chart.Draw(width), .. chart.Readings.SelectMany(reading => reading.ToLines(width))], string.Join(" ", chart.Readings));
    }
}
