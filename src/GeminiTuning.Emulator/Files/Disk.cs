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
/// readable and writable for their owner only. A file that another program has open is tried again for about a second.
/// </summary>
class Disk
{
    const int Attempts = 7;
    const int SharingViolation = unchecked((int)0x80070020);
    const int LockViolation = unchecked((int)0x80070021);
    const int MappedFile = unchecked((int)0x800704C8);

    /// <summary>The file system, without failures.</summary>
    public static Disk Real { get; } = new();

    /// <summary>Called before each change; a test throws an <see cref="IOException"/> here.</summary>
    public virtual void Before(DiskOperation operation, string path)
    {
    }

    /// <summary>Creates a file, or empties an existing one.</summary>
    public DiskStream Create(string path) => Change(DiskOperation.Create, path, () => new DiskStream(this, path, FileMode.Create));

    /// <summary>Opens an existing file for writing.</summary>
    public DiskStream Open(string path) => Change(DiskOperation.Open, path, () => new DiskStream(this, path, FileMode.Open));

    /// <summary>Opens a file for reading. It can be replaced or deleted meanwhile.</summary>
    public static FileStream OpenRead(string path) =>
        Repeat(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

    /// <summary>Renames a file; an existing one is replaced in the same step.</summary>
    public void Move(string from, string to) => Change(DiskOperation.Move, to, () => File.Move(from, to, overwrite: true));

    /// <summary>Deletes a file if it exists.</summary>
    public void Delete(string path) => Change(DiskOperation.Delete, path, () => File.Delete(path));

    /// <summary>Deletes a folder with its files, if it exists.</summary>
    public static void DeleteFolder(string path) => Repeat(path, () =>
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        return true;
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

    void Change(DiskOperation operation, string path, Action change) => Change(operation, path, () =>
    {
        change();
        return true;
    });

    T Change<T>(DiskOperation operation, string path, Func<T> change) => Repeat(path, () =>
    {
        Before(operation, path);
        return change();
    });

    // On Windows, a virus scanner, an indexer, or a backup opens files for a moment, and they can't be replaced meanwhile.
    static T Repeat<T>(string path, Func<T> step)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return step();
            }
            catch (Exception e) when (attempt < Attempts && IsInUse(e))
            {
                Thread.Sleep(10 << attempt);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && !e.Message.Contains(Path.GetFileName(path), StringComparison.Ordinal))
            {
                // What Windows says of a file that is replaced doesn't name it.
                throw new IOException($"The file '{path}' can't be accessed. {e.Message}", e);
            }
        }
    }

    // Windows reports an open file that is to be replaced as one without access. Elsewhere, only .NET programs keep files from
    // each other.
    static bool IsInUse(Exception e) => e switch
    {
        UnauthorizedAccessException => OperatingSystem.IsWindows(),
        FileNotFoundException or DirectoryNotFoundException => false,
        IOException => e.HResult is SharingViolation or LockViolation or MappedFile
            || (!OperatingSystem.IsWindows() && e.HResult == (OperatingSystem.IsLinux() ? 11 : 35)),
        _ => false,
    };
}
