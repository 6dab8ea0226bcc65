using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace GeminiTuning.Emulator.Http;

/// <summary>Decompresses request bodies (RFC 9110, Content-Encoding). Google's .NET clients compress theirs. The limits apply to
/// the decompressed body, because a compressed one can hold a thousand times its length.</summary>
static class CompressedBody
{
    const int PieceBytes = 64 * 1024;

    /// <summary>Whether the request's body is compressed.</summary>
    /// <exception cref="HttpException">It is, in a format other than gzip.</exception>
    public static bool IsIn(RequestHead head)
    {
        var encoding = head.Headers.GetValueOrDefault("Content-Encoding", "").ToLowerInvariant();
        return encoding switch
        {
            "" or "identity" => false,
            "gzip" or "x-gzip" => true,
            _ => throw new HttpException(415, $"Unsupported Content-Encoding: '{encoding}'. The supported encoding is gzip."),
        };
    }

    /// <summary>Decompresses a body in memory.</summary>
    /// <exception cref="HttpException">It isn't gzip, or is larger than <see cref="HttpLimits.BodyBytes"/>.</exception>
    public static ReadOnlyMemory<byte> Inflate(MemoryStream body)
    {
        using var inflated = new MemoryStream();
        using var gzip = new GZipStream(body, CompressionMode.Decompress, leaveOpen: true);
        var buffer = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            while (gzip.Read(buffer) is > 0 and var read)
            {
                if (inflated.Length + read > HttpLimits.BodyBytes)
                    throw RequestBodyReader.TooLarge(HttpLimits.BodyBytes);
                inflated.Write(buffer, 0, read);
            }

            CheckEnd(body.GetBuffer().AsSpan(0, (int)body.Length), inflated.Length);
        }
        catch (InvalidDataException)
        {
            throw NotGzip();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return inflated.GetBuffer().AsMemory(0, (int)inflated.Length);
    }

    /// <summary>Decompresses a body piece by piece.</summary>
    /// <exception cref="HttpException">It isn't gzip, or is larger than <see cref="HttpLimits.InflatedBytes"/>.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> InflateAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        await using var compressed = new PieceStream(pieces.GetAsyncEnumerator());
        await using var gzip = new GZipStream(compressed, CompressionMode.Decompress);
        var buffer = new byte[PieceBytes];
        var inflated = 0L;
        while (await ReadAsync(gzip, buffer).ConfigureAwait(false) is > 0 and var read)
        {
            inflated += read;
            if (inflated > HttpLimits.InflatedBytes)
                throw RequestBodyReader.TooLarge(HttpLimits.InflatedBytes);
            yield return buffer.AsMemory(0, read);
        }

        // The next request on this connection begins after the last piece.
        while (await compressed.ReadAsync(buffer).ConfigureAwait(false) > 0)
        {
        }

        CheckEnd(compressed.Tail, inflated);
    }

    // GZipStream doesn't notice that data ends early. The last four bytes are the length of the content, modulo 2^32.
    static void CheckEnd(ReadOnlySpan<byte> compressed, long inflated)
    {
        if (compressed.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(compressed[^4..]) != (uint)inflated)
            throw NotGzip();
    }

    static async ValueTask<int> ReadAsync(GZipStream gzip, byte[] buffer)
    {
        try
        {
            return await gzip.ReadAsync(buffer).ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            throw NotGzip();
        }
    }

    static HttpException NotGzip() => new(400, "The request's Content-Encoding is gzip, but its body isn't valid gzip.");
}
