namespace GeminiTuning.Testing;

/// <summary>Where the repository is. Compiled-in source paths do not tell: a CI build replaces them.</summary>
static class Repository
{
    /// <summary>The folder that holds the solution, upwards of the tests' own assembly.</summary>
    public static string Root { get; } = Find();

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "GeminiTuning.slnx")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No GeminiTuning.slnx was found upwards of {AppContext.BaseDirectory}.");
    }
}
