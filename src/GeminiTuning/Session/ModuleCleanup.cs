using System.Management.Automation;

namespace GeminiTuning.Session;

/// <summary>Remove-Module closes what the module holds.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        Connections.Close();
        EmbeddedEmulator.StopAsync().GetAwaiter().GetResult();
    }
}
