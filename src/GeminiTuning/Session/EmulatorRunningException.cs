namespace GeminiTuning.Session;

/// <summary>This process runs an emulator already.</summary>
public sealed class EmulatorRunningException : InvalidOperationException
{
    internal EmulatorRunningException(Uri endpoint) : base(Messages.EmulatorRunsAlready(endpoint))
    {
    }
}
