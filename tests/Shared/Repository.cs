namespace GeminiTuning.Testing;

/// <summary>Finds the repository. Compiled source paths can't be used, because a CI build replaces them.</summary>
static class Repository
{
    /// <summary>The folder of the solution, which is a parent folder of the test assembly.</summary>
    public static string Root { get; } = Find();

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "GeminiTuning.slnx")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No GeminiTuning.slnx was found upwards of {AppContext.BaseDirectory}.");
    }
}
