using System.Diagnostics;
using System.Text.Json;
using GeminiTuning.Testing;

namespace GeminiTuning.ModuleTests;

/// <summary>
/// Runs the Pester suite on the module as it is installed from its package: in the PowerShell that is on PATH, or in the
/// repository's local tool where PATH has none that is recent enough.
/// </summary>
static class PesterSuite
{
    static readonly TimeSpan s_limit = TimeSpan.FromMinutes(40);
    static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    // Invoke-Suite.ps1 ends with this code when PowerShell is too old.
    const int TooOld = 3;

    public static IEnumerable<PesterResult> Run()
    {
        var file = Path.GetTempFileName();
        try
        {
            var (code, output) = RunSuite(file);
            return code == 0 ? Read(file, output) : [Failed($"PowerShell ended with exit code {code}.{Environment.NewLine}{output}")];
        }
        finally
        {
            File.Delete(file);
        }
    }

    static PesterResult Failed(string message) => new("The suite", "Failed", message);

    static List<PesterResult> Read(string file, string output)
    {
        var results = JsonSerializer.Deserialize<List<PesterResult>>(File.ReadAllText(file), s_json);
        return results is { Count: > 0 } ? results : [Failed($"Pester found no tests.{Environment.NewLine}{output}")];
    }

    static (int Code, string Output) RunSuite(string resultPath)
    {
        string[] suite = ["-NoProfile", "-NonInteractive", "-File", Script(), "-ResultPath", resultPath, "-Installed"];
        if (FindPwsh() is { } pwsh && Start(pwsh, suite) is var run && run.Code != TooOld)
            return run;
        var restored = Start(Dotnet(), ["tool", "restore"]);
        return restored.Code == 0 ? Start(Dotnet(), ["pwsh", .. suite]) : restored;
    }

    static (int Code, string Output) Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // The manifest of local tools is looked for from here upwards.
        start.WorkingDirectory = Repository.Root;
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

    // The dotnet that runs the tests. It need not be on PATH.
    static string Dotnet() => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    static string? FindPwsh() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"))
            .FirstOrDefault(File.Exists);
}
