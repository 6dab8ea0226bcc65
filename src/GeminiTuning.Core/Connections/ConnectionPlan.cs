namespace GeminiTuning;

/// <summary>Which service, address, project and credential a connection uses, and where each was found. The order in which
/// they are looked for is the one of about_GeminiTuning_Authentication.</summary>
public sealed class ConnectionPlan
{
    readonly ConnectionRequest _asked;
    readonly EnvironmentSettings _environment;
    readonly Way _way;

    // What the credential is made of: one that is ready, a file (a client secret takes a sign-in), or else the metadata server.
    sealed record Way(string From, ICredential? Ready = null, CredentialFile? File = null);

    /// <summary>Decides what a connection uses. Nothing but the sources is looked at, and nothing is sent.</summary>
    /// <returns>The plan; null if there is neither a credential nor an address that needs none.</returns>
    /// <exception cref="ArgumentException">A parameter or a variable is missing, or can't be used.</exception>
    /// <exception cref="CredentialFileException">A credential file was found that can't be used.</exception>
    public static ConnectionPlan? Make(ConnectionRequest asked, ConnectionSources sources)
    {
        var service = ServiceOf(asked, sources.Environment);
        var isVertex = service.Value == VertexOptions.ServiceName;
        asked.Check(isVertex);
        var endpoint = EndpointOf(asked, sources.Environment, isVertex);
        return WayOf(asked, sources, isVertex, endpoint) is { } way ? new ConnectionPlan(asked, sources.Environment, way, service, endpoint) : null;
    }

    ConnectionPlan(ConnectionRequest asked, EnvironmentSettings environment, Way way, Chosen<ServiceName> service, Chosen<Uri>? endpoint)
    {
        (_asked, _environment, _way, Service) = (asked, environment, way, service);
        QuotaProject = way.Ready is NoCredential or ApiKeyCredential ? null : OwnQuotaProject()
            // On Vertex AI the project stands in each name. The header needs a permission of its own, so it is sent only where it is asked for.
            ?? (service.Value == GeminiApiOptions.ServiceName ? environment.Project : null) ?? QuotaProjectOfFile();
        if (service.Value == GeminiApiOptions.ServiceName)
        {
            Endpoint = endpoint ?? new(TuningConnectionOptions.GeminiApi, Messages.OriginGoogle);
            return;
        }
        // An emulator has every project, region and bucket.
        var here = IsHere(endpoint) ? endpoint : null;
        Location = Chosen.Of(asked.Location, "-Location") ?? environment.Location ?? EmulatorsOwn("us-central1") ?? throw new TuningArgumentException(Messages.NoLocation);
        Project = Chosen.Of(asked.Project, "-Project") ?? environment.Project ?? Chosen.Of(OfFile("project_id"), "project_id") ?? QuotaProject
            ?? EmulatorsOwn("emulator") ?? throw new TuningArgumentException(Messages.NoProject);
        Bucket = asked.Bucket is not null ? new(StorageUri.Folder(asked.Bucket), "-Bucket") : environment.Bucket ?? EmulatorsOwn(StorageUri.Folder("emulator"));
        Endpoint = endpoint ?? new(VertexOptions.GoogleAddress(Location.Value), Messages.OriginGoogle);
        StorageEndpoint = here is null ? new(VertexOptions.GoogleStorage, Messages.OriginGoogle) : environment.StorageEmulator ?? here;

        Chosen<T>? EmulatorsOwn<T>(T value) where T : class => here is null ? null : new(value, Messages.OriginEmulator);
    }

    /// <summary>Where the credential was found.</summary>
    public string CredentialFrom => _way.From;

    /// <summary>The client secret to sign in with in the browser; null if the credential needs no sign-in.</summary>
    public CredentialFile? ClientSecret => _asked.ClientSecret;

    /// <summary>What to warn of: variables that contradict each other where they choose the service. Null for nothing.</summary>
    public string? Warning => Service.From == _environment.UsesVertex?.From ? _environment.Contradiction : null;

    /// <summary>How tokens are asked for.</summary>
    public TokenSourceOptions TokenOptions => new() { ImpersonateServiceAccount = _asked.ImpersonateServiceAccount, IamEndpoint = _environment.IamEndpoint };

    internal Chosen<ServiceName> Service { get; }
    internal Chosen<Uri> Endpoint { get; }
    internal Chosen<string>? QuotaProject { get; }

    // These are for Vertex AI.
    internal Chosen<string>? Project { get; }
    internal Chosen<string>? Location { get; }
    internal Chosen<StorageUri>? Bucket { get; }
    internal Chosen<Uri>? StorageEndpoint { get; }

    /// <summary>The credential, unless <see cref="ClientSecret"/> is to sign in with; that leaves a file.</summary>
    public ICredential CreateCredential(IAdapterFactory factory) => _way switch
    {
        { Ready: AccessTokenCredential token } => token.PaidBy(QuotaProject?.Value),
        { Ready: { } ready } => ready,
        { File: { } file } => CreateCredential(factory, file),
        _ => new TokenCredential(factory.CreateMetadataTokenSource(_environment.MetadataServer, TokenOptions), QuotaProject?.Value),
    };

