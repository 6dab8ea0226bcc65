using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace GeminiTuning.Emulator.Files;

/// <summary>
/// A folder for what must not outlive the emulator. It is created when it is first used, and deleted with the emulator, at
/// the end of the process, and when a signal ends the process. What a killed process left is deleted at the next start.
/// </summary>
sealed partial class TemporaryFolder : IDisposable
{
    const string Prefix = "gemini-tuning-emulator-";
    const string LockSuffix = ".lock";
    const int Attempts = 5;

    readonly Lazy<DataFolder> _folder;
    readonly List<PosixSignalRegistration> _signals = [];
    FileStream? _lock;

    public TemporaryFolder(Disk disk)
    {
        _folder = new(() => Create(disk));
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT])
            _signals.Add(PosixSignalRegistration.Create(signal, OnSignal));
    }

    /// <summary>The folder.</summary>
    public DataFolder Folder => _folder.Value;

    /// <summary>Deletes the folders of processes that no longer run. A folder belongs to a running one while its lock is held.</summary>
    public static void DeleteAbandoned()
    {
        var temporary = Path.GetTempPath();
        // The locks come first: a folder that is listed without one has none, or is so new that its lock is held.
        var locked = Directory.GetFiles(temporary, $"{Prefix}*{LockSuffix}").Select(f => f[..^LockSuffix.Length]).ToHashSet();
        foreach (var folder in locked.Concat(Directory.GetDirectories(temporary, $"{Prefix}*")).Distinct().Where(f => NameRule().IsMatch(f)))
        {
            try
            {
                // A lock that is gone by now belonged to an emulator that has ended, and deleted both. Only the lock of a folder
                // without one is created.
                using var abandoned = OpenLock(folder, locked.Contains(folder) ? FileMode.Open : FileMode.OpenOrCreate);
                DeleteAll(folder);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Its emulator runs, or it belongs to somebody else.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        foreach (var signal in _signals)
            signal.Dispose();
        Delete();
    }

    // The lock comes before the folder and goes after it: a folder without one is abandoned.
    DataFolder Create(Disk disk)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var path = Path.Combine(Path.GetTempPath(), $"{Prefix}{Guid.NewGuid():N}");
                _lock = OpenLock(path, FileMode.OpenOrCreate);
                return DataFolder.Temporary(DataFolder.CreateDirectory(path).FullName, disk);
            }
            catch (IOException) when (attempt < Attempts)
            {
                // An emulator that is starting has just taken the new lock for an abandoned one.
                _lock?.Dispose();
            }
        }
    }

    void OnProcessExit(object? sender, EventArgs e) => Delete();

    // A host that handles the signal goes on, and so does its emulator.
    void OnSignal(PosixSignalContext context)
    {
        if (!context.Cancel)
            Delete();
    }

    void Delete()
    {
        if (!_folder.IsValueCreated)
            return;
        try
        {
            DeleteAll(_folder.Value.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another program has a file open; the next start deletes it.
        }

        _lock?.Dispose();
    }

    static void DeleteAll(string folder)
    {
        Disk.DeleteFolder(folder);
        File.Delete(folder + LockSuffix);
    }

    static FileStream OpenLock(string folder, FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None,
        };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(folder + LockSuffix, options);
    }

    // A person's folder may begin with the same words.
    [GeneratedRegex(@"gemini-tuning-emulator-[0-9a-f]{32}\z")]
    private static partial Regex NameRule();
}
