using System.Collections.Concurrent;
using System.Net.Sockets;

namespace GeminiTuning.Emulator.Http;

/// <summary>
/// A small HTTP/1.1 server on loopback. <c>System.Net.HttpListener</c> is not used because it cannot choose a free port,
/// words its own errors in HTML, has no time limits that can be set, and on Windows needs a reservation for 127.0.0.1.
/// </summary>
sealed class HttpServer : IAsyncDisposable
{
    readonly CancellationTokenSource _stopping = new();
    readonly ConcurrentDictionary<Task, Socket> _connections = new();
    readonly SemaphoreSlim _free = new(HttpLimits.Connections);
    readonly SemaphoreSlim _largeBodies = new(HttpLimits.LargeBodies);
    readonly IReadOnlyList<Socket> _listeners;
    readonly IHttpHandler _handler;
    readonly TrafficCounter _traffic;
    readonly Task _accepting;

    HttpServer(IReadOnlyList<Socket> listeners, IHttpHandler handler, TrafficCounter traffic)
    {
        _listeners = listeners;
        _handler = handler;
        _traffic = traffic;
        _accepting = Task.WhenAll(listeners.Select(AcceptAsync));
    }

    /// <summary>The port that is served.</summary>
    public int Port => LoopbackListener.PortOf(_listeners);

    /// <summary>How many connections are open.</summary>
    public int OpenConnections => _connections.Count;

    /// <summary>Starts to serve.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static HttpServer Start(int port, IHttpHandler handler, TrafficCounter traffic) =>
        new(LoopbackListener.Open(port), handler, traffic);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        foreach (var listener in _listeners)
            listener.Dispose();
        await _accepting.ConfigureAwait(false);
        foreach (var socket in _connections.Values)
            socket.Dispose();
        await Task.WhenAll(_connections.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _connections.Clear();
        _stopping.Dispose();
        _free.Dispose();
        _largeBodies.Dispose();
    }

    async Task AcceptAsync(Socket listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await _free.WaitAsync(_stopping.Token).ConfigureAwait(false);
                Serve(await listener.AcceptAsync(_stopping.Token).ConfigureAwait(false));
            }
            catch (SocketException) when (!_stopping.IsCancellationRequested)
            {
                // The client went before it was accepted, or the process is short of handles for a moment.
                _free.Release();
                await Task.Delay(TimeSpan.FromMilliseconds(20)).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    void Serve(Socket socket)
    {
        var connection = Task.Run(() => new HttpConnection(socket, _handler, _largeBodies, _traffic).RunAsync(_stopping.Token));
        _connections[connection] = socket;
        connection.ContinueWith(Forget, TaskScheduler.Default);
    }

    void Forget(Task connection)
    {
        _connections.TryRemove(connection, out _);
        if (!_stopping.IsCancellationRequested)
            _free.Release();
    }
}
