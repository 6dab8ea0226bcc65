namespace GeminiTuning;

/// <summary>Repeats what fails while another program has a file open. On Windows, a virus scanner, an indexer, or a backup opens
/// files for a moment, and they can't be read, replaced, or deleted meanwhile.</summary>
static class FilesInUse
{
    const int Attempts = 7;
    const int SharingViolation = unchecked((int)0x80070020);
    const int LockViolation = unchecked((int)0x80070021);
    const int MappedFile = unchecked((int)0x800704C8);

    /// <summary>Takes a step, and repeats it for about a second while the file is in use.</summary>
    /// <param name="path">The file, which the exception of the last attempt names.</param>
    /// <param name="step">The step. It either happens completely or can be repeated.</param>
    /// <exception cref="IOException">The file is still in use, or the step failed for another reason.</exception>
    /// <exception cref="UnauthorizedAccessException">The current user isn't allowed to do it.</exception>
    public static T Repeat<T>(string path, Func<T> step)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return step();
            }
            catch (Exception fault) when (attempt < Attempts && IsInUse(fault))
            {
                Thread.Sleep(10 << attempt);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException && !fault.Message.Contains(path, StringComparison.Ordinal))
            {
                // What Windows says of a file that is replaced doesn't name it.
                throw new IOException(Messages.FileStepFailed(path: path, reason: fault.Message), fault);
            }
        }
    }

    /// <inheritdoc cref="Repeat{T}"/>
    public static void Repeat(string path, Action step) => Repeat(path, () =>
    {
        step();
        return true;
    });

    // Windows reports an open file that is to be replaced as one without access. Elsewhere, only .NET programs keep files from
    // each other.
    static bool IsInUse(Exception fault) => fault switch
    {
        UnauthorizedAccessException => OperatingSystem.IsWindows(),
        FileNotFoundException or DirectoryNotFoundException => false,
        IOException => fault.HResult is SharingViolation or LockViolation or MappedFile
            || (!OperatingSystem.IsWindows() && fault.HResult == (OperatingSystem.IsLinux() ? 11 : 35)),
        _ => false,
    };
}
