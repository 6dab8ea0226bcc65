using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;

namespace GeminiTuning.Session;

/// <summary>The session's connection: the one made by Connect-GeminiTuning, else the one that is there without it.
/// It is the process's, so that ForEach-Object -Parallel and thread jobs have it too.</summary>
static class Connections
{
    public const int DefaultRetryCount = 5;
    public const int DefaultRetryIntervalSec = 2;

    // Guards what follows. Nothing that takes time is done under it.
    static readonly object s_lock = new();
    static HeldConnection? s_connected;
    static HeldConnection? s_ambient;
    static Guid? s_owner;

    // Asked once for each address: a machine does not move to Google Cloud while a session lasts.
    static readonly ConcurrentDictionary<Uri, Lazy<bool>> s_metadataServers = new();

    /// <summary>What this computer has to make a connection of.</summary>
    public static ConnectionSources Sources { get; } = ConnectionSources.OfMachine(EnvironmentSettings.Current,
        server => s_metadataServers.GetOrAdd(server, address => new(() => MetadataServer.Answers(address))).Value);

    /// <summary>The same, where nothing is asked: a metadata server counts if it has answered before.</summary>
    public static ConnectionSources SourcesAtOnce { get; } = Sources with
    {
        HasMetadataServer = server => s_metadataServers.TryGetValue(server, out var answer) && answer is { IsValueCreated: true, Value: true },
    };

    /// <summary>Makes a connection the session's own.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="isShared">Whether the user has it as an object, too.</param>
    public static void Set(TuningConnection connection, bool isShared)
    {
        lock (s_lock)
        {
            Replace(ref s_connected, new HeldConnection(connection) { IsShared = isShared });
            s_owner = Runspace.DefaultRunspace?.InstanceId;
        }
    }

    /// <summary>The connection that the next command uses, for the user to keep; null if there is none.</summary>
    public static TuningConnection? Share()
    {
        using var held = Find(Sources);
        if (held is not null)
            lock (s_lock)
                held.IsShared = true;
        return held?.Connection;
    }

    /// <summary>The connection to use, until it is disposed.</summary>
    /// <param name="verbose">Told which connection was found, if none was made.</param>
    /// <param name="warn">Told once what to warn of about it.</param>
    /// <exception cref="NotConnectedException">There is none.</exception>
    public static HeldConnection Use(Action<string> verbose, Action<string> warn)
    {
        var held = Find(Sources) ?? throw new NotConnectedException(new ConnectionRequest());
        if (held.Found.Origin is { } origin)
            verbose(Messages.ConnectedAmbient(held.Connection, origin));
        if (TakeWarning(held) is { } warning)
            warn(warning);
        return held;
    }

    // Not at each command: a script that uses a connection a hundred times is warned once.
    static string? TakeWarning(HeldConnection held)
    {
        lock (s_lock)
        {
            var warning = held.Warning;
            held.Warning = null;
            return warning;
        }
    }

    /// <summary>The connection to use, until it is disposed; null if there is none.</summary>
    /// <exception cref="TuningArgumentException">The environment's description cannot be used.</exception>
    /// <exception cref="CredentialFileException">A credential was found that cannot be used.</exception>
    public static HeldConnection? Find(ConnectionSources sources)
    {
        // One of Connect-GeminiTuning needs no look at the environment and its files.
        if (FindHeld(null) is { } connected)
            return connected;
        var fingerprint = sources.Environment.Fingerprint;
        if (FindHeld(fingerprint) is { } known)
            return known;
        if (ConnectionPlan.Make(new ConnectionRequest(), sources) is not { } plan)
            return null;
        var made = new HeldConnection(Create(plan.OptionsWith(plan.CreateCredential(Adapters.Factory))), plan.CredentialFrom, fingerprint) { Warning = plan.Warning };
        lock (s_lock)
        {
            // It was made without the lock: of two that are made at once, the first is used.
            if (FindHeld(fingerprint) is { } other)
            {
                made.Connection.Dispose();
                return other;
            }
            Replace(ref s_ambient, made);
            return FindHeld(fingerprint);
        }
    }

    /// <summary>Ends one use of a connection.</summary>
    public static void Return(HeldConnection held)
    {
        lock (s_lock)
        {
            held.Users--;
            DisposeUnused(held);
        }
    }

    /// <summary>Makes a connection with the module's retries.</summary>
    public static TuningConnection Create(TuningConnectionOptions options, string? service = null,
        int maximumRetryCount = DefaultRetryCount, int retryIntervalSec = DefaultRetryIntervalSec) => new(options with
        {
            RetryPolicy = Adapters.Factory.CreateRetryPolicy(maximumRetryCount, TimeSpan.FromSeconds(retryIntervalSec), options.Clock),
            Uploader = Adapters.Factory.CreateUploader(),
        }, service);

    /// <summary>Ends the session's connection where it leads to this address, since nothing answers there any more.</summary>
    public static void Forget(Uri endpoint)
    {
        lock (s_lock)
            if (s_connected?.Connection.Endpoint == endpoint)
                Replace(ref s_connected, null);
    }

    /// <summary>Closes the connection where this runspace made it: a job that removes the module leaves the session's alone.</summary>
    public static void CloseOwn()
    {
        lock (s_lock)
            if (s_owner == Runspace.DefaultRunspace?.InstanceId)
                Close();
    }

    /// <summary>Closes what the session holds, for whoever uses it.</summary>
    public static void Close()
    {
        lock (s_lock)
        {
            s_connected?.Connection.Dispose();
            s_ambient?.Connection.Dispose();
            (s_connected, s_ambient) = (null, null);
        }
    }

    // One that was found is kept while what it was made of stays as it is, with its sockets and its token.
    static HeldConnection? FindHeld(string? fingerprint)
    {
        lock (s_lock)
        {
            var held = s_connected ?? (fingerprint is not null && s_ambient?.Found.Fingerprint == fingerprint ? s_ambient : null);
            if (held is not null)
                held.Users++;
            return held;
        }
    }

    static void Replace(ref HeldConnection? place, HeldConnection? other)
    {
        if (place is { } replaced)
        {
            replaced.IsReplaced = true;
            DisposeUnused(replaced);
        }
        place = other;
    }

    static void DisposeUnused(HeldConnection held)
    {
        if (held is { IsReplaced: true, IsShared: false, Users: 0 })
            held.Connection.Dispose();
    }
}
