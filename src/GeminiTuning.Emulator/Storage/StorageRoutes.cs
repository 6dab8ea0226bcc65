using GeminiTuning.Emulator.Api;

namespace GeminiTuning.Emulator.Storage;

/// <summary>What the emulator serves of Cloud Storage.</summary>
static class StorageRoutes
{
    static readonly string[] s_common = ["generation", "projection", "predefined_acl", "kms_key_name", "content_encoding", .. Preconditions.Fields];

    /// <summary>The service. Google's JavaScript client omits the root if it is configured for an emulator.</summary>
    public static ServiceApi Service { get; } = new("storage.googleapis.com", ["", "storage/v1", "download/storage/v1"], StorageErrors.Write);
    static readonly ServiceApi s_uploads = Service with { Roots = ["upload/storage/v1"] };

    public static IEnumerable<Route> Of(ObjectStore store, TimeProvider clock)
    {
        var objects = new ObjectMethods(store);
        var uploads = new UploadMethods(store, clock);

        Route[] reading =
        [
            new("getBucket", "GET", "b/*", ObjectMethods.GetBucket, s_common),
            new("listObjects", "GET", "b/*/o", objects.List,
                [.. s_common, "prefix", "delimiter", "max_results", "page_token", "versions", "include_trailing_delimiter"]),
            new("getObject", "GET", "b/*/o/**", objects.Get, s_common),
            new("deleteObject", "DELETE", "b/*/o/**", objects.Delete, s_common),
        ];
        Route[] writing =
        [
            new("startUpload", "POST", "b/*/o", uploads.Start, [.. s_common, "name"]) { Only = ("uploadType", "resumable") },
            new("uploadObject", "POST", "b/*/o", uploads.Media, [.. s_common, "name"]) { Only = ("uploadType", "media"), Sink = _ => uploads.OpenBody() },
            new("uploadObject", "POST", "b/*/o", uploads.Multipart, [.. s_common, "name"]) { Only = ("uploadType", "multipart"), Sink = _ => uploads.OpenBody() },
            new("uploadChunk", "PUT", "b/*/o", uploads.Chunk, [.. s_common, "name", "upload_id"]) { Sink = uploads.OpenChunk },
            new("cancelUpload", "DELETE", "b/*/o", uploads.Cancel, [.. s_common, "name", "upload_id"]),
        ];
        return [.. reading.Select(r => r with { Api = Service }), .. writing.Select(r => r with { Api = s_uploads })];
    }
}
