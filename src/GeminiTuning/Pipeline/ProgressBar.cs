using System.Management.Automation;

namespace GeminiTuning.Pipeline;

/// <summary>A progress bar with the remaining time. It never runs backwards, and is removed in every case.</summary>
/// <param name="cmdlet">The cmdlet that shows it.</param>
/// <param name="activity">What is in progress.</param>
/// <param name="clock">The clock of the remaining time.</param>
sealed class ProgressBar(PSCmdlet cmdlet, string activity, TimeProvider clock) : IDisposable
{
    // A source of our own, so that a bar that was shown through the pipeline can be removed without it.
    const long Source = 0x47_54;
    static int s_lastId;

    readonly int _id = Interlocked.Increment(ref s_lastId);
    long _begun;
    double? _firstPercent;
    double _percent;
    bool _isShown;
    bool _isEnded;

    /// <summary>Shows the progress.</summary>
    /// <param name="percent">0 to 100; null if it isn't known.</param>
    /// <param name="status">The progress in words.</param>
    public void Show(double? percent, string status)
    {
        if (_isEnded)
            return;
        _isShown = true;
        var record = new ProgressRecord(_id, activity, status) { PercentComplete = -1, SecondsRemaining = -1 };
        if (percent is { } known)
        {
            _percent = Math.Max(_percent, known);
            if (_firstPercent is null or 0)
                (_firstPercent, _begun) = (_percent, clock.GetTimestamp());
            (record.PercentComplete, record.SecondsRemaining) = ((int)_percent, SecondsLeft());
        }
        cmdlet.CommandRuntime.WriteProgress(Source, record);
    }

    /// <summary>Removes the bar. A pipeline that is being stopped, and a cmdlet that isn't running, can't write; the host still
    /// can.</summary>
    public void Dispose()
    {
        var isOpen = _isShown && !_isEnded;
        _isEnded = true;
        if (!isOpen)
            return;
        var end = new ProgressRecord(_id, activity, "Ended") { RecordType = ProgressRecordType.Completed };
        try
        {
            cmdlet.CommandRuntime.WriteProgress(Source, end);
        }
        catch (Exception fault) when (fault is PipelineStoppedException or InvalidOperationException)
        {
            cmdlet.Host.UI.WriteProgress(Source, end);
        }
    }

    // From the pace since the first step that was seen, because a job may wait for its turn; unknown (-1) until there is one.
    int SecondsLeft()
    {
        var gained = _percent - _firstPercent!.Value;
        return gained <= 0 ? -1 : (int)Math.Min(int.MaxValue, clock.GetElapsedTime(_begun).TotalSeconds * (100 - _percent) / gained);
    }
}
