using System.Globalization;
using System.IO.Compression;
using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Http;

namespace GeminiTuning.Emulator.Storage;

/// <summary>The content of an object as an answer: all of it, a part, or, for a client that doesn't accept gzip, decompressed.</summary>
static class ObjectDownload
{
    public static ApiAnswer Answer(StoredObject stored, ObjectStore store, RequestHead head)
    {
        var acceptsGzip = head.Headers.GetValueOrDefault("Accept-Encoding", "").Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (stored.Traits.MayBeTranscoded && !acceptsGzip && InflatedLength(stored, store) is { } length)
            return Inflated(stored, store, length);

        var range = ByteRange.Of(head.Headers.GetValueOrDefault("Range"), stored.Size);
        if (range is { Length: 0 })
            throw new ApiException(416, "OUT_OF_RANGE", "The requested range cannot be satisfied.") { Headers = [("Content-Range", $"bytes */{stored.Size}")] };

        var stream = store.Open(stored);
        stream.Position = range?.First ?? 0;
        var headers = Headers(stored);
        headers.Add(("Accept-Ranges", "bytes"));
        AddText(headers, "Content-Encoding", stored.Traits.ContentEncoding);
        // Of a part, the service sends no hash: clients would compare that of the whole content with the part's.
        if (range is null)
            headers.Add(Hash(stored));
        else
            headers.Add(("Content-Range", $"bytes {range.First}-{range.First + range.Length - 1}/{stored.Size}"));
        return File(stored, range is null ? 200 : 206, headers, new ReplyFile(stream, range?.Length ?? stored.Size));
    }

    // As the service does, it ignores a range: its numbers would be those of the compressed content.
    static ApiAnswer Inflated(StoredObject stored, ObjectStore store, long length)
    {
        var headers = Headers(stored);
        headers.Add(Hash(stored));
        headers.Add(("Warning", "214 UploadServer gunzipped"));
        headers.Add(("X-Guploader-Response-Body-Transformations", "gunzipped"));
        return File(stored, 200, headers, new ReplyFile(new GZipStream(store.Open(stored), CompressionMode.Decompress), length));
    }

    // Null if the content isn't compressed, although its metadata says so. It is sent as it is then.
    static long? InflatedLength(StoredObject stored, ObjectStore store)
    {
        try
        {
            using var inflated = new GZipStream(store.Open(stored), CompressionMode.Decompress);
            var buffer = new byte[64 * 1024];
            var length = 0L;
            while (inflated.Read(buffer) is > 0 and var read)
                length += read;
            return length;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    static List<(string Name, string Value)> Headers(StoredObject stored)
    {
        var traits = stored.Traits;
        List<(string, string)> headers =
        [
            ("ETag", $"\"{ObjectJson.ETag(stored)}\""),
            ("Last-Modified", (stored.TimeChanged ?? stored.TimeCreated).ToString("R", CultureInfo.InvariantCulture)),
            ("X-Goog-Generation", $"{stored.Generation}"),
            ("X-Goog-Metageneration", $"{stored.Metageneration}"),
            ("X-Goog-Storage-Class", traits.StorageClass),
            ("X-Goog-Stored-Content-Encoding", Printable(traits.ContentEncoding) is { Length: > 0 } encoding ? encoding : "identity"),
            ("X-Goog-Stored-Content-Length", $"{stored.Size}"),
            ("Cache-Control", Printable(traits.CacheControl) is { Length: > 0 } control ? control : "no-cache, no-store, max-age=0, must-revalidate"),
        ];
        AddText(headers, "Content-Disposition", traits.ContentDisposition);
        AddText(headers, "Content-Language", traits.ContentLanguage);
        return headers;
    }

    static (string Name, string Value) Hash(StoredObject stored) => ("X-Goog-Hash", $"crc32c={stored.Crc32c},md5={stored.Md5Hash}");

    static ApiAnswer File(StoredObject stored, int status, IReadOnlyList<(string, string)> headers, ReplyFile content)
    {
        var type = Printable(stored.Traits.ContentType);
        return ApiAnswer.Nothing(status) with { Headers = headers, File = (type.Length > 0 ? type : ObjectTraits.DefaultType, content) };
    }

    static void AddText(List<(string Name, string Value)> headers, string name, string value)
    {
        if (Printable(value) is { Length: > 0 } text)
            headers.Add((name, text));
    }

    // The owner chooses these texts. What could not stand in a header is left out: it could end the header and start another.
    static string Printable(string text) => text.All(c => c is >= ' ' and <= '~') ? text : "";
}
