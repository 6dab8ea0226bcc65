using System.Management.Automation.Runspaces;

namespace GeminiTuning.Session;

/// <summary>The session's connection: the one made by Connect-GeminiTuning, else the one that the environment describes.
/// It is the process's, so that ForEach-Object -Parallel and thread jobs have it too.</summary>
static class Connections
{
    public const int DefaultRetryCount = 5;
    public const int DefaultRetryIntervalSec = 2;

    static readonly object s_lock = new();
    static TuningConnection? s_connected;
    static Guid? s_owner;
    static (string? Key, string? Address, TuningConnection Connection)? s_fromEnvironment;

    /// <summary>Makes a connection the session's own.</summary>
    public static void Set(TuningConnection connection) => (s_connected, s_owner) = (connection, Runspace.DefaultRunspace?.InstanceId);

    /// <summary>The connection that the next command uses, or null.</summary>
    /// <exception cref="ArgumentException">The environment's description cannot be used.</exception>
    public static TuningConnection? Find() => s_connected ?? FromEnvironment();

    /// <summary>The connection to use.</summary>
    /// <exception cref="NotConnectedException">There is none.</exception>
    public static TuningConnection Resolve(Action<string> verbose)
    {
        var connection = Find() ?? throw new NotConnectedException();
        if (s_connected is null)
            verbose($"Connected as the environment says: {connection}, credential: {connection.Credential}.");
        return connection;
    }

    /// <summary>Makes a connection with the module's retries.</summary>
    public static TuningConnection Create(TuningConnectionOptions options, string service = "Gemini Developer API",
        int maximumRetryCount = DefaultRetryCount, int retryIntervalSec = DefaultRetryIntervalSec) =>
        new(options with
        {
            RetryPolicy = Adapters.Factory.CreateRetryPolicy(maximumRetryCount, TimeSpan.FromSeconds(retryIntervalSec), options.Clock),
        }, service);

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
            s_fromEnvironment?.Connection.Dispose();
            s_fromEnvironment = null;
        }
    }

    // Kept while the variables stay as they are, so that its sockets are used again.
    static TuningConnection? FromEnvironment()
    {
        var key = Environment.GetEnvironmentVariable("GOOGLE_API_KEY") + "\n" + Environment.GetEnvironmentVariable("GEMINI_API_KEY");
        var address = Environment.GetEnvironmentVariable("GOOGLE_GEMINI_BASE_URL");
        lock (s_lock)
        {
            if (s_fromEnvironment is { } kept && kept.Key == key && kept.Address == address)
                return kept.Connection;
            if (EnvironmentSettings.Read(Environment.GetEnvironmentVariable) is not { } options)
                return null;
            var connection = Create(options);
            s_fromEnvironment = (key, address, connection);
            return connection;
        }
    }
}
