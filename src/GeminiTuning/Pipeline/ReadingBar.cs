using System.Management.Automation;

namespace GeminiTuning.Pipeline;

/// <summary>The progress bar of reading a large file.</summary>
/// <param name="cmdlet">The cmdlet that reads.</param>
/// <param name="path">The file.</param>
/// <param name="clock">The clock of its estimate.</param>
sealed class ReadingBar(PSCmdlet cmdlet, string path, TimeProvider clock) : IDisposable
{
    // Smaller files are read before a progress bar could be seen.
    const long LargeFile = 10 * 1024 * 1024;
    const int RowsBetweenProgress = 5_000;

    readonly ProgressBar _bar = new(cmdlet, Messages.ActivityReading(Path.GetFileName(path)), clock);
    int _count;

    /// <summary>Counts a row that was read.</summary>
    /// <param name="position">How much of the file has been read.</param>
    /// <param name="length">The size of the file.</param>
    public void Count(long position, long length)
    {
        if (++_count % RowsBetweenProgress == 0 && length > LargeFile)
            _bar.Show(100.0 * position / length, Messages.StatusRead(_count));
    }

    public void Dispose() => _bar.Dispose();
}
