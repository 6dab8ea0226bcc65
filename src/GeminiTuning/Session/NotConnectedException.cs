namespace GeminiTuning.Session;

/// <summary>There is no connection, and nothing to make one of.</summary>
public sealed class NotConnectedException : Exception
{
    internal NotConnectedException() : base(Messages.NotConnected)
    {
    }
}
