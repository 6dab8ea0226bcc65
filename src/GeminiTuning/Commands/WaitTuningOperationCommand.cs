using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Waits for tunings to end, and writes each model as it is ready.</summary>
[Cmdlet(VerbsLifecycle.Wait, "TuningOperation")]
[OutputType(typeof(TunedModel))]
public sealed class WaitTuningOperationCommand : WaitCommand<ITuningService, TuningOperation>
{
    readonly Dictionary<string, string> _typed = [];
    OperationWaiter _waiter = null!;

    /// <summary>The operations, or the models that they tune.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Operation")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(OperationCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _waiter = new OperationWaiter(Service, TimeSpan.FromSeconds(PollIntervalSec)) { OutageLimit = OutageLimit, OnOutage = OnOutage };
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        foreach (var name in Name)
            await TryAsync(name, async () =>
            {
                var full = Service.Names.IsOperation(name) ? Service.Names.Operation(name) : await NamedModels.FindAsync(Service, name, StopToken);
                _typed.TryAdd(full, name);
                Add(full);
            });
    }

    private protected override Task WaitAsync(string name, CancellationTokenSource end) =>
        Service.Names.IsOperation(name) ? WaitForOperationAsync(name, end) : WaitForModelAsync(name, end);

    private protected override Exception Late(TuningOperation state) => new StillRunningException(state, TimeSpan.FromSeconds(TimeoutSec ?? 0));

    private protected override Exception Stopped(IReadOnlyList<TuningOperation> states) => new StillRunningException(states);

    private protected override string HowToGoOn(IEnumerable<string> names) => StillRunningException.HowToGoOn(names);

    private protected override string NotFound(TuningOperation state) => Messages.OperationNotFound(operation: state.Name, model: state.Model);

    bool Add(string name) => Add(name, new TuningOperation { Name = name, Model = Service.Names.TunedModel(name) });

    // A model stands for the operations that tune it.
    Task WaitForModelAsync(string model, CancellationTokenSource end) => ReportAsync(model, end, async () =>
    {
        var found = await NamedModels.UseAsync(Service, _typed[model], meant => _waiter.FindAsync(meant, end.Token), end.Token);
        if (found.Count == 0)
            throw new TuningArgumentException(Messages.NothingToWaitFor(model));
        Remove(model);
        await Task.WhenAll(found.Where(operation => Add(operation.Name)).Select(operation => WaitForOperationAsync(operation.Name, end)));
    });

    // One operation, to its model.
    Task WaitForOperationAsync(string name, CancellationTokenSource end) => ReportAsync(name, end, async () =>
    {
        using var bar = HasOneBar ? null : new ProgressBar(this, Messages.ActivityTuning(Service.Names.WithoutCollection(this[name].Model)), Service.Clock);
        var stage = TuningJobState.Unspecified;
        await foreach (var state in _waiter.WatchAsync(name, end.Token))
        {
            this[name] = state;
            // The loss is for the bar, and can take several requests.
            var operation = state.Done || bar is null ? state : await Service.ReadLossAsync(state, end.Token);
            bar?.Show(operation.Done ? 100 : operation.CompletedPercent, ProgressText.Of(operation));
            if (operation.TuningJobState != stage)
                this.Verbose(Messages.StageOf(name: name, stage: ProgressText.Of(operation)));
            stage = operation.TuningJobState;
        }
        WarnOfDropped(this[name]);
        var model = await _waiter.GetResultAsync(this[name], end.Token);
        Remove(name);
        WriteObject(model);
    });

    void WarnOfDropped(TuningOperation operation)
    {
        if (operation.DroppedExampleCount > 0)
            this.Warn(Messages.ExamplesDropped(operation));
    }
}
