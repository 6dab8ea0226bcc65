using System.Management.Automation.Runspaces;

namespace GeminiTuning.Session;

/// <summary>The session's connection: the one made by Connect-GeminiTuning, else the one that is there without it.
/// It is the process's, so that ForEach-Object -Parallel and thread jobs have it too.</summary>
static class Connections
{
    public const int DefaultRetryCount = 5;
    public const int DefaultRetryIntervalSec = 2;

    static readonly object s_lock = new();
    static TuningConnection? s_connected;
    static Guid? s_owner;
    static (string Fingerprint, string Origin, TuningConnection Connection)? s_ambient;

    /// <summary>Makes a connection the session's own.</summary>
    public static void Set(TuningConnection connection) => (s_connected, s_owner) = (connection, Runspace.DefaultRunspace?.InstanceId);

    /// <summary>The connection that the next command uses, or null.</summary>
    /// <exception cref="TuningArgumentException">The environment's description cannot be used.</exception>
    /// <exception cref="CredentialFileException">A credential was found that cannot be used.</exception>
    public static TuningConnection? Find() => s_connected ?? FindAmbient()?.Connection;

    /// <summary>The connection to use.</summary>
    /// <exception cref="NotConnectedException">There is none.</exception>
    public static TuningConnection Resolve(Action<string> verbose)
    {
        if (s_connected is { } connected)
            return connected;
        var (connection, origin) = FindAmbient() ?? throw new NotConnectedException();
        verbose(Messages.ConnectedAmbient(connection, origin));
        return connection;
    }

    /// <summary>Makes a connection with the module's retries.</summary>
    public static TuningConnection Create(TuningConnectionOptions options, string? service = null,
        int maximumRetryCount = DefaultRetryCount, int retryIntervalSec = DefaultRetryIntervalSec) =>
        new(options with
        {
            RetryPolicy = Adapters.Factory.CreateRetryPolicy(maximumRetryCount, TimeSpan.FromSeconds(retryIntervalSec), options.Clock),
            Uploader = Adapters.Factory.CreateUploader(),
        }, service ?? ServiceNames.Of(options.Vertex is null ? TuningServiceKind.GeminiApi : TuningServiceKind.VertexAI));

    /// <summary>Ends the session's connection where it leads to this address, since nothing answers there any more.</summary>
    public static void Forget(Uri endpoint)
    {
        if (s_connected?.Endpoint == endpoint)
            s_connected = null;
    }

    /// <summary>Closes the connection where this runspace made it: a job that removes the module leaves the session's alone.</summary>
    public static void CloseOwn()
    {
        if (s_owner == Runspace.DefaultRunspace?.InstanceId)
            Close();
    }

    /// <summary>Closes what the session holds.</summary>
    public static void Close()
    {
        lock (s_lock)
        {
            s_connected?.Dispose();
            s_connected = null;
            s_ambient?.Connection.Dispose();
            s_ambient = null;
        }
    }

    // Kept while what it was made of stays as it is, so that its sockets and its token are used again.
    static (TuningConnection Connection, string Origin)? FindAmbient()
    {
        lock (s_lock)
        {
            var fingerprint = Ambient.Fingerprint();
            if (s_ambient is { } kept && kept.Fingerprint == fingerprint)
                return (kept.Connection, kept.Origin);
            var usesVertex = EnvironmentSettings.Current.UsesVertex;
            if (Ambient.Find(null, new CredentialChoice(IsForVertex: usesVertex), usesVertex ? new VertexChoice() : null) is not { } found)
                return null;
            var connection = Create(found.Options);
            s_ambient = (fingerprint, found.Origin, connection);
            return (connection, found.Origin);
        }
    }
}
