using System.Globalization;
using System.Text;

namespace GeminiTuning.Emulator.Http;

/// <summary>Writes an answer: counted where it is one part, else chunked, a chunk a part.</summary>
static class ReplyWriter
{
    static readonly byte[] s_lastChunk = "0\r\n\r\n"u8.ToArray();
    static readonly byte[] s_lineEnd = "\r\n"u8.ToArray();

    /// <summary>Writes the answer; true where the connection can be used again.</summary>
    public static async ValueTask<bool> WriteAsync(
        Stream stream, HttpReply reply, RequestHead? request, bool keepAlive, CancellationTokenSource patience)
    {
        var cancellationToken = patience.Token;
        var streamed = reply.Parts.Count > 1;
        var chunked = streamed && request?.IsHttp11 == true;
        keepAlive &= !streamed || chunked;

        var head = Head(reply, chunked, keepAlive);
        if (request?.Method == "HEAD" || (reply.Parts.Count == 0 && reply.File is null))
        {
            await stream.WriteAsync(head, cancellationToken).ConfigureAwait(false);
            return keepAlive;
        }

        if (reply.File is { } file)
        {
            await stream.WriteAsync(head, cancellationToken).ConfigureAwait(false);
            await file.WriteAsync(stream, file.Length, patience).ConfigureAwait(false);
            return keepAlive;
        }

        if (!streamed)
        {
            // One write, one packet: a second small one would wait for the first to be acknowledged.
            await stream.WriteAsync(Join(head, reply.Parts[0]), cancellationToken).ConfigureAwait(false);
            return keepAlive;
        }

        await stream.WriteAsync(head, cancellationToken).ConfigureAwait(false);
        foreach (var part in reply.Parts)
            await stream.WriteAsync(chunked ? Chunk(part) : part, cancellationToken).ConfigureAwait(false);
        if (chunked)
            await stream.WriteAsync(s_lastChunk, cancellationToken).ConfigureAwait(false);
        return keepAlive;
    }

    /// <summary>Writes the head, which promises all, and the first half of the body; where there is none, half of the head.</summary>
    public static async ValueTask WriteHalfAsync(Stream stream, HttpReply reply, RequestHead request, CancellationTokenSource patience)
    {
        var cancellationToken = patience.Token;
        var streamed = reply.Parts.Count > 1;
        var chunked = streamed && request.IsHttp11;
        var head = Head(reply, chunked, request.KeepAlive && (chunked || !streamed));
        if (request.Method == "HEAD" || (reply.Parts.Count == 0 && reply.File is null))
        {
            await stream.WriteAsync(head.AsMemory(0, head.Length / 2), cancellationToken).ConfigureAwait(false);
            return;
        }

        if (reply.File is { } file)
        {
            await stream.WriteAsync(head, cancellationToken).ConfigureAwait(false);
            await file.WriteAsync(stream, file.Length / 2, patience).ConfigureAwait(false);
            return;
        }

        if (!streamed)
        {
            await stream.WriteAsync(Join(head, reply.Parts[0][..(reply.Parts[0].Length / 2)]), cancellationToken).ConfigureAwait(false);
            return;
        }

        await stream.WriteAsync(head, cancellationToken).ConfigureAwait(false);
        foreach (var part in reply.Parts.Take(reply.Parts.Count / 2))
            await stream.WriteAsync(chunked ? Chunk(part) : part, cancellationToken).ConfigureAwait(false);
    }

    static byte[] Head(HttpReply reply, bool chunked, bool keepAlive)
    {
        var head = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {reply.Status} {Reason(reply.Status)}\r\n");
        if (reply.ContentType is not null)
            head.Append("Content-Type: ").Append(reply.ContentType).Append("\r\n");
        foreach (var (name, value) in reply.Headers)
            head.Append(name).Append(": ").Append(value).Append("\r\n");

        if (chunked)
            head.Append("Transfer-Encoding: chunked\r\n");
        else if (reply.File is { } file)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {file.Length}\r\n");
        else if (reply.Parts.Count == 1)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {reply.Parts[0].Length}\r\n");
        else if (reply.Parts.Count == 0 && reply.Status is not (204 or 304))
            head.Append("Content-Length: 0\r\n");

        head.Append(keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
        return Encoding.Latin1.GetBytes(head.ToString());
    }

    static byte[] Chunk(ReadOnlyMemory<byte> part) =>
        [.. Encoding.ASCII.GetBytes($"{part.Length:x}\r\n"), .. part.Span, .. s_lineEnd];

    static byte[] Join(byte[] head, ReadOnlyMemory<byte> body) => [.. head, .. body.Span];

    static string Reason(int status) => status switch
    {
        200 => "OK",
        204 => "No Content",
        206 => "Partial Content",
        304 => "Not Modified",
        308 => "Resume Incomplete",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        412 => "Precondition Failed",
        414 => "URI Too Long",
        415 => "Unsupported Media Type",
        416 => "Range Not Satisfiable",
        417 => "Expectation Failed",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        499 => "Client Closed Request",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        505 => "HTTP Version Not Supported",
        _ => "Error",
    };
}
