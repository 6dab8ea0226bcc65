using System.Management.Automation;

namespace GeminiTuning.Pipeline;

/// <summary>A progress bar with the time left. It never runs backwards, and is taken away in every case.</summary>
/// <param name="cmdlet">The cmdlet that shows it.</param>
/// <param name="activity">What goes on.</param>
/// <param name="clock">The clock of the time left.</param>
sealed class ProgressBar(PSCmdlet cmdlet, string activity, TimeProvider clock) : IDisposable
{
    // A source of our own, so that a bar that was begun through the pipeline can be ended past it.
    const long Source = 0x47_54;
    static int s_lastId;

    readonly int _id = Interlocked.Increment(ref s_lastId);
    long _begun;
    double? _firstPercent;
    double _percent;
    bool _isEnded;

    /// <summary>Shows how far it is.</summary>
    public void Show(double percent, string status)
    {
        if (_isEnded)
            return;
        _percent = Math.Max(_percent, percent);
        if (_firstPercent is null or 0)
            (_firstPercent, _begun) = (_percent, clock.GetTimestamp());
        cmdlet.CommandRuntime.WriteProgress(Source, new ProgressRecord(_id, activity, status)
        {
            PercentComplete = (int)_percent,
            SecondsRemaining = SecondsLeft(),
        });
    }

    /// <summary>Takes the bar away. A pipeline that is being stopped takes no more records; the host still does.</summary>
    public void Dispose()
    {
        if (_isEnded || _firstPercent is null)
            return;
        _isEnded = true;
        var end = new ProgressRecord(_id, activity, "Ended") { RecordType = ProgressRecordType.Completed };
        try
        {
            cmdlet.CommandRuntime.WriteProgress(Source, end);
        }
        catch (PipelineStoppedException)
        {
            cmdlet.Host.UI.WriteProgress(Source, end);
        }
    }

    // From the pace since the first step that was seen, since a job may wait for its turn; unknown (-1) until there is one.
    int SecondsLeft()
    {
        var gained = _percent - _firstPercent!.Value;
        return gained <= 0 ? -1 : (int)Math.Min(int.MaxValue, clock.GetElapsedTime(_begun).TotalSeconds * (100 - _percent) / gained);
    }
}
