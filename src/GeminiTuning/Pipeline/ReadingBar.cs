using System.Management.Automation;

namespace GeminiTuning.Pipeline;

/// <summary>The progress bar of reading a large file.</summary>
/// <param name="cmdlet">The cmdlet that reads.</param>
/// <param name="path">The file.</param>
/// <param name="clock">The clock of its estimate.</param>
/// <param name="progress">Returns how much of the file has been read, and its size. It asks the operating system, so it isn't called for each row.</param>
sealed class ReadingBar(PSCmdlet cmdlet, string path, TimeProvider clock, Func<(long Position, long Length)> progress) : IDisposable
{
    // Smaller files are read before a progress bar could be seen.
    const long LargeFile = 10 * 1024 * 1024;
    const int RowsBetweenProgress = 5_000;

    readonly ProgressBar _bar = new(cmdlet, Messages.ActivityReading(Path.GetFileName(path)), clock);
    int _count;

    /// <summary>Counts a row that was read.</summary>
    public void Count()
    {
        if (++_count % RowsBetweenProgress == 0 && progress() is var (position, length) && length > LargeFile)
            _bar.Show(100.0 * position / length, Messages.StatusRead(_count));
    }

    public void Dispose() => _bar.Dispose();
}
