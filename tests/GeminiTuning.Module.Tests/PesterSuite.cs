using System.Diagnostics;
using System.Text.Json;
using GeminiTuning.Testing;

namespace GeminiTuning.ModuleTests;

/// <summary>Runs the Pester suite in the PowerShell that is on PATH, on the module as it is installed from its package.</summary>
static class PesterSuite
{
    static readonly TimeSpan s_limit = TimeSpan.FromMinutes(40);
    static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    // Exit codes of Invoke-Suite.ps1 for a machine that cannot run it.
    const int TooOld = 3;
    const int NoPester = 4;

    public static IEnumerable<PesterResult> Run()
    {
        if (FindPwsh() is not { } pwsh)
            return [Skipped("pwsh 7.4 or later was not found on PATH")];
        var file = Path.GetTempFileName();
        try
        {
            var (code, output) = Start(pwsh, file);
            return code switch
            {
                0 => Read(file, output),
                TooOld => [Skipped($"{pwsh} is older than 7.4")],
                NoPester => [Skipped("PowerShell has no Pester 5.5 or later; build.ps1 -Task Test installs it")],
                _ => [new PesterResult("The suite", "Failed", $"pwsh ended with {code}.{Environment.NewLine}{output}")],
            };
        }
        finally
        {
            File.Delete(file);
        }
    }

    // The reason stands in the name too, since a test run shows the names of skipped tests and not always their reasons.
    static PesterResult Skipped(string reason) => new($"The suite was not run: {reason}", "Skipped", $"The Pester suite was not run: {reason}.");

    static List<PesterResult> Read(string file, string output)
    {
        var results = JsonSerializer.Deserialize<List<PesterResult>>(File.ReadAllText(file), s_json);
        return results is { Count: > 0 } ? results : [new PesterResult("The suite", "Failed", $"Pester found no tests.{Environment.NewLine}{output}")];
    }

    static (int Code, string Output) Start(string pwsh, string resultPath)
    {
        var start = new ProcessStartInfo(pwsh) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])["-NoProfile", "-NonInteractive", "-File", Script(), "-ResultPath", resultPath, "-Installed"])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_limit))
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"It did not end within {s_limit.TotalMinutes} minutes.");
        }
        return (process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }

    static string Script() => Path.Combine(Repository.Root, "tests", "Module", "Invoke-Suite.ps1");

    static string? FindPwsh() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"))
            .FirstOrDefault(File.Exists);
}
