using System.ComponentModel;
using System.Diagnostics;
using GeminiTuning.Testing;

namespace GeminiTuning.Emulator.Tests;

/// <summary>A program that runs clients, or advice on how to get it.</summary>
sealed record ForeignTool(string? Program, string Advice);

/// <summary>Finds the programs that run foreign clients, and installs the packages that the clients need.</summary>
static class ForeignTools
{
    static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);
    static readonly TimeSpan s_installLimit = TimeSpan.FromMinutes(10);
    static readonly TimeSpan s_lockLimit = TimeSpan.FromMinutes(15);
    static readonly TimeSpan s_lockInterval = TimeSpan.FromMilliseconds(100);
    static readonly string s_clients = Path.Combine(Repository.Root, "tests", "clients");
    static readonly string s_pythonPackages = Path.Combine(Repository.Root, "out", "python");

    // On Windows, bash can be the one of WSL, which has a network of its own: that emulator can't be reached.
    public static async Task<ForeignTool> FindCurlAsync() => new(
        await WorksAsync("bash", "-c", OperatingSystem.IsWindows() ? "[[ $OSTYPE == msys ]]" : "true") && await WorksAsync("curl", "--version") ? "bash" : null,
        "Needs bash and curl. Install them with your package manager, for example \"apt-get install bash curl\".");

    /// <summary>A Python that has the package requests, or else gets it from pip.</summary>
    public static async Task<ForeignTool> FindPythonAsync()
    {
        string[] names = ["python3", "/usr/bin/python3", "python"];
        foreach (var python in names)
        {
            if (await WorksAsync(python, "-c", "import requests"))
                return new(python, "");
        }

        foreach (var python in names)
        {
            if (await InstallAsync(python, "-m", "pip", "install", "--quiet", "--retries", "1", "--target", s_pythonPackages, "--requirement", "requirements.txt"))
                return new(python, "");
        }

        return new(null, "Needs Python 3 with the package requests. Install Python from https://www.python.org, then run \"pip install requests\".");
    }

    /// <summary>A Node.js, with the packages that npm's lock file names.</summary>
    public static async Task<ForeignTool> FindNodeAsync()
    {
        if (!await WorksAsync("node", "--version"))
            return new(null, "Needs Node.js 20 or later with npm: https://nodejs.org.");
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        using var own = await LockAsync();
        return IsInstalled() || await InstallAsync(npm, "ci", "--no-audit", "--no-fund")
            ? new("node", "")
            : new(null, "Needs Google's JavaScript clients. Install them with \"npm ci --prefix tests/clients\", which failed here.");
    }

    /// <summary>Runs a program in the folder of the clients.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments) => RunAsync(program, arguments, s_limit);

    // The Pester tests install the same packages, in other processes: Invoke-Exclusive in Common.ps1 has the same lock.
    static async Task<FileStream> LockAsync()
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(Repository.Root, "out")).FullName, "build.lock");
        for (var waited = TimeSpan.Zero; ; waited += s_lockInterval)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited < s_lockLimit)
            {
                await Task.Delay(s_lockInterval);
            }
        }
    }

    // npm keeps a copy of the lock file that it installed from.
    static bool IsInstalled()
    {
        var installed = new FileInfo(Path.Combine(s_clients, "node_modules", ".package-lock.json"));
        return installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(s_clients, "package-lock.json"));
    }

    static Task<bool> WorksAsync(string program, params string[] arguments) => SucceedsAsync(program, arguments, s_limit);

    static Task<bool> InstallAsync(string program, params string[] arguments) => SucceedsAsync(program, arguments, s_installLimit);

    static async Task<bool> SucceedsAsync(string program, string[] arguments, TimeSpan limit)
    {
        try
        {
            return (await RunAsync(program, arguments, limit)).ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    static async Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments, TimeSpan limit)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = s_clients,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_PROXY"] = start.Environment["no_proxy"] = "127.0.0.1,localhost";
        start.Environment["PYTHONPATH"] = s_pythonPackages;

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(limit);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await errors + output);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
