namespace GeminiTuning.Emulator.Files;

/// <summary>
/// A folder whose files are written completely or not at all. A change of one file is its rename; a deletion of several files
/// that belong together is the rename of a list of them, which the next start completes.
/// </summary>
sealed class DataFolder : IDisposable
{
    const int BufferBytes = 64 * 1024;
    const string Unfinished = ".tmp";
    const string ListPrefix = "delete-";
    const string ListSuffix = ".list";

    readonly Disk _disk;
    readonly FileStream? _lock;

    DataFolder(string path, Disk disk, FileStream? @lock)
    {
        Path = path;
        _disk = disk;
        _lock = @lock;
    }

    /// <summary>The folder's full path: the process's current folder may change.</summary>
    public string Path { get; }

    /// <summary>Whether files survive the emulator. Those that don't need not reach the disk.</summary>
    public bool IsKept => _lock is not null;

    /// <summary>Opens a data path, creates it if it doesn't exist, and completes what an earlier emulator didn't.</summary>
    /// <exception cref="IOException">It cannot be used, or another emulator uses it.</exception>
    public static DataFolder Open(string path, Disk disk)
    {
        FileStream? opened = null;
        try
        {
            path = CreateDirectory(path).FullName;
            opened = Lock(path);
            var folder = new DataFolder(path, disk, opened);
            folder.Recover();
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            opened?.Dispose();
            throw new IOException($"The data path '{path}' cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Uses an existing folder whose files don't survive the emulator.</summary>
    public static DataFolder Temporary(string path, Disk disk) => new(path, disk, @lock: null);

    /// <summary>Creates a folder for its owner only; an existing one keeps its permissions.</summary>
    public static DirectoryInfo CreateDirectory(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    /// <summary>The names of the files that begin and end like this.</summary>
    public IReadOnlyList<string> Names(string prefix, string suffix) =>
    [
        .. Directory.GetFiles(Path, $"{prefix}*{suffix}").Select(f => System.IO.Path.GetFileName(f))
            .Where(n => n.EndsWith(suffix, StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    /// <summary>Opens a file for reading, also while it is replaced or deleted.</summary>
    public FileStream OpenRead(string name) => Disk.OpenRead(PathOf(name));

    /// <summary>Replaces a file, or creates it. Whenever this stops, the file is the old one or the new one.</summary>
    public void Write(string name, Action<Stream> write)
    {
        var unfinished = PathOf(name) + Unfinished;
        try
        {
            using (var stream = _disk.Create(unfinished))
            {
                var buffered = new BufferedStream(stream, BufferBytes);
                write(buffered);
                buffered.Flush();
                stream.Flush(flushToDisk: true);
            }

            _disk.Move(unfinished, PathOf(name));
        }
        catch
        {
            _disk.TryDelete(unfinished);
            throw;
        }
    }

    /// <summary>Creates a file that is written piece by piece and counts once another file refers to it.</summary>
    public DiskStream Create(string name) => _disk.Create(PathOf(name));

    /// <summary>Opens such a file again.</summary>
    public DiskStream OpenWrite(string name) => _disk.Open(PathOf(name));

    /// <summary>Deletes all of these files or, if it fails, none of them.</summary>
    /// <param name="names">Of several files, names that are not used again.</param>
    public void Delete(params IReadOnlyList<string> names)
    {
        if (names.Count < 2)
        {
            foreach (var name in names)
                _disk.Delete(PathOf(name));
            return;
        }

        var list = $"{ListPrefix}{Guid.NewGuid():N}{ListSuffix}";
        Write(list, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', names))));
        Complete(list, names);
    }

    /// <summary>Deletes a file that nothing refers to any more. If that fails, the next start tries again.</summary>
    public bool TryDelete(string name) => _disk.TryDelete(PathOf(name));

    /// <inheritdoc/>
    public void Dispose() => _lock?.Dispose();

    void Recover()
    {
        foreach (var unfinished in Names("", Unfinished).Where(IsOurs))
            TryDelete(unfinished);
        foreach (var list in Names(ListPrefix, ListSuffix))
            Complete(list, ReadLines(list));
        if (OperatingSystem.IsWindows())
            return;
        // Earlier versions left their files to the umask.
        foreach (var name in Names("", "").Where(IsOurs))
            File.SetUnixFileMode(PathOf(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    string[] ReadLines(string name)
    {
        using var reader = new StreamReader(OpenRead(name));
        return reader.ReadToEnd().Split('\n');
    }

    void Complete(string list, IReadOnlyList<string> names)
    {
        var areDeleted = true;
        foreach (var name in names.Where(IsOurs))
            areDeleted &= _disk.TryDelete(PathOf(name));
        if (areDeleted)
            TryDelete(list);
    }

    // The folder may hold a person's files as well.
    static bool IsOurs(string name) =>
        new[] { "model-", "vertex-", "object-", "upload-", ListPrefix }.Any(p => name.StartsWith(p, StringComparison.Ordinal))
        && !name.AsSpan().ContainsAny('/', '\\');

    string PathOf(string name) => System.IO.Path.Combine(Path, name);

    // The file stays: if it was deleted on close, two emulators could each lock a file of this name.
    static FileStream Lock(string path)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new FileStream(System.IO.Path.Combine(path, ".lock"), options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException("another emulator uses it, or this account may not write there.", e);
        }
    }
}
