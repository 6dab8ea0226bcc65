using System.Management.Automation;
using System.Management.Automation.Host;

namespace GeminiTuning.Pipeline;

/// <summary>A text in the terminal that is drawn again and again in the same place. Where that isn't possible, it's a progress bar.</summary>
/// <param name="cmdlet">The cmdlet that shows it.</param>
/// <param name="activity">What is in progress.</param>
/// <param name="clock">The clock of the progress bar.</param>
sealed class LiveChart(PSCmdlet cmdlet, string activity, TimeProvider clock) : IDisposable
{
    readonly ProgressBar _bar = new(cmdlet, activity, clock);
    readonly bool _canRedraw = cmdlet.Host.UI is { SupportsVirtualTerminal: true } && !LossChart.IsOutputPlain;
    int _lines;

    /// <summary>Draws the text in place of the last one.</summary>
    /// <param name="draw">Returns the lines of the text for a width in characters.</param>
    /// <param name="status">The text in short, for a progress bar.</param>
    public void Show(Func<int, string[]> draw, string status)
    {
        var window = _canRedraw ? Window : null;
        // The last column stays free, so that no line wraps.
        var lines = window is { } size ? draw(size.Width - 1) : [];
        if (window is null || lines.Length >= window.Value.Height)
        {
            Erase();
            _bar.Show(null, status);
            return;
        }
        // One write for all, so that the terminal doesn't flicker.
        cmdlet.Host.UI.Write($"{Back()}{string.Concat(lines.Select(line => $"{line}\e[K\n"))}\e[J");
        _lines = lines.Length;
    }

    /// <summary>Removes the text, so that something else can be written in its place.</summary>
    public void Erase()
    {
        if (_lines > 0)
            cmdlet.Host.UI.Write($"{Back()}\e[J");
        _lines = 0;
    }

    /// <summary>Ends the progress bar. A text that hasn't been erased stays.</summary>
    public void Dispose() => _bar.Dispose();

    (int Width, int Height)? Window
    {
        get
        {
            try
            {
                return cmdlet.Host.UI.RawUI?.WindowSize is { Width: > 1, Height: > 1 } size ? (size.Width, size.Height) : null;
            }
            catch (Exception fault) when (fault is HostException or NotImplementedException or PSInvalidOperationException)
            {
                // A host without a window.
                return null;
            }
        }
    }

    string Back() => _lines > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\e[{_lines}A\r") : "";
}
