using GeminiTuning.Emulator.Api;

namespace GeminiTuning.Emulator.Storage;

/// <summary>What the emulator serves of Cloud Storage.</summary>
static class StorageRoutes
{
    /// <summary>The service. Google's JavaScript client omits the root if it is configured for an emulator.</summary>
    public static ServiceApi Service { get; } = new("storage.googleapis.com", ["", "storage/v1", "download/storage/v1"], StorageErrors.Write)
    {
        IgnoresUnknownQuery = true,
    };

    static readonly string[] s_object = ["generation", .. Preconditions.Fields];
    static readonly string[] s_copy = [.. s_object, "source_generation", .. Preconditions.SourceFields];
    static readonly string[] s_upload = ["name", "content_encoding", .. Preconditions.Fields];
    static readonly string[] s_list =
    [
        "prefix", "delimiter", "include_trailing_delimiter", "start_offset", "end_offset", "match_glob", "soft_deleted", "filter",
        "max_results", "page_token",
    ];

    static readonly ServiceApi s_uploads = Service with { Roots = ["upload/storage/v1"] };

    public static IEnumerable<Route> Of(ObjectStore store, TimeProvider clock)
    {
        var buckets = new BucketMethods(store);
        var objects = new ObjectMethods(store);
        var copies = new CopyMethods(store);
        var uploads = new UploadMethods(store, clock);

        Route[] reading =
        [
            new("createBucket", "POST", "b", buckets.Create),
            new("listBuckets", "GET", "b", buckets.List, "prefix", "max_results", "page_token"),
            new("getBucket", "GET", "b/*", BucketMethods.Get),
            new("deleteBucket", "DELETE", "b/*", buckets.Delete),
            new("listObjects", "GET", "b/*/o", objects.List, s_list),
            new("getObject", "GET", "b/*/o/**", objects.Get, s_object),
            new("patchObject", "PATCH", "b/*/o/**", objects.Patch, s_object),
            new("updateObject", "PUT", "b/*/o/**", objects.Update, s_object),
            new("rewriteObject", "POST", "b/*/o/**/rewriteTo/b/*/o/**", copies.Rewrite, s_copy),
            new("copyObject", "POST", "b/*/o/**/copyTo/b/*/o/**", copies.Copy, s_copy),
            new("deleteObject", "DELETE", "b/*/o/**", objects.Delete, s_object),
        ];
        Route[] writing =
        [
            new("startUpload", "POST", "b/*/o", uploads.Start, s_upload) { Only = ("uploadType", "resumable") },
            new("uploadObject", "POST", "b/*/o", uploads.Media, s_upload) { Only = ("uploadType", "media"), Sink = uploads.OpenBody },
            new("uploadObject", "POST", "b/*/o", uploads.Multipart, s_upload) { Only = ("uploadType", "multipart"), Sink = uploads.OpenBody },
            new("uploadChunk", "PUT", "b/*/o", uploads.Chunk, "upload_id") { Sink = uploads.OpenChunk },
            new("cancelUpload", "DELETE", "b/*/o", uploads.Cancel, "upload_id"),
        ];
        return [.. reading.Select(r => Checked(r) with { Api = Service }), .. writing.Select(r => Checked(r) with { Api = s_uploads })];
    }

    static Route Checked(Route route) => route with
    {
        Call = call =>
        {
            // Without this, an object that is to be encrypted would silently be stored as it is.
            if (call.Request.Head.Headers.Keys.FirstOrDefault(h => h.Contains("-encryption-key", StringComparison.OrdinalIgnoreCase)) is { } header)
                throw ApiException.Invalid($"The emulator doesn't support customer-supplied encryption keys (header {header}).");
            return route.Call(call);
        },
    };
}
