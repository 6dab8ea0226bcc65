using System.Diagnostics;
using System.Runtime.InteropServices;

// A local .NET tool has no program of its own, but tests start pwsh by its name, as users do. Use-Pwsh.ps1 puts this
// program on PATH and names the PowerShell that it starts.
const string variable = "GEMINITUNING_PWSH";
var powerShell = Environment.GetEnvironmentVariable(variable);
if (string.IsNullOrEmpty(powerShell))
{
    Console.Error.WriteLine($"{variable} isn't set. It must name the file pwsh.dll to start.");
    return 1;
}

// Ctrl+C reaches both processes. Only PowerShell acts on it; this one stays until PowerShell ends.
Console.CancelKeyPress += (_, e) => e.Cancel = true;
var dotnet = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet");
using var process = Process.Start(new ProcessStartInfo(dotnet, [powerShell, .. args]) { UseShellExecute = false })!;
process.WaitForExit();
return process.ExitCode;
