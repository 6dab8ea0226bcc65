using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace GeminiTuning.Benchmarks;

/// <summary>Runs a script in a fresh PowerShell.</summary>
static class Pwsh
{
    public static readonly string Module = Path.Combine(Metadata("Repository"), "out", "GeminiTuning", "GeminiTuning.psd1");
    public static readonly string EmptyModule = Metadata("EmptyModule");

    /// <summary>The number that the script writes last.</summary>
    public static double Measure(string script)
    {
        var start = new ProcessStartInfo("pwsh") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["-NoProfile", "-NonInteractive", "-Command", script])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 && double.TryParse(output.TrimEnd().Split('\n')[^1], CultureInfo.InvariantCulture, out var figure)
            ? figure
            : throw new InvalidOperationException($"The script wrote no figure: {output}");
    }

    static string Metadata(string key) =>
        typeof(Pwsh).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
