using System.Net.Sockets;

namespace GeminiTuning.Emulator.Http;

/// <summary>Brings answers to the client, each as it wants to be brought.</summary>
sealed class ReplyDelivery(Socket socket, Stream stream, HttpReader reader, TrafficCounter traffic)
{
    /// <summary>Brings one; true where the connection can be used again.</summary>
    /// <exception cref="IOException">The connection is over.</exception>
    public async Task<bool> BringAsync(HttpReply reply, RequestHead request, CancellationToken stopping)
    {
        using var file = reply.File;
        if (reply.Delay > TimeSpan.Zero)
            await WaitAsync(reply.Delay, stopping).ConfigureAwait(false);

        using var patience = HttpConnection.Patience(HttpLimits.Transfer, stopping);
        switch (reply.Delivery)
        {
            case Delivery.Whole when reply.IsSuccess:
                return await CountAsync(reply, request, patience).ConfigureAwait(false);
            case Delivery.Whole or Delivery.Spoiled:
                return await WriteAsync(reply, request, patience).ConfigureAwait(false);
            case Delivery.Truncated:
                await ReplyWriter.WriteHalfAsync(stream, reply, request, patience).ConfigureAwait(false);
                return false;
            case Delivery.Stalled:
                await ReplyWriter.WriteHalfAsync(stream, reply, request, patience).ConfigureAwait(false);
                // Ends when the client does.
                await reader.SkipAsync(HttpLimits.DrainBytes, patience.Token).ConfigureAwait(false);
                return false;
            case Delivery.Lost:
                return false;
            default:
                // A close that does not linger resets the connection.
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                throw new IOException("The connection is reset on request.");
        }
    }

    /// <summary>Waits, unless the client goes meanwhile: nobody is answered then.</summary>
    async Task WaitAsync(TimeSpan time, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        over.CancelAfter(time);
        try
        {
            // A look, no more: the next request may be here already, and is read in its turn.
            if (await socket.ReceiveAsync(new byte[1], SocketFlags.Peek, over.Token).ConfigureAwait(false) == 0)
                throw new IOException("The client did not wait.");
            await Task.Delay(Timeout.Infinite, over.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // The time is over, and the client is still there.
        }
    }

    async ValueTask<bool> CountAsync(HttpReply reply, RequestHead request, CancellationTokenSource patience)
    {
        // Counted before it goes out: a client that has it finds it counted.
        traffic.Answered(reply.Method);
        try
        {
            return await WriteAsync(reply, request, patience).ConfigureAwait(false);
        }
        catch
        {
            traffic.Answered(reply.Method, -1);
            throw;
        }
    }

    ValueTask<bool> WriteAsync(HttpReply reply, RequestHead request, CancellationTokenSource patience) =>
        ReplyWriter.WriteAsync(stream, reply, request, request.KeepAlive, patience);
}
