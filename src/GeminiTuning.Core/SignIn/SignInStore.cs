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
    public CredentialFile? Latest() => Files().OrderByDescending(File.GetLastWriteTimeUtc).Select(Read).FirstOrDefault(file => file is not null);

    /// <summary>Keeps a sign-in. At no moment can others read it, and whenever the process ends, the file is whole.</summary>
    /// <exception cref="TuningFileException">It can't be written.</exception>
    public CredentialFile Save(SignedIn signedIn) => CredentialFile.ReadCredential(TuningFileException.Guard(() => Write(signedIn)));

    /// <summary>Removes all of them.</summary>
    /// <returns>The files that were removed.</returns>
    /// <exception cref="TuningFileException">One can't be removed.</exception>
    public IReadOnlyList<string> Clear() => TuningFileException.Guard(() =>
    {
        var files = Files();
        foreach (var file in files)
            File.Delete(file);
        return files;
    });

    string Write(SignedIn signedIn)
    {
        CreateFolder();
        var path = PathOf(signedIn.ClientId);
        var temporary = $"{path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        // On Windows, the folder of the profile has its owner's rights.
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
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
        return path;
    }

    void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }
        Directory.CreateDirectory(folder, OwnerReadsAndWrites | UnixFileMode.UserExecute);
        // One that was there may be open to others.
        File.SetUnixFileMode(folder, OwnerReadsAndWrites | UnixFileMode.UserExecute);
    }

    string[] Files() => Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];

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
