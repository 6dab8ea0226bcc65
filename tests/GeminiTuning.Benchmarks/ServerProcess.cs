using System.Diagnostics;
using System.Globalization;

namespace GeminiTuning.Benchmarks;

/// <summary>A <see cref="LeanServer"/> in a process of its own.</summary>
sealed class ServerProcess : IDisposable
{
    readonly Process _process;

    public ServerProcess()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Target.Now.Worker);
        start.ArgumentList.Add(LeanServer.Argument);
        _process = Process.Start(start)!;
        Port = _process.StandardOutput.ReadLine()!;
    }

    string Port { get; }

    /// <summary>The address, whose responses come after so many milliseconds.</summary>
    public string Address(int delay = 0) => $"http://127.0.0.1:{Port}/{delay}/";

    /// <summary>The most polls in a second and in 0.3 seconds, all polls, and the connections.</summary>
    public double[] Counts()
    {
        _process.StandardInput.WriteLine();
        return [.. _process.StandardOutput.ReadLine()!.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
            _process.Kill();
        _process.Dispose();
    }
}
