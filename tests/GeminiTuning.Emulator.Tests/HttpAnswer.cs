using System.Globalization;
using System.Text;

namespace GeminiTuning.Emulator.Tests;

/// <summary>An answer as it came over the wire.</summary>
sealed record HttpAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string Type => Headers.GetValueOrDefault("Content-Type", "");

    /// <summary>Reads all that came on a connection. What is cut off is an error.</summary>
    /// <exception cref="FormatException">It is not whole HTTP.</exception>
    public static IReadOnlyList<HttpAnswer> ReadAll(byte[] bytes)
    {
        List<HttpAnswer> answers = [];
        for (var rest = bytes.AsSpan(); rest.Length > 0;)
            answers.Add(ReadOne(ref rest));
        return answers;
    }

    static HttpAnswer ReadOne(ref Span<byte> rest)
    {
        var end = rest.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            throw new FormatException("A head has no end.");
        var lines = Encoding.Latin1.GetString(rest[..end]).Split("\r\n");
        rest = rest[(end + 4)..];
        if (!lines[0].StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
            throw new FormatException($"'{lines[0]}' begins no answer.");

        var status = int.Parse(lines[0].AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture);
        var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(h => h[0], h => h[1], StringComparer.OrdinalIgnoreCase);
        return new HttpAnswer(status, headers, headers.ContainsKey("Transfer-Encoding") ? Chunks(ref rest) : Counted(headers, ref rest));
    }

    static byte[] Counted(Dictionary<string, string> headers, ref Span<byte> rest)
    {
        // The end of the connection ends a streamed answer to HTTP/1.0.
        var unset = headers.GetValueOrDefault("Connection") == "close" ? rest.Length : 0;
        var length = headers.TryGetValue("Content-Length", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : unset;
        if (length > rest.Length)
            throw new FormatException($"Of {length} bytes there are {rest.Length}.");
        var body = rest[..length].ToArray();
        rest = rest[length..];
        return body;
    }

    static byte[] Chunks(ref Span<byte> rest)
    {
        List<byte> body = [];
        while (true)
        {
            var end = rest.IndexOf("\r\n"u8);
            if (end < 0)
                throw new FormatException("There is no last chunk.");
            var size = int.Parse(Encoding.ASCII.GetString(rest[..end]), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.AddRange(rest.Slice(end + 2, size));
            rest = rest[(end + 2 + size + 2)..];
            if (size == 0)
                return [.. body];
        }
    }
}
