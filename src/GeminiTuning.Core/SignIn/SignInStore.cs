namespace GeminiTuning;

/// <summary>The sign-ins that are kept from one session to the next: a file for each application, which only its owner
/// may read.</summary>
/// <param name="folder">Where they are kept.</param>
public sealed class SignInStore(string folder)
{
    const UnixFileMode OwnerReadsAndWrites = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The one of an application, or null.</summary>
    /// <param name="clientSecret">The application's client secret.</param>
    public CredentialFile? Find(CredentialFile clientSecret) => Read(PathOf(clientSecret.Text("client_id")!));

    /// <summary>The latest of all, or null.</summary>
    public CredentialFile? Latest() => FilesNow().OrderByDescending(File.GetLastWriteTimeUtc).Select(Read).FirstOrDefault(file => file is not null);

    /// <summary>Keeps a sign-in. At no moment can others read it, and whenever the process ends, the file is whole.</summary>
    /// <exception cref="TuningFileException">It can't be written.</exception>
    public CredentialFile Save(SignedIn signedIn) => CredentialFile.ReadCredential(TuningFileException.Guard(() => Write(signedIn)));

    /// <summary>The files of all of them.</summary>
    /// <exception cref="TuningFileException">The folder can't be read.</exception>
    public IReadOnlyList<string> Files() => TuningFileException.Guard(FilesNow);

    /// <summary>Removes one of them.</summary>
    /// <param name="file">One of <see cref="Files"/>.</param>
    /// <exception cref="TuningFileException">It can't be removed: another program has it open, or the user isn't allowed to.</exception>
    public static void Remove(string file) => TuningFileException.Guard(() => FilesInUse.Repeat(file, () => File.Delete(file)));

    string Write(SignedIn signedIn)
    {
        OwnersFolder.Create(folder);
        var path = PathOf(signedIn.ClientId);
        var temporary = $"{path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        // On Windows, it inherits the rights of its folder.
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerReadsAndWrites;
        try
        {
            using (var stream = new FileStream(temporary, options))
            using (var writer = new StreamWriter(stream))
            {
                writer.Write(signedIn.Json);
                writer.Flush();
                stream.Flush(flushToDisk: true);
            }
            FilesInUse.Repeat(path, () => File.Move(temporary, path, overwrite: true));
        }
        finally
        {
            FilesInUse.Repeat(temporary, () => File.Delete(temporary));
        }
        return path;
    }

    string[] FilesNow() => Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];

    string PathOf(string clientId) => Path.Combine(folder, $"{new string([.. clientId.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')])}.json");

    // One that is damaged is as good as none: the next sign-in takes its place.
    static CredentialFile? Read(string path)
    {
        try
        {
            return File.Exists(path) ? CredentialFile.ReadCredential(path) : null;
        }
        catch (CredentialFileException)
        {
            return null;
        }
    }
}
