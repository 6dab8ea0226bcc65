using System.Diagnostics;
using System.Globalization;

namespace GeminiTuning.Benchmarks;

/// <summary>A build of the module, and of the library in it.</summary>
/// <param name="Module">The manifest of the module.</param>
/// <param name="Worker">The assembly of this program, beside the library of that build.</param>
sealed record Target(string Module, string Worker)
{
    /// <summary>The module that this repository has built.</summary>
    public static Target Now { get; } = new(Pwsh.Module, typeof(Target).Assembly.Location);

    /// <summary>Another build: this program is copied to a temporary folder, with the library of that build in place of this one's.</summary>
    public static Target Before(string moduleFolder, string temporaryFolder)
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Now.Worker)!))
            File.Copy(file, Path.Combine(temporaryFolder, Path.GetFileName(file)));
        foreach (var file in Directory.GetFiles(moduleFolder, "GeminiTuning.Core.dll").Concat(Directory.GetFiles(Path.Combine(moduleFolder, "Adapters"), "*.dll")))
            File.Copy(file, Path.Combine(temporaryFolder, Path.GetFileName(file)), overwrite: true);
        return new Target(Path.Combine(moduleFolder, "GeminiTuning.psd1"), Path.Combine(temporaryFolder, Path.GetFileName(Now.Worker)));
    }

    /// <summary>Runs a step of <see cref="CoreWorker"/>, and returns its figures: seconds, seconds of CPU, bytes, and one more.</summary>
    public double[] Core(params object[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Worker);
        start.ArgumentList.Add(CoreWorker.Argument);
        foreach (var argument in arguments)
            start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        using var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadToEnd().TrimEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? [.. line.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))] : throw new InvalidOperationException(line);
    }

    /// <summary>Runs a step in a fresh PowerShell, after a setup that isn't measured.</summary>
    /// <returns>Milliseconds, milliseconds of CPU, kilobytes allocated, methods compiled, and megabytes of memory at most.</returns>
    public static double[] Script(string setup, string step) => Pwsh.Numbers($$"""
        $ProgressPreference, $ErrorActionPreference = 'SilentlyContinue', 'Stop'
        $invariant = [cultureinfo]::InvariantCulture
        $process = [Diagnostics.Process]::GetCurrentProcess()
        {{setup}}
        $null = $process.Refresh()
        $cpu, $bytes, $methods = $process.TotalProcessorTime.TotalMilliseconds, [GC]::GetTotalAllocatedBytes(), [Runtime.JitInfo]::GetCompiledMethodCount()
        $watch = [Diagnostics.Stopwatch]::StartNew()
        {{step}}
        $time = $watch.Elapsed.TotalMilliseconds
        $methods, $bytes = ([Runtime.JitInfo]::GetCompiledMethodCount() - $methods), (([GC]::GetTotalAllocatedBytes() - $bytes) / 1e3)
        $null = $process.Refresh()
        ($time, ($process.TotalProcessorTime.TotalMilliseconds - $cpu), $bytes, $methods, ($process.PeakWorkingSet64 / 1e6)).ForEach({ ([double]$_).ToString($invariant) }) -join ' '
        """);
}
