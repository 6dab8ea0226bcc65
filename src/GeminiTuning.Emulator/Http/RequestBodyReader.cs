using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace GeminiTuning.Emulator.Http;

/// <summary>Reads a counted or a chunked body: into memory within the limit, or piece by piece into a sink.</summary>
static class RequestBodyReader
{
    const int PieceBytes = 64 * 1024;

    /// <summary>Whether the head announces a body that is not worth being asked for.</summary>
    public static bool IsKnownToBeTooLarge(RequestHead head) => ContentLength(head) > HttpLimits.BodyBytes;

    /// <summary>Whether the body may take much memory.</summary>
    public static bool CanBeLarge(RequestHead head) =>
        ContentLength(head) > HttpLimits.SmallBodyBytes
        || head.Headers.ContainsKey("Transfer-Encoding")
        || head.Headers.ContainsKey("Content-Encoding");

    /// <summary>Reads the body into memory, uncompressed; empty where there is none.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(
        RequestHead head, HttpReader reader, CancellationToken cancellationToken)
    {
        var isCompressed = CompressedBody.IsIn(head);
        using var body = new MemoryStream(IsKnownToBeTooLarge(head) ? 0 : (int)ContentLength(head));
        await foreach (var piece in PiecesAsync(head, reader, HttpLimits.BodyBytes, cancellationToken).ConfigureAwait(false))
            body.Write(piece.Span);
        if (!isCompressed || body.Length == 0)
            return body.GetBuffer().AsMemory(0, (int)body.Length);
        body.Position = 0;
        return CompressedBody.Inflate(body);
    }

    /// <summary>Hands the body over as it comes, uncompressed and however long it is; the client has its time for each piece.</summary>
    public static async ValueTask StreamAsync(RequestHead head, HttpReader reader, IBodySink sink, CancellationTokenSource patience)
    {
        var isCompressed = sink.Inflates && CompressedBody.IsIn(head);
        var pieces = PiecesAsync(head, reader, long.MaxValue, patience.Token);
        await foreach (var piece in (isCompressed ? CompressedBody.InflateAsync(pieces) : pieces).ConfigureAwait(false))
        {
            patience.CancelAfter(HttpLimits.Transfer);
            sink.Write(piece.Span);
        }
    }

    static IAsyncEnumerable<ReadOnlyMemory<byte>> PiecesAsync(RequestHead head, HttpReader reader, long most, CancellationToken cancellationToken)
    {
        if (!head.Headers.TryGetValue("Transfer-Encoding", out var encoding))
            return CountedAsync(reader, ContentLength(head), most, cancellationToken);
        if (!encoding.Equals("chunked", StringComparison.OrdinalIgnoreCase))
            throw new HttpException(501, "Of the transfer encodings, only chunked is understood.");
        if (head.Headers.ContainsKey("Content-Length"))
            throw new HttpException(400, "The request has both a Content-Length and a Transfer-Encoding.");
        return ChunkedAsync(reader, most, cancellationToken);
    }

    /// <summary>What a client is told whose body has more than so many bytes.</summary>
    public static HttpException TooLarge(long most) => new(400, $"Request payload size exceeds the limit: {most} bytes.");

    static long ContentLength(RequestHead head)
    {
        if (!head.Headers.TryGetValue("Content-Length", out var text))
            return 0;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : throw new HttpException(400, "The request's Content-Length is not a number.");
    }

    static async IAsyncEnumerable<ReadOnlyMemory<byte>> CountedAsync(
        HttpReader reader, long length, long most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (length > most)
            throw await TooLargeAsync(reader, length, cancellationToken).ConfigureAwait(false);
        await foreach (var piece in ExactlyAsync(reader, length, cancellationToken).ConfigureAwait(false))
            yield return piece;
    }

    static async IAsyncEnumerable<ReadOnlyMemory<byte>> ChunkedAsync(
        HttpReader reader, long most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var copied = 0L; await ReadChunkSizeAsync(reader, cancellationToken).ConfigureAwait(false) is > 0 and var size; copied += size)
        {
            if (size > most - copied)
                throw await TooLargeAsync(reader, long.MaxValue, cancellationToken).ConfigureAwait(false);

            await foreach (var piece in ExactlyAsync(reader, size, cancellationToken).ConfigureAwait(false))
                yield return piece;
            if (await reader.ReadLineAsync(400, cancellationToken).ConfigureAwait(false) is not "")
                throw new HttpException(400, "A chunk of the request's body is longer than it says.");
        }

        await RequestHeadReader.ReadHeadersAsync(reader, cancellationToken).ConfigureAwait(false);
    }

    static async ValueTask<long> ReadChunkSizeAsync(HttpReader reader, CancellationToken cancellationToken)
    {
        var line = await reader.ReadLineAsync(400, cancellationToken).ConfigureAwait(false) ?? "";
        var digits = line.Split(';')[0].Trim();
        return uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size)
            ? size
            : throw new HttpException(400, "A chunk of the request's body has no size.");
    }

    static async IAsyncEnumerable<ReadOnlyMemory<byte>> ExactlyAsync(
        HttpReader reader, long count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (count == 0)
            yield break;

        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(count, PieceBytes));
        try
        {
            while (count > 0)
            {
                var wanted = (int)Math.Min(count, buffer.Length);
                var read = await reader.ReadAsync(buffer.AsMemory(0, wanted), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    throw new HttpException(400, "The request ended within its body.");
                yield return buffer.AsMemory(0, read);
                count -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
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

        return TooLarge(HttpLimits.BodyBytes);
    }
}
