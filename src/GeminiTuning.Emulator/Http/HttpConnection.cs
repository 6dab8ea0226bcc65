using System.Net.Sockets;

namespace GeminiTuning.Emulator.Http;

/// <summary>Serves one connection, request after request, until either side ends it.</summary>
sealed class HttpConnection(Socket socket, IHttpHandler handler, Seats largeBodies, TrafficCounter traffic) : IDisposable
{
    static readonly byte[] s_continue = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    readonly ClientStream _stream = new(socket);

    /// <inheritdoc cref="ClientStream.WaitingSince"/>
    public long WaitingSince => _stream.WaitingSince;

    /// <summary>Ends the connection, whatever it is doing.</summary>
    public void Dispose() => _stream.Dispose();

    /// <summary>Serves; whatever the client does is no error.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await using var stream = _stream;
            socket.NoDelay = true;
            await ServeAsync(stream, stopping).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client has gone, is too slow, or the server is stopping: there is nobody to tell.
        }
    }

    async Task ServeAsync(ClientStream stream, CancellationToken stopping)
    {
        var reader = new HttpReader(stream);
        var delivery = new ReplyDelivery(socket, stream, reader, traffic);
        try
        {
            while (await ServeOneAsync(stream, reader, delivery, stopping).ConfigureAwait(false))
            {
            }
        }
        catch (HttpException e)
        {
            using var patience = Patience(HttpLimits.Transfer, stopping);
            var refusal = handler.Refuse(e.Status, e.Message);
            await ReplyWriter.WriteAsync(stream, refusal, request: null, keepAlive: false, patience).ConfigureAwait(false);
        }

        await LingerAsync(reader, stopping).ConfigureAwait(false);
    }

    async Task<bool> ServeOneAsync(ClientStream stream, HttpReader reader, ReplyDelivery delivery, CancellationToken stopping)
    {
        using var idle = Patience(HttpLimits.Idle, stopping);
        var head = await RequestHeadReader.ReadAsync(reader, idle.Token).ConfigureAwait(false);
        if (head is null)
            return false;

        var reply = await ReplyToAsync(stream, reader, head, stopping).ConfigureAwait(false);
        return await delivery.BringAsync(reply, head, stopping).ConfigureAwait(false);
    }

    async Task<HttpReply> ReplyToAsync(ClientStream stream, HttpReader reader, RequestHead head, CancellationToken stopping)
    {
        if (handler.SinkFor(head) is { } sink)
            return await AnswerStreamedAsync(stream, reader, head, sink, stopping).ConfigureAwait(false);
        if (!RequestBodyReader.CanBeLarge(head))
            return await AnswerAsync(stream, reader, head, stopping).ConfigureAwait(false);

        // The turn ends with the body: an answer that is taken slowly keeps nobody waiting.
        await largeBodies.WaitAsync(stopping).ConfigureAwait(false);
        largeBodies.Take(this);
        try
        {
            return await AnswerAsync(stream, reader, head, stopping).ConfigureAwait(false);
        }
        finally
        {
            largeBodies.Leave(this);
        }
    }

    async Task<HttpReply> AnswerAsync(ClientStream stream, HttpReader reader, RequestHead head, CancellationToken stopping)
    {
        using var patience = Patience(HttpLimits.Transfer, stopping);
        await InviteBodyAsync(stream, head, !RequestBodyReader.IsKnownToBeTooLarge(head), patience.Token).ConfigureAwait(false);
        var body = await RequestBodyReader.ReadAsync(head, reader, patience.Token).ConfigureAwait(false);
        return handler.Answer(new HttpRequest(head, body));
    }

    async Task<HttpReply> AnswerStreamedAsync(ClientStream stream, HttpReader reader, RequestHead head, IBodySink sink, CancellationToken stopping)
    {
        using var owned = sink;
        using var patience = Patience(HttpLimits.Transfer, stopping);
        try
        {
            await InviteBodyAsync(stream, head, isWanted: true, patience.Token).ConfigureAwait(false);
            await RequestBodyReader.StreamAsync(head, reader, sink, patience).ConfigureAwait(false);
        }
        catch
        {
            sink.CutOff();
            throw;
        }

        return handler.Answer(new HttpRequest(head, default) { Sink = sink });
    }

    static async ValueTask InviteBodyAsync(ClientStream stream, RequestHead head, bool isWanted, CancellationToken cancellationToken)
    {
        if (!head.Headers.TryGetValue("Expect", out var expect) || !head.IsHttp11)
            return;
        if (!expect.Equals("100-continue", StringComparison.OrdinalIgnoreCase))
            throw new HttpException(417, "Of what can be expected, only 100-continue is understood.");
        if (isWanted)
            await stream.WriteAsync(s_continue, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closing over unread bytes resets the connection, and the client may lose the answer to that.</summary>
    async Task LingerAsync(HttpReader reader, CancellationToken stopping)
    {
        socket.Shutdown(SocketShutdown.Send);
        using var patience = Patience(HttpLimits.Quiet, stopping);
        await reader.SkipAsync(HttpLimits.DrainBytes, patience.Token).ConfigureAwait(false);
    }

    /// <summary>The network's patience is in real time, whatever clock the tunings follow.</summary>
    public static CancellationTokenSource Patience(TimeSpan time, CancellationToken stopping)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        source.CancelAfter(time);
        return source;
    }
}
