using GeminiTuning.Emulator.Faults;
using GeminiTuning.Emulator.Files;
using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator;

/// <summary>
/// Stands in for the tuning methods of the Gemini Developer API and of Vertex AI, and for the objects and the resumable
/// uploads of Cloud Storage, on loopback. It is not Gemini: a tuned model is a small text model that is really trained,
/// and answers with one of the outputs that it was taught.
/// </summary>
/// <remarks>
/// Every caller is the same user, <c>you@emulator.invalid</c>, whether with an API key, a token or neither; credentials
/// are not looked at, but for a token that has expired on request. A prompt with <c>EMULATOR_BLOCK_PROMPT</c> in it is
/// blocked, and the answer to one with <c>EMULATOR_BLOCK_ANSWER</c> is. A token is four characters.
/// </remarks>
public sealed class TuningEmulator : IAsyncDisposable
{
    readonly Backend _backend;
    readonly TrafficCounter _traffic;
    readonly HttpServer _server;
    int _disposed;

    TuningEmulator(TuningEmulatorOptions options, DataFolder? folder)
    {
        DataPath = folder?.Path;
        Faults = options.Faults;
        _backend = new Backend(options, folder);
        var routes = Routes.Of(_backend);
        _traffic = new TrafficCounter(routes.Select(r => r.Name), options.Faults?.Kinds.Where(f => f != Fault.None.Name) ?? []);
        _server = HttpServer.Start(options.Port, new Router(routes, new FaultGate(options.Faults, _traffic), _traffic), _traffic);
        Endpoint = new Uri($"http://127.0.0.1:{_server.Port}/");
    }

    /// <summary>The address, which is also where clients are pointed by <c>GOOGLE_GEMINI_BASE_URL</c>,
    /// <c>GOOGLE_VERTEX_BASE_URL</c> and <c>STORAGE_EMULATOR_HOST</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>The folder in which models, jobs and objects are kept; null where there is none.</summary>
    public string? DataPath { get; }

    /// <summary>The faults that were asked for; null where none were.</summary>
    public FaultPlan? Faults { get; }

    /// <summary>What it has been asked and has answered up to now.</summary>
    public EmulatorTraffic Traffic => _traffic.Read(_server.OpenConnections);

    /// <summary>Starts an emulator in this process.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The port or the duration is out of its range.</exception>
    /// <exception cref="IOException">The port is taken, the data path cannot be used, or another emulator uses it.</exception>
    public static TuningEmulator Start(TuningEmulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Port, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.TuningDuration, TimeSpan.Zero);

        TemporaryFolder.DeleteAbandoned();
        var folder = options.DataPath is null ? null : DataFolder.Open(options.DataPath, options.Disk);
        try
        {
            return new TuningEmulator(options, folder);
        }
        catch (Exception e)
        {
            folder?.Dispose();
            if (e is UnauthorizedAccessException)
                throw new IOException($"The data path '{options.DataPath}' cannot be used: {e.Message}", e);
            throw;
        }
    }

    /// <summary>Stops within a second, whatever is under way. A tuning that is not finished is not kept: where there is a
    /// data path, its operation says so after the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;

        await _server.DisposeAsync().ConfigureAwait(false);
        await _backend.DisposeAsync().ConfigureAwait(false);
    }
}
