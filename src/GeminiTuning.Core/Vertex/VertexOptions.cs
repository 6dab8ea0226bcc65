using GeminiTuning.Vertex;

namespace GeminiTuning;

/// <summary>What a connection to Vertex AI works in.</summary>
public sealed record VertexOptions : ServiceOptions
{
    internal static readonly ServiceName ServiceName = new("VertexAI", "Vertex AI", Messages.HowToConnectVertex);

    /// <summary>The address of Cloud Storage.</summary>
    public static readonly Uri GoogleStorage = new("https://storage.googleapis.com/");

    /// <summary>The base model that is tuned where none is named. The service does not say which ones it tunes.</summary>
    public const string DefaultBaseModel = "gemini-2.5-flash";

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
        // Where models are asked is known as long as the connection is there, whatever command looked it up.
        var endpoints = new EndpointLookUps();
        return context => new VertexService(context, this, endpoints);
    }

    internal override ServiceOptions Checked() =>
        !VertexName.IsProject(Project) ? throw new TuningArgumentException(
            Messages.NameRefused(text: PrintableText.Of(Project), what: Messages.ProjectName, allowed: Messages.ProjectNameForm))
        : this with { Location = CheckedLocation(Location), StorageEndpoint = ServiceAddress.Checked(StorageEndpoint) };

    static string CheckedLocation(string location) => VertexName.IsLocation(location)
        ? location
        : throw new TuningArgumentException(Messages.NameRefused(text: PrintableText.Of(location), what: Messages.LocationName, allowed: Messages.LocationNameForm));
}
