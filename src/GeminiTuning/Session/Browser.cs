using System.ComponentModel;
using System.Diagnostics;

namespace GeminiTuning.Session;

/// <summary>The person's browser.</summary>
static class Browser
{
    /// <summary>Opens an address: with the program that the environment variable BROWSER names, else as the system does.</summary>
    /// <returns>Whether something was started.</returns>
    public static bool TryOpen(Uri address)
    {
        var program = Environment.GetEnvironmentVariable("BROWSER");
        var start = string.IsNullOrWhiteSpace(program)
            ? new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true }
            : new ProcessStartInfo(program) { ArgumentList = { address.AbsoluteUri } };
        try
        {
            using var process = Process.Start(start);
            return true;
        }
        catch (Exception fault) when (fault is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
