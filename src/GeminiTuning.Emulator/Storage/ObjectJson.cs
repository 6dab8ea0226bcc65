using System.Globalization;
using System.Text.Json.Nodes;
using GeminiTuning.Emulator.Json;

namespace GeminiTuning.Emulator.Storage;

/// <summary>Objects and buckets as the service writes them: its times have milliseconds, all its numbers are texts.</summary>
static class ObjectJson
{
    public static JsonObject Write(StoredObject stored, string address)
    {
        var path = $"b/{stored.Bucket}/o/{Uri.EscapeDataString(stored.Name)}";
        return JsonOut.Message(
            ("kind", "storage#object"),
            ("id", $"{stored.Bucket}/{stored.Name}/{stored.Generation}"),
            ("selfLink", $"{address}/storage/v1/{path}"),
            ("mediaLink", $"{address}/download/storage/v1/{path}?generation={stored.Generation}&alt=media"),
            ("name", stored.Name),
            ("bucket", stored.Bucket),
            ("generation", $"{stored.Generation}"),
            ("metageneration", "1"),
            ("contentType", stored.ContentType),
            ("storageClass", "STANDARD"),
            ("size", $"{stored.Size}"),
            ("md5Hash", stored.Md5Hash),
            ("crc32c", stored.Crc32c),
            ("etag", $"{stored.Generation}"),
            ("timeCreated", Time(stored.TimeCreated)),
            ("updated", Time(stored.TimeCreated)),
            ("timeStorageClassUpdated", Time(stored.TimeCreated)),
            ("metadata", JsonOut.Map(stored.Metadata)));
    }

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
