using System.Management.Automation;

namespace GeminiTuning.Pipeline;

/// <summary>The progress bar of one operation. It never runs backwards.</summary>
sealed class TuningProgress(string operation, TimeProvider clock)
{
    static int s_lastId = 0x47_54; // "GT": away from the small numbers that scripts use

    readonly int _id = Interlocked.Increment(ref s_lastId);
    readonly long _begun = clock.GetTimestamp();
    double? _firstPercent;
    double _percent;

    /// <summary>The bar for an answer.</summary>
    public ProgressRecord Next(TuningOperation operation)
    {
        _percent = Math.Max(_percent, operation.Done ? 100 : operation.CompletedPercent);
        _firstPercent ??= _percent;
        return new ProgressRecord(_id, Activity, Status(operation))
        {
            PercentComplete = (int)_percent,
            SecondsRemaining = SecondsLeft(),
        };
    }

    /// <summary>The record that takes the bar away.</summary>
    public ProgressRecord End() => new(_id, Activity, "Ended") { RecordType = ProgressRecordType.Completed };

    string Activity => $"Tuning {ResourceName.ModelOfOperation(operation)["tunedModels/".Length..]}";

    static string Status(TuningOperation operation)
    {
        var steps = operation.TotalSteps is { } total ? $"step {operation.CompletedSteps} of {total}" : $"step {operation.CompletedSteps}";
        return operation.Snapshots.Count == 0
            ? steps
            : FormattableString.Invariant($"{steps}, epoch {operation.Snapshots[^1].Epoch}, mean loss {operation.Snapshots[^1].MeanLoss:0.####}");
    }

    // From the pace since the waiting began; unknown (-1) until there is one.
    int SecondsLeft()
    {
        var gained = _percent - _firstPercent!.Value;
        return gained <= 0 ? -1 : (int)Math.Min(int.MaxValue, clock.GetElapsedTime(_begun).TotalSeconds * (100 - _percent) / gained);
    }
}
