using System.Management.Automation;

namespace GeminiTuning.Pipeline;

/// <summary>The progress bar of one operation. It never runs backwards, and is taken away in every case.</summary>
sealed class TuningProgress(PSCmdlet cmdlet, string operation, TimeProvider clock) : IDisposable
{
    // A source of our own, so that a bar that was begun through the pipeline can be ended past it.
    const long Source = 0x47_54;
    static int s_lastId;

    readonly int _id = Interlocked.Increment(ref s_lastId);
    readonly string _activity = Messages.ActivityTuning(ResourceName.ModelOfOperation(operation)["tunedModels/".Length..]);
    long _begun;
    double? _firstPercent;
    double _percent;

    /// <summary>Shows an answer.</summary>
    public void Show(TuningOperation state)
    {
        _percent = Math.Max(_percent, state.Done ? 100 : state.CompletedPercent);
        if (_firstPercent is null or 0)
            (_firstPercent, _begun) = (_percent, clock.GetTimestamp());
        cmdlet.CommandRuntime.WriteProgress(Source, new ProgressRecord(_id, _activity, Status(state))
        {
            PercentComplete = (int)_percent,
            SecondsRemaining = SecondsLeft(),
        });
    }

    /// <summary>Takes the bar away. A pipeline that is being stopped takes no more records; the host still does.</summary>
    public void Dispose()
    {
        if (_firstPercent is null)
            return;
        var end = new ProgressRecord(_id, _activity, "Ended") { RecordType = ProgressRecordType.Completed };
        try
        {
            cmdlet.CommandRuntime.WriteProgress(Source, end);
        }
        catch (PipelineStoppedException)
        {
            cmdlet.Host.UI.WriteProgress(Source, end);
        }
    }

    static string Status(TuningOperation state)
    {
        var steps = state.TotalSteps is { } total ? Messages.StatusStepOf(state.CompletedSteps, total) : Messages.StatusStep(state.CompletedSteps);
        return state.Snapshots.Count == 0
            ? steps
            : Messages.StatusLoss(steps, state.Snapshots[^1].Epoch, state.Snapshots[^1].MeanLoss);
    }

    // From the pace since the first step that was seen, since a tuning may wait for its turn; unknown (-1) until there is one.
    int SecondsLeft()
    {
        var gained = _percent - _firstPercent!.Value;
        return gained <= 0 ? -1 : (int)Math.Min(int.MaxValue, clock.GetElapsedTime(_begun).TotalSeconds * (100 - _percent) / gained);
    }
}
