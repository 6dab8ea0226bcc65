using System.Management.Automation;

namespace GeminiTuning.Binding;

/// <summary>The file that a cmdlet writes, named by -Path or -LiteralPath. It's checked before the cmdlet reads its input.</summary>
static class TargetFile
{
    /// <summary>Returns the full path of the file.</summary>
    /// <param name="session">The paths and drives of the session.</param>
    /// <param name="path">The path as the user typed it.</param>
    /// <param name="isLiteral">Whether wildcard characters have no special meaning.</param>
    /// <param name="noClobber">Whether a file that exists is an error.</param>
    /// <exception cref="TuningArgumentException">The path contains wildcards, or isn't a path of the file system.</exception>
    /// <exception cref="TuningFileException">The folder doesn't exist, or the file is a folder, can't be replaced, or must not be replaced.</exception>
    public static string Find(PathIntrinsics session, string path, bool isLiteral, bool noClobber)
    {
        if (!isLiteral && WildcardPattern.ContainsWildcardCharacters(path))
            throw new TuningArgumentException(Messages.TargetHasWildcards(path));
        var file = session.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        if (provider.Name != "FileSystem")
            throw new TuningArgumentException(Messages.TargetNotAFile(path));
        CheckReplaceable(file, noClobber);
        return file;
    }

    static void CheckReplaceable(string file, bool noClobber)
    {
        if (Directory.Exists(file))
            throw new TuningFileException(Messages.TargetIsFolder(file));
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder && !Directory.Exists(folder))
            throw new TuningFileException(Messages.FolderMissing(folder));
        if (!File.Exists(file))
            return;
        if (noClobber)
            throw new TuningFileException(Messages.FileExists(file));
        // Replacing a file needs only permission to write its folder, so that some systems don't refuse it.
        if (File.GetAttributes(file).HasFlag(FileAttributes.ReadOnly))
            throw new TuningFileException(Messages.FileReadOnly(file));
    }
}
