using System.Management.Automation;

namespace GeminiTuning.Completion;

/// <summary>What the session that completes a line has: its variables and its folders. Nothing of it runs a person's code.</summary>
static class TypingSession
{
    /// <summary>A variable's value as it is, not gone through; null where there is none.</summary>
    public static object? Variable(string name) =>
        Ask("Microsoft.PowerShell.Utility\\Get-Variable", "Name", WildcardPattern.Escape(name)) is PSVariable variable ? variable.Value : null;

    /// <summary>The first file that a path leads to; null where there is none, or where it is of no file system.</summary>
    /// <param name="parameter">Path, where wildcards count, or LiteralPath.</param>
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
            return null; // no drive of this name, or the like
        }
    }
}
