using System.Management.Automation;
using GeminiTuning.Session;

namespace GeminiTuning.Commands;

/// <summary>Ends the session's connection.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "GeminiTuning")]
public sealed class DisconnectGeminiTuningCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() => Connections.Close();
}
