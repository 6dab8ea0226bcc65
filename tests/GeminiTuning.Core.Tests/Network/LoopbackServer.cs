using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GeminiTuning.Tests.Network;

/// <summary>A server on this computer that gives the same bytes to whoever asks, and then does what a test wants.</summary>
sealed class LoopbackServer : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _stop = new();
    readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly List<string> _requests = [];
    readonly Task _serving;

    /// <param name="answer">What it sends: head and body.</param>
    /// <param name="then">What it does with the connection afterwards.</param>
    public LoopbackServer(byte[] answer, After then)
    {
        _listener.Start();
        Endpoint = new Uri($"http://{_listener.LocalEndpoint}/");
        _serving = ServeAsync(answer, then);
    }

    public LoopbackServer(string answer, After then) : this(Encoding.UTF8.GetBytes(answer), then)
    {
    }

    public enum After
    {
        Close,
        Reset,
        Hang,
    }

    public Uri Endpoint { get; }

    public IReadOnlyList<string> Requests => _requests;

    /// <summary>Ends when somebody has asked.</summary>
    public Task Asked => _asked.Task;

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _serving.ContinueWith(_ => _stop.Dispose(), TaskScheduler.Default);
    }

    async Task ServeAsync(byte[] answer, After then)
    {
        while (true)
        {
            using var client = await _listener.AcceptSocketAsync(_stop.Token);
            _requests.Add(await ReadHeadAsync(client));
            if (answer.Length > 0)
                await client.SendAsync(answer, SocketFlags.None, _stop.Token);
            _asked.TrySetResult();
            if (then == After.Hang)
                await Task.Delay(Timeout.Infinite, _stop.Token);
            // With no time to linger, closing resets.
            client.LingerState = new LingerOption(then == After.Reset, 0);
        }
    }

    async Task<string> ReadHeadAsync(Socket client)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal) && await client.ReceiveAsync(buffer, SocketFlags.None, _stop.Token) is > 0 and var count)
            head.Append(Encoding.ASCII.GetString(buffer, 0, count));
        return head.ToString();
    }
}
