using System.Management.Automation.Runspaces;
using GeminiTuning.Emulator;

namespace GeminiTuning.Session;

/// <summary>The emulator that runs in this process: one at a time.</summary>
static class EmbeddedEmulator
{
    static readonly object s_lock = new();
    static TuningEmulator? s_running;
    static Guid? s_owner;

    /// <summary>What a connection to it is called.</summary>
    public static string Name(TuningConnectionOptions connection) => connection.Service is GeminiApiOptions ? "Emulator" : $"Emulator ({connection.Service.Name})";

    /// <summary>The one that runs, or null.</summary>
    public static TuningEmulator? Running => s_running;

    /// <summary>Starts it.</summary>
    /// <exception cref="EmulatorRunningException">One runs already.</exception>
    public static TuningEmulator Start(TuningEmulatorOptions options)
    {
        lock (s_lock)
            return s_running is null
                ? Begin(options)
                : throw new EmulatorRunningException(s_running.Endpoint);
    }

    /// <summary>The one that runs, started if need be.</summary>
    public static TuningEmulator StartIfNone()
    {
        lock (s_lock)
            return s_running ?? Begin(new TuningEmulatorOptions());
    }

    /// <summary>Stops it where this runspace started it: a job that removes the module leaves the session's alone.</summary>
    public static Task StopOwnAsync() => s_owner == Runspace.DefaultRunspace?.InstanceId ? StopAsync() : Task.CompletedTask;

    /// <summary>Stops it, if one runs. A session that was connected to it is connected no more.</summary>
    public static async Task StopAsync()
    {
        TuningEmulator? running;
        lock (s_lock)
            (running, s_running) = (s_running, null);
        if (running is null)
            return;
        Connections.Forget(running.Endpoint);
        await running.DisposeAsync().ConfigureAwait(false);
    }

    static TuningEmulator Begin(TuningEmulatorOptions options)
    {
        s_running = TuningEmulator.Start(options);
        s_owner = Runspace.DefaultRunspace?.InstanceId;
        return s_running;
    }
}
