using GeminiTuning.Emulator.Api;

namespace GeminiTuning.Emulator.Vertex;

/// <summary>What the emulator serves of Vertex AI.</summary>
static class VertexRoutes
{
    // A project's ID may have a colon in it.
    const string In = "projects/**/locations/*";

    static readonly string[] s_list = ["filter", "page_size", "page_token"];
    static readonly string[] s_publisher =
        ["view", "language_code", "is_hugging_face_model", "hugging_face_token", "include_equivalent_model_garden_model_deployment_configs"];

    /// <summary>The version whose names errors use outside of a call, such as those of a dataset's lines.</summary>
    public const string Released = "v1";

    /// <summary>The service.</summary>
    public static ServiceApi Service { get; } = new("aiplatform.googleapis.com", ["v1", "v1beta1"], ReplyFormat.Write);

    // Google's generated clients look for operations under a root of their own.
    static readonly ServiceApi s_operations = Service with { Roots = ["ui", .. Service.Roots] };

    // A method that only the preview version has.
    static readonly ServiceApi s_preview = Service with { Roots = ["v1beta1"] };

    public static IEnumerable<Route> Of(VertexStore store, TuningJobRunner tuningJobs, BatchRunner batchJobs, TimeProvider clock)
    {
        var jobs = new TuningJobMethods(store, tuningJobs, clock);
        var batches = new BatchMethods(store, batchJobs, clock);
        var endpoints = new EndpointMethods(store, clock);
        var models = new RegistryMethods(store, clock);
        var operations = new Operations(store);
        var generate = new VertexGenerateMethods(store);
        var experiments = new ExperimentMethods(store);

        Route[] routes =
        [
            new("createTuningJob", "POST", $"{In}/tuningJobs", jobs.Create),
            new("listTuningJobs", "GET", $"{In}/tuningJobs", jobs.List, s_list),
            new("getTuningJob", "GET", $"{In}/tuningJobs/*", jobs.Get),
            new("cancelTuningJob", "POST", $"{In}/tuningJobs/*:cancel", jobs.Cancel),

            new("createBatchPredictionJob", "POST", $"{In}/batchPredictionJobs", batches.Create),
            new("listBatchPredictionJobs", "GET", $"{In}/batchPredictionJobs", batches.List, [.. s_list, "read_mask"]),
            new("getBatchPredictionJob", "GET", $"{In}/batchPredictionJobs/*", batches.Get),
            new("cancelBatchPredictionJob", "POST", $"{In}/batchPredictionJobs/*:cancel", batches.Cancel),
            new("deleteBatchPredictionJob", "DELETE", $"{In}/batchPredictionJobs/*", batches.Delete),

            new("listEndpoints", "GET", $"{In}/endpoints", endpoints.List, [.. s_list, "read_mask", "order_by"]),
            new("getEndpoint", "GET", $"{In}/endpoints/*", endpoints.Get),
            new("undeployModel", "POST", $"{In}/endpoints/*:undeployModel", endpoints.Undeploy),
            new("deleteEndpoint", "DELETE", $"{In}/endpoints/*", endpoints.Delete),
            new("generateContent", "POST", $"{In}/endpoints/*:generateContent", generate.Tuned),
            new("streamGenerateContent", "POST", $"{In}/endpoints/*:streamGenerateContent", generate.TunedStream),

            new("listModels", "GET", $"{In}/models", models.List, [.. s_list, "read_mask", "order_by"]),
            new("getModel", "GET", $"{In}/models/*", models.Get),
            new("updateModel", "PATCH", $"{In}/models/*", models.Update, "update_mask"),
            new("deleteModel", "DELETE", $"{In}/models/*", models.Delete),
            new("listModelVersionCheckpoints", "GET", $"{In}/models/*:listCheckpoints", models.ListCheckpoints, "page_size", "page_token"),
            new("listModelVersions", "GET", $"{In}/models/*:listVersions", models.ListVersions, [.. s_list, "read_mask", "order_by"]),
            new("deleteModelVersion", "DELETE", $"{In}/models/*:deleteVersion", models.DeleteVersion),
            new("countTokens", "POST", $"{In}/endpoints/*:countTokens", generate.CountByEndpoint),

            new("getContext", "GET", $"{In}/metadataStores/*/contexts/*", experiments.GetContext),
            new("listTensorboardRuns", "GET", $"{In}/tensorboards/*/experiments/*/runs", experiments.ListRuns, [.. s_list, "order_by", "read_mask"]),
            new("listTensorboardTimeSeries", "GET", $"{In}/tensorboards/*/experiments/*/runs/*/timeSeries", experiments.ListSeries, [.. s_list, "order_by", "read_mask"]),
            new("readTensorboardTimeSeriesData", "GET", $"{In}/tensorboards/*/experiments/*/runs/*/timeSeries/*:read", experiments.Read, "max_data_points", "filter"),
            new("batchReadTensorboardTimeSeriesData", "GET", $"{In}/tensorboards/*:batchRead", experiments.BatchRead, "time_series"),

            new("countTokens", "POST", $"{In}/models/*:countTokens", VertexGenerateMethods.Malformed),
            new("generateContent", "POST", $"{In}/models/*:generateContent", VertexGenerateMethods.Malformed),
            new("streamGenerateContent", "POST", $"{In}/models/*:streamGenerateContent", VertexGenerateMethods.Malformed),

            new("generateContent", "POST", $"{In}/publishers/google/models/*:generateContent", VertexGenerateMethods.Base),
            new("streamGenerateContent", "POST", $"{In}/publishers/google/models/*:streamGenerateContent", VertexGenerateMethods.BaseStream),
            new("countTokens", "POST", $"{In}/publishers/google/models/*:countTokens", VertexGenerateMethods.CountByBase),
            new("generateContent", "POST", "publishers/google/models/*:generateContent", VertexGenerateMethods.Base),
            new("streamGenerateContent", "POST", "publishers/google/models/*:streamGenerateContent", VertexGenerateMethods.BaseStream),
            new("countTokens", "POST", "publishers/google/models/*:countTokens", VertexGenerateMethods.CountByBase),
            new("getPublisherModel", "GET", "publishers/google/models/*", PublisherModels.Get, s_publisher),
        ];
        return
        [
            .. routes.Select(r => r with { Api = Service }),
            new("listPublisherModels", "GET", "publishers/google/models", PublisherModels.List,
                [.. s_list, "view", "order_by", "language_code", "list_all_versions"]) { Api = s_preview },
            new("getOperation", "GET", $"{In}/operations/*", operations.Get) { Api = s_operations },
        ];
    }
}
