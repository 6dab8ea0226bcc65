using System.Runtime.CompilerServices;

namespace GeminiTuning.Testing;

/// <summary>Gives the process a folder for temporary files that nobody else uses and that is deleted at its end. Each emulator lists
/// this folder when it starts, which takes long where other programs have left thousands of files.</summary>
static class OwnTemporaryFolder
{
    [ModuleInitializer]
    internal static void Use()
    {
        var folder = Directory.CreateTempSubdirectory("geminituning-").FullName;
        Environment.SetEnvironmentVariable(OperatingSystem.IsWindows() ? "TMP" : "TMPDIR", folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Delete(folder);
    }

    static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A program that a test started has a file in it open.
        }
    }
}
