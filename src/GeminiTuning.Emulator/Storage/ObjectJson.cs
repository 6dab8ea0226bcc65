using System.Globalization;
using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Objects and buckets as the service writes them: its times have milliseconds, all its numbers are texts.</summary>
static class ObjectJson
{
    public static JsonObject Write(StoredObject stored, string address)
    {
        var traits = stored.Traits;
        var path = $"b/{stored.Bucket}/o/{Uri.EscapeDataString(stored.Name)}";
        return JsonOut.Message(
            ("kind", "storage#object"),
            ("id", $"{stored.Bucket}/{stored.Name}/{stored.Generation}"),
            ("selfLink", $"{address}/storage/v1/{path}"),
            ("mediaLink", $"{address}/download/storage/v1/{path}?generation={stored.Generation}&alt=media"),
            ("name", stored.Name),
            ("bucket", stored.Bucket),
            ("generation", $"{stored.Generation}"),
            ("metageneration", $"{stored.Metageneration}"),
            ("contentType", traits.ContentType),
            ("contentEncoding", JsonOut.Text(traits.ContentEncoding)),
            ("contentDisposition", JsonOut.Text(traits.ContentDisposition)),
            ("contentLanguage", JsonOut.Text(traits.ContentLanguage)),
            ("cacheControl", JsonOut.Text(traits.CacheControl)),
            ("customTime", traits.CustomTime is { } time ? Time(time) : null),
            ("storageClass", traits.StorageClass),
            ("size", $"{stored.Size}"),
            ("md5Hash", stored.Md5Hash),
            ("crc32c", stored.Crc32c),
            ("etag", ETag(stored)),
            ("timeCreated", Time(stored.TimeCreated)),
            ("updated", Time(stored.TimeChanged ?? stored.TimeCreated)),
            ("timeStorageClassUpdated", Time(stored.TimeCreated)),
            ("metadata", JsonOut.Map(traits.Metadata)));
    }

    /// <summary>What identifies this content with these traits.</summary>
    public static string ETag(StoredObject stored) => $"{stored.Generation}-{stored.Metageneration}";

    public static JsonObject WriteBucket(string bucket, string address) => JsonOut.Message(
        ("kind", "storage#bucket"),
        ("id", bucket),
        ("selfLink", $"{address}/storage/v1/b/{bucket}"),
        ("name", bucket),
        ("location", "US"),
        ("locationType", "multi-region"),
        ("storageClass", "STANDARD"),
        ("metageneration", "1"));

    static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
