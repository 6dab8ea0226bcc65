using System.Management.Automation;

namespace GeminiTuning.Completion;

/// <summary>The variables and paths of the session in which a line is completed. Nothing here runs user code.</summary>
static class TypingSession
{
    /// <summary>Returns the value of a variable without enumerating it; null if it doesn't exist.</summary>
    public static object? Variable(string name) =>
        Ask("Microsoft.PowerShell.Utility\\Get-Variable", "Name", WildcardPattern.Escape(name)) is PSVariable variable ? variable.Value : null;

    /// <summary>Returns the first file of a path; null if it doesn't exist or isn't in a file system.</summary>
    /// <param name="parameter">Path, which supports wildcards, or LiteralPath.</param>
    /// <param name="path">The path, as it was typed.</param>
    public static string? File(string parameter, string path) =>
        Ask("Microsoft.PowerShell.Management\\Resolve-Path", parameter, path) is PathInfo { Provider.Name: "FileSystem" } found ? found.ProviderPath : null;

    static object? Ask(string command, string parameter, string value)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(command).AddParameter(parameter, value).AddParameter("ErrorAction", ActionPreference.Ignore);
        try
        {
            return shell.Invoke().FirstOrDefault()?.BaseObject;
        }
        catch (RuntimeException)
        {
            return null; // For example, the drive doesn't exist.
        }
    }
}
