using System.Management.Automation;
using GeminiTuning.Pipeline;
using GeminiTuning.Session;

namespace GeminiTuning.Commands;

/// <summary>Ends the session's connection.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "GeminiTuning", SupportsShouldProcess = true)]
public sealed class DisconnectGeminiTuningCommand : AsyncCommand
{
    /// <summary>Remove the stored sign-ins too.</summary>
    [Parameter]
    public SwitchParameter Forget { get; set; }

    /// <inheritdoc/>
    protected override Task EndAsync()
    {
        if (ShouldProcess(Messages.SessionConnection, Messages.ActionClose))
            Connections.Close();
        var folder = EnvironmentSettings.Current.SignInFolder;
        if (Forget && ShouldProcess(folder, Messages.ActionRemoveSignIns))
            foreach (var file in new SignInStore(folder).Files())
                Remove(file);
        return Task.CompletedTask;
    }

    // One that another program has open doesn't keep the others.
    void Remove(string file)
    {
        try
        {
            SignInStore.Remove(file);
            this.Verbose(Messages.SignInRemoved(file));
        }
        catch (TuningFileException fault)
        {
            WriteFault(fault, file);
        }
    }
}
