using System.Management.Automation;

namespace GeminiTuning.Commands;

/// <summary>Cancels batches.</summary>
[Cmdlet(VerbsLifecycle.Stop, "TunedModelBatch", SupportsShouldProcess = true)]
public sealed class StopTunedModelBatchCommand : BatchCommand
{
    /// <inheritdoc/>
    private protected override async Task WithBatchAsync(string name)
    {
        if (ShouldProcess($"{name} ({Current})", Messages.ActionCancel))
            await Service.CancelBatchAsync(name, StopToken);
    }
}
