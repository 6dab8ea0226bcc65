namespace GeminiTuning.Session;

/// <summary>There is no connection, and nothing to make one of.</summary>
public sealed class NotConnectedException : Exception
{
    /// <param name="asked">What was asked of the connection: the message lists the ways that the service which is meant accepts.</param>
    internal NotConnectedException(ConnectionRequest asked)
        : base(ConnectionPlan.MeansVertex(asked, Connections.Sources.Environment) ? Messages.NotConnectedToVertex : Messages.NotConnected)
    {
    }
}
