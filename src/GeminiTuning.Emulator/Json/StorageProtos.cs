using static GeminiTuning.Emulator.Json.Field;

namespace GeminiTuning.Emulator.Json;

/// <summary>The messages of Cloud Storage, field by field from its reference; what is not kept is not looked into.</summary>
static class StorageProtos
{
    public static ProtoMessage Object { get; } = new(
        Text("kind"),
        Text("id"),
        Text("name"),
        Text("bucket"),
        Text("content_type"),
        Map("metadata"),
        Text("md5_hash") with { JsonName = "md5Hash" },
        Text("crc32c"),
        Int64("size"),
        Int64("generation"),
        Int64("metageneration"),
        Any("acl"),
        Any("cache_control"),
        Any("content_disposition"),
        Any("content_encoding"),
        Any("content_language"),
        Any("contexts"),
        Any("custom_time"),
        Any("custom_placement_config"),
        Any("etag"),
        Any("event_based_hold"),
        Any("kms_key_name"),
        Any("media_link"),
        Any("owner"),
        Any("retention"),
        Any("self_link"),
        Any("storage_class"),
        Any("temporary_hold"),
        Any("time_created"),
        Any("updated"));
}
