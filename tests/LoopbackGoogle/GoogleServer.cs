using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace GeminiTuning.Testing;

/// <summary>Stands in for all of Google that a sign-in speaks to: the authorization page, the token endpoint, STS, IAM, the
/// metadata server, and a service that takes the tokens. It refuses what the real ones refuse.</summary>
public sealed class GoogleServer : IDisposable
{
    readonly HttpListener _listener;
    readonly ConcurrentQueue<SeenRequest> _requests = new();
    readonly TokenDesk _desk;

    public GoogleServer(TimeProvider? clock = null)
    {
        (_listener, Address) = Listen();
        Files = new GoogleFiles(Address);
        _desk = new TokenDesk(this, clock ?? TimeProvider.System);
        _ = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

    /// <summary>The files that go with this server.</summary>
    public GoogleFiles Files { get; }

    /// <summary>All that was asked, in order.</summary>
    public IReadOnlyList<SeenRequest> Requests => [.. _requests];

    /// <summary>How long a token is good for, in seconds.</summary>
    public int Lifetime { get; set; } = 3600;

    /// <summary>Whether the user has taken the sign-in back.</summary>
    public bool Revoked { get; set; }

    /// <summary>Whether the user refuses on the authorization page.</summary>
    public bool Denies { get; set; }

    /// <summary>The scopes that the user grants of those that are asked for; null for all.</summary>
    public string? GrantsOnly { get; set; }

    /// <summary>How many of the next requests for a token fail with 503.</summary>
    public int Failures { get; set; }

    /// <summary>How long a request for a token takes, in milliseconds.</summary>
    public int DelayMs { get; set; }

    /// <summary>How often a token was asked for.</summary>
    public int TokenRequests => Requests.Count(request => request.Path is "/token" or "/sts");

    /// <summary>All tokens that were given.</summary>
    public IReadOnlyList<string> Tokens => _desk.Given;

    /// <summary>Has all tokens that were given so far refused.</summary>
    public void Expire() => _desk.Expire();

    public void Dispose() => ((IDisposable)_listener).Dispose();

    // HttpListener can't ask for any port, so another program can take a free port before it listens.
    static (HttpListener Listener, Uri Address) Listen()
    {
        for (var attempt = 1; ; attempt++)
        {
            var address = new Uri($"http://127.0.0.1:{FreePort()}/");
            var listener = new HttpListener();
            listener.Prefixes.Add(address.AbsoluteUri);
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                listener.Close();
            }
        }
    }

    static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception over) when (over is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
            _ = Task.Run(() => AnswerAsync(context));
        }
    }

    async Task AnswerAsync(HttpListenerContext context)
    {
        var request = SeenRequest.Read(context.Request);
        _requests.Enqueue(request);
        if (request.Path is "/token" or "/sts" && DelayMs > 0)
            await Task.Delay(DelayMs);
        Reply reply;
        try
        {
            reply = _desk.Answer(request);
        }
        catch (Exception flaw)
        {
            reply = Reply.Json(418, new JsonObject { ["error"] = $"the stand-in failed: {flaw.Message}" });
        }
        try
        {
            context.Response.StatusCode = reply.Status;
            context.Response.ContentType = reply.Type;
            foreach (var (name, value) in reply.Headers)
                context.Response.AddHeader(name, value);
            // With its length, the response is one packet, for whose parts the client doesn't wait.
            context.Response.Close(Encoding.UTF8.GetBytes(reply.Body), willBlock: true);
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The client went away.
        }
    }
}
