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

    static readonly ServiceApi s_uploads = Service with { Roots = ["upload/storage/v1"] };

    public static IEnumerable<Route> Of(ObjectStore store, TimeProvider clock)
    {
        var objects = new ObjectMethods(store);
        var copies = new CopyMethods(store);
        var uploads = new UploadMethods(store, clock);

        Route[] reading =
        [
            new("getBucket", "GET", "b/*", ObjectMethods.GetBucket),
            new("listObjects", "GET", "b/*/o", objects.List),
            new("getObject", "GET", "b/*/o/**", objects.Get),
            new("patchObject", "PATCH", "b/*/o/**", objects.Patch),
            new("updateObject", "PUT", "b/*/o/**", objects.Update),
            new("rewriteObject", "POST", "b/*/o/**/rewriteTo/b/*/o/**", copies.Rewrite),
            new("copyObject", "POST", "b/*/o/**/copyTo/b/*/o/**", copies.Copy),
            new("deleteObject", "DELETE", "b/*/o/**", objects.Delete),
        ];
        Route[] writing =
        [
            new("startUpload", "POST", "b/*/o", uploads.Start) { Only = ("uploadType", "resumable") },
            new("uploadObject", "POST", "b/*/o", uploads.Media) { Only = ("uploadType", "media"), Sink = uploads.OpenBody },
            new("uploadObject", "POST", "b/*/o", uploads.Multipart) { Only = ("uploadType", "multipart"), Sink = uploads.OpenBody },
            new("uploadChunk", "PUT", "b/*/o", uploads.Chunk) { Sink = uploads.OpenChunk },
            new("cancelUpload", "DELETE", "b/*/o", uploads.Cancel),
        ];
        return [.. reading.Select(r => r with { Api = Service }), .. writing.Select(r => r with { Api = s_uploads })];
    }
}
