using System.Text;

namespace GeminiTuning.Emulator.Tests.Fuzz;

/// <summary>What can be wrong with the bytes of a request, by chance.</summary>
static class ByteMutations
{
    static readonly byte[][] s_words =
    [
        .. new[]
        {
            "\r\n", "\n", "\r", "\0", " ", ":", "%00", "%", "?", "&", "/", "//", "/../", "*", "\r\n\r\n", "HTTP/1.0", "HTTP/1.1\r\n", "HEAD ",
            "\r\nContent-Length: 5", "\r\nContent-Length: 99999", "\r\nContent-Length: -1", "\r\nTransfer-Encoding: chunked",
            "\r\nTransfer-Encoding: gzip", "\r\nExpect: 100-continue", "\r\nHost: x", "\r\n x: folded", "\r\nConnection: keep-alive",
            "\r\nAuthorization: Bearer", "0\r\n\r\n", "ffffffff\r\n", "{", "}", "[", "]", "\"", ",", "\\u0000", "\\ud800", "1e999", "null",
            "GET /v1beta/models HTTP/1.1\r\nHost: localhost\r\n\r\n", "?alt=sse", "?$alt=json;enum-encoding=int", "&pageSize=-1",
        }.Select(Encoding.ASCII.GetBytes),
        [0xFF], [0xC3], [0xEF, 0xBB, 0xBF], [0xED, 0xA0, 0x80],
        .. new[] { 'x', '/', '\n', '[', '%', ' ' }.Select(c => Enumerable.Repeat((byte)c, 40_000).ToArray()),
    ];

    /// <summary>The request with a few changes.</summary>
    public static byte[] Of(byte[] request, Random random)
    {
        List<byte> bytes = [.. request];
        for (var changes = random.Next(1, 5); changes > 0; changes--)
            Change(bytes, random);
        return [.. bytes];
    }

    static void Change(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 20), bytes.Count - at);
        switch (random.Next(7))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4:
                bytes.Reverse(at, length);
                break;
            case 5 when random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                bytes.InsertRange(at, s_words[random.Next(s_words.Length)]);
                break;
        }
    }
}
