using GeminiTuning.Emulator.Api;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>What the emulator serves of Vertex AI.</summary>
static class VertexRoutes
{
    // A project's ID may have a colon in it.
    const string In = "projects/**/locations/*";

    static readonly string[] s_list = ["filter", "page_size", "page_token"];

    /// <summary>The service.</summary>
    public static ServiceApi Service { get; } = new("aiplatform.googleapis.com", ["v1", "v1beta1"], ReplyFormat.Write);

    // Google's generated clients look for operations under a root of their own.
    static readonly ServiceApi s_operations = Service with { Roots = ["ui", .. Service.Roots] };

    public static IEnumerable<Route> Of(VertexStore store, TuningJobRunner tuningJobs, BatchRunner batchJobs, TimeProvider clock)
    {
        var jobs = new TuningJobMethods(store, tuningJobs, clock);
        var batches = new BatchMethods(store, batchJobs, clock);
        var endpoints = new EndpointMethods(store, clock);
        var models = new RegistryMethods(store, clock);
        var operations = new Operations(store);
        var generate = new VertexGenerateMethods(store);

        Route[] routes =
        [
            new("createTuningJob", "POST", $"{In}/tuningJobs", jobs.Create),
            new("listTuningJobs", "GET", $"{In}/tuningJobs", jobs.List, s_list),
            new("getTuningJob", "GET", $"{In}/tuningJobs/*", jobs.Get),
            new("cancelTuningJob", "POST", $"{In}/tuningJobs/*:cancel", jobs.Cancel),

            new("createBatchPredictionJob", "POST", $"{In}/batchPredictionJobs", batches.Create),
            new("listBatchPredictionJobs", "GET", $"{In}/batchPredictionJobs", batches.List, s_list),
            new("getBatchPredictionJob", "GET", $"{In}/batchPredictionJobs/*", batches.Get),
            new("cancelBatchPredictionJob", "POST", $"{In}/batchPredictionJobs/*:cancel", batches.Cancel),
            new("deleteBatchPredictionJob", "DELETE", $"{In}/batchPredictionJobs/*", batches.Delete),

            new("listEndpoints", "GET", $"{In}/endpoints", endpoints.List, s_list),
            new("getEndpoint", "GET", $"{In}/endpoints/*", endpoints.Get),
            new("undeployModel", "POST", $"{In}/endpoints/*:undeployModel", endpoints.Undeploy),
            new("deleteEndpoint", "DELETE", $"{In}/endpoints/*", endpoints.Delete),
            new("generateContent", "POST", $"{In}/endpoints/*:generateContent", generate.Tuned),
            new("streamGenerateContent", "POST", $"{In}/endpoints/*:streamGenerateContent", generate.TunedStream),

            new("listModels", "GET", $"{In}/models", models.List, s_list),
            new("getModel", "GET", $"{In}/models/*", models.Get),
            new("deleteModel", "DELETE", $"{In}/models/*", models.Delete),
            new("listModelVersions", "GET", $"{In}/models/*:listVersions", models.ListVersions, s_list),
            new("deleteModelVersion", "DELETE", $"{In}/models/*:deleteVersion", models.DeleteVersion),
            new("generateContent", "POST", $"{In}/models/*:generateContent", VertexGenerateMethods.Malformed),
            new("streamGenerateContent", "POST", $"{In}/models/*:streamGenerateContent", VertexGenerateMethods.Malformed),

            new("generateContent", "POST", $"{In}/publishers/google/models/*:generateContent", VertexGenerateMethods.Base),
            new("streamGenerateContent", "POST", $"{In}/publishers/google/models/*:streamGenerateContent", VertexGenerateMethods.BaseStream),
            new("generateContent", "POST", "publishers/google/models/*:generateContent", VertexGenerateMethods.Base),
            new("streamGenerateContent", "POST", "publishers/google/models/*:streamGenerateContent", VertexGenerateMethods.BaseStream),
        ];
        return
        [
            .. routes.Select(r => r with { Api = Service }),
            new("getOperation", "GET", $"{In}/operations/*", operations.Get) { Api = s_operations },
        ];
    }
}
