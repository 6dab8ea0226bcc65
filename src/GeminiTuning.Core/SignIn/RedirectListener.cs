using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GeminiTuning;

/// <summary>Waits on this computer for the browser's answer, and shows it a plain page.</summary>
sealed class RedirectListener : IDisposable
{
    const int LongestHead = 16 * 1024;
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public RedirectListener()
    {
        _listener.Start();
        Redirect = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
    }

    /// <summary>The address that the browser is to end on.</summary>
    public Uri Redirect { get; }

    /// <summary>The code that the browser brings. What belongs to no sign-in, or to another, is turned away, and the wait
    /// goes on.</summary>
    /// <exception cref="CredentialException">The sign-in was refused.</exception>
    public async Task<string> WaitAsync(SignInRequest request, CancellationToken cancellationToken)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // Side by side, since a browser opens connections that it may never use.
        var accepting = AcceptAsync(request, found, stop.Token);
        try
        {
            // Accepting ends by a cancellationToken or a fault alone.
            await await Task.WhenAny(found.Task, accepting).ConfigureAwait(false);
            return await found.Task.ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => _listener.Dispose();

    async Task AcceptAsync(SignInRequest request, TaskCompletionSource<string> found, CancellationToken cancellationToken)
    {
        while (true)
            _ = ServeAsync(await _listener.AcceptTcpClientAsync(cancellationToken).ConfigureAwait(false), request, found, cancellationToken);
    }

    async Task ServeAsync(TcpClient client, SignInRequest request, TaskCompletionSource<string> found, CancellationToken cancellationToken)
    {
        using var _ = client;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            var stream = client.GetStream();
            var line = await ReadHeadAsync(stream, limit.Token).ConfigureAwait(false);
            await AnswerAsync(stream, line, request, found, limit.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException)
        {
            // That browser went away; another may come.
        }
    }

    async Task AnswerAsync(NetworkStream stream, string line, SignInRequest request, TaskCompletionSource<string> found, CancellationToken cancellationToken)
    {
        var words = line.Split(' ');
        string? code = null;
        try
        {
            code = words is ["GET", ['/', ..], ..] && Uri.TryCreate(Redirect, words[1], out var address) ? SignInAnswer.Code(request, address) : null;
        }
        catch (CredentialException refused)
        {
            await ShowAsync(stream, "200 OK", Messages.PageNotSignedIn, cancellationToken).ConfigureAwait(false);
            found.TrySetException(refused);
            return;
        }
        if (code is null)
        {
            await ShowAsync(stream, "400 Bad Request", Messages.PageOtherAnswer, cancellationToken).ConfigureAwait(false);
            return;
        }
        await ShowAsync(stream, "200 OK", Messages.PageSignedIn, cancellationToken).ConfigureAwait(false);
        found.TrySetResult(code);
    }

    // The request's first line; what follows it is read, so that the browser is listened to, and passed over.
    static async Task<string> ReadHeadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (count == 0 || head.Length > LongestHead)
                throw new IOException(Messages.NoRequest);
            head.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }
        return head.ToString().Split("\r\n", 2)[0];
    }

    static async Task ShowAsync(NetworkStream stream, string status, string text, CancellationToken cancellationToken)
    {
        var page = $"<!DOCTYPE html><meta charset=\"utf-8\"><title>GeminiTuning</title><p>{text}</p>";
        // The address holds the code, which no other page is to be told.
        var head = $"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {page.Length}\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + page), cancellationToken).ConfigureAwait(false);
    }
}
