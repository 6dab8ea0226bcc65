using System.Management.Automation;

namespace GeminiTuning.Session;

/// <summary>Remove-Module closes what its runspace has opened.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        Connections.CloseOwn();
        EmbeddedEmulator.StopOwnAsync().GetAwaiter().GetResult();
    }
}
