using System.Management.Automation;

namespace GeminiTuning.Pipeline;

/// <summary>The progress bar of a measurement. How many rows there are is known only when the pipeline has ended.</summary>
/// <param name="cmdlet">The cmdlet that shows it.</param>
/// <param name="clock">The clock of the time left.</param>
sealed class MeasuringBar(PSCmdlet cmdlet, TimeProvider clock) : IDisposable
{
    // Each answer would be a record; the host draws far fewer.
    static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    readonly ProgressBar _bar = new(cmdlet, Messages.ActivityMeasuring, clock);
    long _asked;
    long _answered;
    long _shown;
    bool _isComplete;

    public void Asked() => _asked++;

    public void EndOfRows() => _isComplete = true;

    public void Answered()
    {
        _answered++;
        if (_shown != 0 && clock.GetElapsedTime(_shown) < s_pause)
            return;
        _shown = clock.GetTimestamp();
        _bar.Show(_isComplete ? 100.0 * _answered / _asked : 0, Messages.StatusMeasured(answered: _answered, asked: _asked));
    }

    public void Dispose() => _bar.Dispose();
}
