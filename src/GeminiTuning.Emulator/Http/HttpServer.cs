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
    readonly ConcurrentDictionary<Task, HttpConnection> _connections = new();
    readonly Seats _seats = new(HttpLimits.Connections, TimeSpan.Zero);
    readonly Seats _largeBodies = new(HttpLimits.LargeBodies, HttpLimits.Quiet);
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
        foreach (var connection in _connections.Values)
            connection.Dispose();
        await Task.WhenAll(_connections.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _connections.Clear();
        _stopping.Dispose();
        _seats.Dispose();
        _largeBodies.Dispose();
    }

    async Task AcceptAsync(Socket listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await _seats.WaitAsync(_stopping.Token).ConfigureAwait(false);
                Serve(await listener.AcceptAsync(_stopping.Token).ConfigureAwait(false));
            }
            catch (SocketException) when (!_stopping.IsCancellationRequested)
            {
                // The client went before it was accepted, or the process is short of handles for a moment.
                _seats.Leave(connection: null);
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
        var connection = new HttpConnection(socket, _handler, _largeBodies, _traffic);
        _seats.Take(connection);
        var serving = Task.Run(() => connection.RunAsync(_stopping.Token));
        _connections[serving] = connection;
        serving.ContinueWith(Forget, TaskScheduler.Default);
    }

    void Forget(Task serving)
    {
        if (_connections.TryRemove(serving, out var connection) && !_stopping.IsCancellationRequested)
            _seats.Leave(connection);
    }
}
