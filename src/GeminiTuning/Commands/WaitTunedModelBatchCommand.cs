using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>Waits for batches to end, and writes each when it has.</summary>
[Cmdlet(VerbsLifecycle.Wait, "TunedModelBatch")]
[OutputType(typeof(TunedModelBatch))]
public sealed class WaitTunedModelBatchCommand : WaitCommand<IVertexService, TunedModelBatch>
{
    BatchWaiter _waiter = null!;

    /// <summary>The batches.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Batch")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(BatchCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _waiter = new BatchWaiter(Service, TimeSpan.FromSeconds(PollIntervalSec)) { OutageLimit = OutageLimit, OnOutage = OnOutage };
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        foreach (var name in Name)
            try
            {
                var full = Service.BatchName(name);
                Add(full, new TunedModelBatch { Name = full });
            }
            catch (TuningArgumentException fault)
            {
                WriteFault(fault, name);
            }
        return Task.CompletedTask;
    }

    private protected override Task WaitAsync(string name, CancellationTokenSource end) => ReportAsync(name, end, async () =>
    {
        using var bar = HasOneBar ? null : new ProgressBar(this, Messages.ActivityBatch(Service.Names.WithoutCollection(name)), Service.Clock);
        var state = JobState.Unspecified;
        (long Count, long Time)? first = null;
        await foreach (var batch in _waiter.WatchAsync(name, end.Token))
        {
            this[name] = batch;
            first ??= (batch.Answered + batch.Failed, Service.Clock.GetTimestamp());
            var rate = new Rate(batch.Answered + batch.Failed - first.Value.Count, Service.Clock.GetElapsedTime(first.Value.Time));
            bar?.Show(Percent(batch), ProgressText.Of(batch, rate));
            if (batch.State != state)
                this.Verbose(Messages.StageOf(name: name, stage: $"{batch.State}"));
            state = batch.State;
        }
        var ended = this[name];
        if (ended.Error is not null)
            throw BatchException.Failed(ended);
        Remove(name);
        WriteObject(ended);
    });

    // A batch that the module didn't create has no total.
    static double? Percent(TunedModelBatch batch) => batch switch
    {
        { Done: true } => 100,
        { PromptCount: > 0 and var total } => Math.Min(100.0 * (batch.Answered + batch.Failed) / total, 100),
        _ => null,
    };

    private protected override Exception Late(TunedModelBatch state) => BatchException.Late(state, TimeSpan.FromSeconds(TimeoutSec ?? 0));

    private protected override Exception Stopped(IReadOnlyList<TunedModelBatch> states) => BatchException.Stopped(states);

    private protected override string HowToGoOn(IEnumerable<string> names) => BatchException.HowToGoOn(names);

    private protected override string NotFound(TunedModelBatch state) => Messages.BatchNotFound(state.Name);
}
