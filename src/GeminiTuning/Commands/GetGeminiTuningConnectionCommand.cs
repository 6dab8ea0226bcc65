using System.Management.Automation;
using GeminiTuning.Pipeline;
using GeminiTuning.Session;

namespace GeminiTuning.Commands;

/// <summary>Shows the connection that the next command uses.</summary>
[Cmdlet(VerbsCommon.Get, "GeminiTuningConnection")]
[OutputType(typeof(TuningConnection))]
public sealed class GetGeminiTuningConnectionCommand : AsyncCommand
{
    /// <inheritdoc/>
    protected override Task EndAsync()
    {
        if (Connections.Share() is { } connection)
            WriteObject(connection);
        else
            this.Verbose(Messages.NotConnectedYet);
        return Task.CompletedTask;
    }
}
