using GeminiTuning.Emulator.Api;
using GeminiTuning.Emulator.Storage;
using GeminiTuning.Emulator.Vertex;

namespace GeminiTuning.Emulator.Tests.Fuzz;

/// <summary>The names in right requests: they stand in for those of what a <see cref="FuzzTarget"/> has made.</summary>
static class FuzzNames
{
    public const string Model = "MODEL-NAME-00";
    public const string Operation = "OPERATION-00";
    public const string Permission = "PERMISSION-0";
    public const string Job = "TUNING-JOB-00";
    public const string Batch = "BATCH-JOB-000";
    public const string Endpoint = "ENDPOINT-0000";
    // As long as the name itself: it stands in a body, whose length is told before.
    public const string Deployed = "DEPLOYED-MODEL-0000";
    public const string Registered = "REGISTERED-00";
    public const string IdleEndpoint = "IDLE-ENDPOINT-0";
    public const string IdleModel = "IDLE-MODEL-000";
    public const string IdleVersion = "IDLE-VERSION-0";
    public const string LongRunning = "LONG-RUNNING-0";
    public const string Upload = "UPLOAD-ID-0000";

    /// <summary>Where the target makes its jobs: those of the requests do not hold them up.</summary>
    public const string MadeProject = "fuzz-made";

    /// <summary>A time series of the job.</summary>
    public const string TimeSeries = $"projects/{MadeProject}/locations/{Location}/tensorboards/1/experiments/{Experiment}/runs/1/timeSeries/1";

    const string Experiment = $"tuning-experiment-{Job}";
    const string Location = "us-central1";
    const string Object = "fuzz-object";

    /// <summary>The names that a route's pattern has places for.</summary>
    public static string[] In(Route route) => route.Api.Host == VertexRoutes.Service.Host ? InVertex(route)
        : route.Api.Host == StorageRoutes.Service.Host ? ["my-bucket", Object, "my-bucket", "fuzz-copy"]
        : route.Pattern.StartsWith("models", StringComparison.Ordinal) ? ["gemini-2.5-flash"]
        : [Model, route.Pattern.Contains("permissions", StringComparison.Ordinal) ? Permission : Operation];

    static string[] InVertex(Route route)
    {
        if (!route.Pattern.StartsWith("projects", StringComparison.Ordinal))
            return ["gemini-2.5-flash"];
        var project = route.Name.StartsWith("create", StringComparison.Ordinal) ? "fuzz-create" : MadeProject;
        return route.Pattern.Split('/')[4] switch
        {
            "metadataStores" => [project, Location, "default", Experiment],
            "tensorboards" => [project, Location, "1", Experiment, "1", "1"],
            _ => [project, Location, LastOf(route)],
        };
    }

    static string LastOf(Route route) => (route.Name, route.Pattern.Split('/')[4]) switch
    {
        ("deleteEndpoint", _) => IdleEndpoint,
        ("deleteModel", _) => IdleModel,
        ("deleteModelVersion", _) => IdleVersion,
        (_, "tuningJobs") => Job,
        (_, "batchPredictionJobs") => Batch,
        (_, "endpoints") => Endpoint,
        (_, "models") => Registered,
        (_, "operations") => LongRunning,
        _ => "gemini-2.5-flash",
    };
}
