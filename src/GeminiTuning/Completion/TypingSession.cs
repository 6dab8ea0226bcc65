using System.Collections;
using System.Management.Automation;

namespace GeminiTuning.Completion;

/// <summary>What the session that completes a line has: its variables and its folders. Nothing of it runs a person's code.</summary>
static class TypingSession
{
    /// <summary>A variable's value; null where there is none.</summary>
    public static object? Variable(string name) => Ask("Microsoft.PowerShell.Utility\\Get-Variable", ("Name", WildcardPattern.Escape(name)), ("ValueOnly", true));

    /// <summary>The first file that a path leads to; null where there is none, or where it is of no file system.</summary>
    /// <param name="parameter">Path, where wildcards count, or LiteralPath.</param>
    /// <param name="path">The path, as it was typed.</param>
    public static string? File(string parameter, string path) =>
        First(Ask("Microsoft.PowerShell.Management\\Resolve-Path", (parameter, path))) is PathInfo { Provider.Name: "FileSystem" } found ? found.ProviderPath : null;

    static object? First(object? answer) => answer is PSObject[] many ? many[0].BaseObject : answer;

    static object? Ask(string command, params (string Name, object Value)[] parameters)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(command).AddParameters(parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value) as IDictionary)
            .AddParameter("ErrorAction", ActionPreference.Ignore);
        try
        {
            return shell.Invoke() switch
            {
                [] => null,
                [{ BaseObject: PSCustomObject } only] => only,
                [var only] => only?.BaseObject,
                // Get-Variable writes a list's items one by one.
                var many => many.ToArray(),
            };
        }
        catch (RuntimeException)
        {
            return null; // no drive of this name, or the like
        }
    }
}
