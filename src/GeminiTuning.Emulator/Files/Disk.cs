namespace GeminiTuning.Emulator.Files;

/// <summary>A change to the file system.</summary>
enum DiskOperation
{
    Create,
    Open,
    Write,
    Flush,
    Move,
    Delete,
}

/// <summary>
/// Every change that the emulator makes to files goes through here, so that a test can make each of them fail. Files are
/// readable and writable for their owner only.
/// </summary>
class Disk
{
    const int Attempts = 6;
    const int SharingViolation = unchecked((int)0x80070020);

    /// <summary>The file system, without failures.</summary>
    public static Disk Real { get; } = new();

    /// <summary>Called before each change; a test throws an <see cref="IOException"/> here.</summary>
    public virtual void Before(DiskOperation operation, string path)
    {
    }

    /// <summary>Creates a file, or empties an existing one.</summary>
    public DiskStream Create(string path)
    {
        Before(DiskOperation.Create, path);
        return new DiskStream(this, path, FileMode.Create);
    }

    /// <summary>Opens an existing file for writing.</summary>
    public DiskStream Open(string path)
    {
        Before(DiskOperation.Open, path);
        return new DiskStream(this, path, FileMode.Open);
    }

    /// <summary>Renames a file; an existing one is replaced in the same step.</summary>
    public void Move(string from, string to) => Retry(() =>
    {
        Before(DiskOperation.Move, to);
        File.Move(from, to, overwrite: true);
    });

    /// <summary>Deletes a file if it exists.</summary>
    public void Delete(string path) => Retry(() =>
    {
        Before(DiskOperation.Delete, path);
        File.Delete(path);
    });

    /// <summary>Deletes a file that nothing refers to any more. If that fails, the next start tries again.</summary>
    public bool TryDelete(string path)
    {
        try
        {
            Delete(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // On Windows, a virus scanner or an indexer opens new files for a moment, and they can't be replaced meanwhile.
    static void Retry(Action change)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                change();
                return;
            }
            catch (Exception e) when (attempt < Attempts && IsInUse(e))
            {
                Thread.Sleep(10 << attempt);
            }
        }
    }

    static bool IsInUse(Exception e) =>
        e.HResult == SharingViolation || (e is UnauthorizedAccessException && OperatingSystem.IsWindows());
}
