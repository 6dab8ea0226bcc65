using System.Text;
using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Api;

namespace GeminiTuning.Emulator.Storage;

/// <summary>A body of two parts (RFC 2387): an object's description, then its content.</summary>
/// <param name="Description">The JSON of the first part.</param>
/// <param name="ContentType">The media type of the second.</param>
/// <param name="Start">Where the content begins in the file.</param>
/// <param name="Length">How long it is.</param>
sealed partial record MultipartBody(byte[] Description, string ContentType, long Start, long Length)
{
    // All that stands before the content; a description is short.
    const int LongestHead = 1024 * 1024;

    /// <exception cref="ApiException">The file is no such body.</exception>
    public static MultipartBody Read(FileStream stream, string contentType)
    {
        var boundary = Boundary().Match(contentType) is { Success: true } match ? match.Groups[1].Value : throw NotRelated();
        var head = new byte[Math.Min(stream.Length, LongestHead)];
        stream.ReadExactly(head);

        var mark = Encoding.Latin1.GetBytes($"--{boundary}");
        var between = Encoding.Latin1.GetBytes($"\r\n--{boundary}");
        var first = HeadersAfter(head, head.AsSpan().IndexOf(mark), out _);
        var middle = head.AsSpan(first).IndexOf(between) is >= 0 and var at ? first + at : throw Malformed();
        var second = HeadersAfter(head, middle + 2, out var headers);
        var type = ContentTypeLine().Match(headers) is { Success: true } found ? found.Groups[1].Value.Trim() : "";
        return new MultipartBody(head[first..middle], type, second, End(stream, between) - second);
    }

    static int HeadersAfter(byte[] head, int from, out string headers)
    {
        var end = from < 0 ? -1 : head.AsSpan(from).IndexOf("\r\n\r\n"u8);
        headers = end < 0 ? throw Malformed() : Encoding.Latin1.GetString(head, from, end);
        return from + end + 4;
    }

    // The last boundary stands at the end, with no more than a line's end after it.
    static long End(FileStream stream, byte[] between)
    {
        var tail = new byte[Math.Min(stream.Length, between.Length + 16)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        return tail.AsSpan().LastIndexOf([.. between, .. "--"u8]) is >= 0 and var at ? stream.Length - tail.Length + at : throw Malformed();
    }

    // A web page can send multipart/form-data to any address, without asking first.
    static ApiException NotRelated() => ApiException.Invalid("The Content-Type of a multipart upload must be multipart/related with a boundary.");

    static ApiException Malformed() => ApiException.Invalid("Malformed multipart body.");

    [GeneratedRegex("^multipart/related *;.*boundary=\"?([^\";, ]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();

    [GeneratedRegex("^content-type:(.*)$", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex ContentTypeLine();
}
