using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace GeminiTuning.Benchmarks;

/// <summary>Runs a script in a fresh PowerShell.</summary>
static class Pwsh
{
    public static readonly string Module = Path.Combine(Metadata("Repository"), "out", "GeminiTuning", "GeminiTuning.psd1");
    public static readonly string EmptyModule = Metadata("EmptyModule");

    /// <summary>The version of PowerShell.</summary>
    public static string Version => Run("\"$($PSVersionTable.PSVersion)\"").Output.Trim();

    /// <summary>The number that the script writes last.</summary>
    public static double Measure(string script) => Numbers(script)[0];

    /// <summary>The numbers that the script writes last, with spaces between them.</summary>
    public static double[] Numbers(string script)
    {
        var (output, exitCode) = Run(script);
        var last = output.TrimEnd().Split('\n')[^1].Split(' ');
        var figures = last.Select(text => double.TryParse(text, CultureInfo.InvariantCulture, out var figure) ? figure : double.NaN).ToArray();
        return exitCode == 0 && !figures.Any(double.IsNaN)
            ? figures
            : throw new InvalidOperationException($"The script wrote no figure: {output}");
    }

    /// <summary>Runs a script with variables in its environment.</summary>
    public static (string Output, int ExitCode) Run(string script, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("pwsh") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["-NoProfile", "-NonInteractive", "-Command", script])
            start.ArgumentList.Add(argument);
        // PowerShell has methods compiled in advance on another thread, by a profile of its last process. Here, that was another build.
        start.Environment["DOTNET_MultiCoreJitMinNumCpus"] = "FFF";
        foreach (var (variable, value) in environment)
            start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, process.ExitCode);
    }

    static string Metadata(string key) =>
        typeof(Pwsh).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