    /// <summary>The credential of a file.</summary>
    /// <exception cref="CredentialFileException">The file can't be used.</exception>
    public TokenCredential CreateCredential(IAdapterFactory factory, CredentialFile file) => new(factory.CreateTokenSource(file, TokenOptions), QuotaProject?.Value);

    /// <summary>The connection's options with a credential, beside which an API key asks models if one was named, too.</summary>
    public TuningConnectionOptions OptionsWith(ICredential credential) => new()
    {
        Endpoint = Endpoint.Value,
        Credential = _asked is { ApiKey: { } key, IsKeyAlone: false } ? new InferenceKeyCredential(credential, key) : credential,
        Service = Project is null ? new GeminiApiOptions()
            : new VertexOptions { Project = Project.Value, Location = Location!.Value, Bucket = Bucket?.Value, StorageEndpoint = StorageEndpoint!.Value },
    };

    /// <summary>Whether Vertex AI is meant, by what is asked or by the environment.</summary>
    public static bool MeansVertex(ConnectionRequest asked, EnvironmentSettings environment) => ServiceOf(asked, environment).Value == VertexOptions.ServiceName;

    static Chosen<ServiceName> ServiceOf(ConnectionRequest asked, EnvironmentSettings environment) => asked switch
    {
        { Vertex: { } isVertex } => new(isVertex ? VertexOptions.ServiceName : GeminiApiOptions.ServiceName, "-Vertex"),
        { IsKeyAlone: true } => new(GeminiApiOptions.ServiceName, Messages.OriginKeyAlone),
        _ when environment.UsesVertex is { } variable => new(variable.Value ? VertexOptions.ServiceName : GeminiApiOptions.ServiceName, variable.From),
        _ => new(GeminiApiOptions.ServiceName, Messages.OriginNone),
    };

    static Chosen<Uri>? EndpointOf(ConnectionRequest asked, EnvironmentSettings environment, bool isVertex) =>
        asked.Emulator is { } start ? new(start(), "-Emulator")
        : Chosen.Of(asked.Endpoint, "-Endpoint") ?? (isVertex ? environment.VertexEndpoint : environment.Endpoint);

    static bool IsHere(Chosen<Uri>? endpoint) => endpoint is { Value: { IsAbsoluteUri: true, IsLoopback: true } };

    static Way? WayOf(ConnectionRequest asked, ConnectionSources sources, bool isVertex, Chosen<Uri>? endpoint) => asked switch
    {
        { Emulator: not null } => new("-Emulator", new NoCredential()),
        { AccessToken: { } token } => new("-AccessToken", token),
        { ClientSecret: { } secret } => new("-ClientSecretPath", File: secret),
        { CredentialFile: { } file } => new("-CredentialPath", File: file),
        { MetadataServer: true } => new("-MetadataServer"),
        { IsKeyAlone: true, ApiKey: { } key } => new("-ApiKey", key),
        { UsesApplicationDefault: true } => ApplicationDefault(sources),
        _ when !isVertex && sources.Environment.ApiKey is { } key => new(key.From, new ApiKeyCredential(key.Value)),
        // An address on this computer asks for no credential, and is never sent one that nobody named.
        _ when IsHere(endpoint) => new(Messages.OriginHere(endpoint!.From), new NoCredential()),
        // Any other address that was named is used as it is if there is no credential for it.
        _ => ApplicationDefault(sources) ?? (asked.Endpoint is null ? null : new("-Endpoint", new NoCredential())),
    };

    // The module's own sign-in goes before gcloud's: it was made for tuning, with the scopes that tuning needs.
    static Way? ApplicationDefault(ConnectionSources sources) =>
        sources.NamedFile() is { } named ? new(sources.Environment.CredentialPath!.From, File: named)
        : sources.StoredSignIn() is { } signIn ? new(Messages.OriginSignIn, File: signIn)
        : sources.GcloudFile() is { } gcloud ? new(Messages.OriginGcloud, File: gcloud)
        : sources.Environment.LooksForMetadataServer && sources.HasMetadataServer(sources.Environment.MetadataServer) ? new(Messages.OriginMetadata)
        : null;

    Chosen<string>? OwnQuotaProject() => Chosen.Of(_asked.QuotaProject, "-QuotaProject")
        ?? (Service.Value == GeminiApiOptions.ServiceName ? Chosen.Of(_asked.Project, "-Project") : null) ?? _environment.QuotaProject;

    Chosen<string>? QuotaProjectOfFile() => Chosen.Of(OfFile("quota_project_id"), "quota_project_id");

    // A client secret also names a project: that of the application, not of the person who signs in.
    string? OfFile(string field) => _asked.ClientSecret is null ? _way.File?.TextWithin(field) : null;
}
