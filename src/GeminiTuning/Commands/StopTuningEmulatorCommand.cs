using System.Management.Automation;
using GeminiTuning.Pipeline;
using GeminiTuning.Session;

namespace GeminiTuning.Commands;

/// <summary>Stops the emulator of this process.</summary>
[Cmdlet(VerbsLifecycle.Stop, "TuningEmulator", SupportsShouldProcess = true)]
public sealed class StopTuningEmulatorCommand : AsyncCommand
{
    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        if (EmbeddedEmulator.Running is not { } running)
            WriteVerbose("No emulator runs in this session.");
        else if (ShouldProcess(running.Endpoint.AbsoluteUri, "Stop the emulator"))
            await EmbeddedEmulator.StopAsync();
    }
}
