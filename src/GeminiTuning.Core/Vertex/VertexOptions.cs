using GeminiTuning.Vertex;

namespace GeminiTuning;

/// <summary>What a connection to Vertex AI works in.</summary>
public sealed record VertexOptions : ServiceOptions
{
    internal static readonly ServiceName ServiceName = new("VertexAI", "Vertex AI", Messages.HowToConnectVertex);

    /// <summary>The address of Cloud Storage.</summary>
    public static readonly Uri GoogleStorage = new("https://storage.googleapis.com/");

    /// <summary>The default base model: the service doesn't report which models it can tune. Google's samples tune this one
    /// (GoogleCloudPlatform/python-docs-samples, genai/tuning).</summary>
    public const string DefaultBaseModel = "gemini-3.5-flash";

    /// <summary>The project, by its ID or its number.</summary>
    public required string Project { get; init; }

    /// <summary>The region, such as <c>us-central1</c>.</summary>
    public required string Location { get; init; }

    /// <summary>The bucket that datasets and answers go through, with or without a folder in it; null for none.</summary>
    public StorageUri? Bucket { get; init; }

    /// <summary>The address of Cloud Storage; https, or http to this computer alone.</summary>
    public Uri StorageEndpoint { get; init; } = GoogleStorage;

    /// <inheritdoc/>
    public override ServiceName Name => ServiceName;

    /// <inheritdoc/>
    public override ServicePlace Place => new(Project, Location, Bucket?.ToString());

    /// <summary>Google's address of a region, of a multi-region (<c>us</c>, <c>eu</c>) or of <c>global</c>
    /// (docs.cloud.google.com, "Deployments and endpoints").</summary>
    /// <exception cref="TuningArgumentException">It is no location.</exception>
    public static Uri GoogleAddress(string location) => new(CheckedLocation(location) switch
    {
        "global" => "https://aiplatform.googleapis.com/",
        "us" or "eu" => $"https://aiplatform.{location}.rep.googleapis.com/",
        _ => $"https://{location}-aiplatform.googleapis.com/",
    });

    /// <summary>The multi-region that a region lies in; null for none.</summary>
    internal static string? MultiRegion(string location) =>
        location.StartsWith("us-", StringComparison.Ordinal) ? "us" : location.StartsWith("europe-", StringComparison.Ordinal) ? "eu" : null;

    /// <summary>The project's and the region's names.</summary>
    internal VertexNames Names => new(Project, Location);

    /// <inheritdoc/>
    protected internal override Func<ServiceContext, ITuningService> Connect()
    {
        // What one command has looked up of a model, the next ones over this connection know.
        var endpoints = new EndpointLookUps();
        var losses = new JobLosses();
        return context => new VertexService(context, this, endpoints, losses);
    }

    internal override ServiceOptions Checked() =>
        !VertexName.IsProject(Project) ? throw new TuningArgumentException(
            Messages.NameRefused(text: PrintableText.Of(Project), what: Messages.ProjectName, allowed: Messages.ProjectNameForm))
        : this with { Location = CheckedLocation(Location), StorageEndpoint = ServiceAddress.Checked(StorageEndpoint) };

    static string CheckedLocation(string location) => VertexName.IsLocation(location)
        ? location
        : throw new TuningArgumentException(Messages.NameRefused(text: PrintableText.Of(location), what: Messages.LocationName, allowed: Messages.LocationNameForm));
}
