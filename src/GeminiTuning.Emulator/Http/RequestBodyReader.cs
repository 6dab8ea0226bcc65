using System.Globalization;

namespace GeminiTuning.Emulator.Http;

/// <summary>Reads a counted or a chunked body into memory, within the service's limit.</summary>
static class RequestBodyReader
{
    /// <summary>Whether the head announces a body that is not worth being asked for.</summary>
    public static bool IsKnownToBeTooLarge(RequestHead head) => ContentLength(head) > HttpLimits.BodyBytes;

    /// <summary>Whether the body may take much memory.</summary>
    public static bool CanBeLarge(RequestHead head) =>
        ContentLength(head) > HttpLimits.SmallBodyBytes || head.Headers.ContainsKey("Transfer-Encoding");

    /// <summary>Reads the body; empty where there is none.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(
        RequestHead head, HttpReader reader, CancellationToken cancellationToken)
    {
        if (!head.Headers.TryGetValue("Transfer-Encoding", out var encoding))
            return await ReadCountedAsync(reader, ContentLength(head), cancellationToken).ConfigureAwait(false);
        if (!encoding.Equals("chunked", StringComparison.OrdinalIgnoreCase))
            throw new HttpException(501, "Of the transfer encodings, only chunked is understood.");
        if (head.Headers.ContainsKey("Content-Length"))
            throw new HttpException(400, "The request has both a Content-Length and a Transfer-Encoding.");
        return await ReadChunkedAsync(reader, cancellationToken).ConfigureAwait(false);
    }

    static long ContentLength(RequestHead head)
    {
        if (!head.Headers.TryGetValue("Content-Length", out var text))
            return 0;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : throw new HttpException(400, "The request's Content-Length is not a number.");
    }

    static async ValueTask<ReadOnlyMemory<byte>> ReadCountedAsync(
        HttpReader reader, long length, CancellationToken cancellationToken)
    {
        if (length > HttpLimits.BodyBytes)
            throw await TooLargeAsync(reader, length, cancellationToken).ConfigureAwait(false);

        var body = new byte[length];
        await ReadExactlyAsync(reader, body, cancellationToken).ConfigureAwait(false);
        return body;
    }

    static async ValueTask<ReadOnlyMemory<byte>> ReadChunkedAsync(
        HttpReader reader, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var size = await ReadChunkSizeAsync(reader, cancellationToken).ConfigureAwait(false);
            if (size == 0)
                break;
            if (body.Length + size > HttpLimits.BodyBytes)
                throw await TooLargeAsync(reader, long.MaxValue, cancellationToken).ConfigureAwait(false);

            var chunk = new byte[size];
            await ReadExactlyAsync(reader, chunk, cancellationToken).ConfigureAwait(false);
            body.Write(chunk);
            if (await reader.ReadLineAsync(400, cancellationToken).ConfigureAwait(false) is not "")
                throw new HttpException(400, "A chunk of the request's body is longer than it says.");
        }

        await RequestHeadReader.ReadHeadersAsync(reader, cancellationToken).ConfigureAwait(false);
        return body.ToArray();
    }

    static async ValueTask<int> ReadChunkSizeAsync(HttpReader reader, CancellationToken cancellationToken)
    {
        var line = await reader.ReadLineAsync(400, cancellationToken).ConfigureAwait(false) ?? "";
        var digits = line.Split(';')[0].Trim();
        if (!uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size))
            throw new HttpException(400, "A chunk of the request's body has no size.");
        return (int)Math.Min(size, HttpLimits.BodyBytes + 1);
    }

    static async ValueTask ReadExactlyAsync(
        HttpReader reader, Memory<byte> destination, CancellationToken cancellationToken)
    {
        while (destination.Length > 0)
        {
            var read = await reader.ReadAsync(destination, cancellationToken).ConfigureAwait(false);
            if (read == 0)
                throw new HttpException(400, "The request ended within its body.");
            destination = destination[read..];
        }
    }

    static async ValueTask<HttpException> TooLargeAsync(
        HttpReader reader, long left, CancellationToken cancellationToken)
    {
        // A client that is still sending would see a reset rather than the answer; one that has sent all waits for it.
        left = Math.Min(left, HttpLimits.DrainBytes);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (left > 0)
            {
                patience.CancelAfter(HttpLimits.Quiet);
                var skipped = await reader.SkipAsync(Math.Min(left, HttpLimits.HeadBytes), patience.Token).ConfigureAwait(false);
                left = skipped == 0 ? 0 : left - skipped;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }

        return new HttpException(400, $"Request payload size exceeds the limit: {HttpLimits.BodyBytes} bytes.");
    }
}
