using static GeminiTuning.Emulator.Json.Field;

namespace GeminiTuning.Emulator.Json;

/// <summary>The messages of Cloud Storage, from its JSON API reference. What the emulator doesn't keep can have any value. So can
/// fields that the reference doesn't have: Cloud Storage ignores them.</summary>
static class StorageProtos
{
    public static ProtoMessage Object { get; } = new(
        Text("name"),
        Text("content_type"),
        Map("metadata"),
        Text("md5_hash") with { JsonName = "md5Hash" },
        Text("crc32c"),
        Text("cache_control"),
        Text("content_disposition"),
        Text("content_encoding"),
        Text("content_language"),
        Text("custom_time"),
        Text("storage_class"))
    {
        IgnoresUnknown = true,
    };
}
