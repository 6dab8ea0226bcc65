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
            this.Verbose(Messages.NoEmulatorRuns);
        else if (ShouldProcess(running.Endpoint.AbsoluteUri, Messages.ActionStopEmulator))
            await EmbeddedEmulator.StopAsync();
    }
}
