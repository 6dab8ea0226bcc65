namespace GeminiTuning;

/// <summary>The environment variables of a connection, as Google's SDKs and gcloud name them. No other file spells them.
/// A property is null if its variable isn't set, and throws an <see cref="ArgumentException"/> if its value can't be used.</summary>
/// <param name="variable">Reads a variable.</param>
public sealed class EnvironmentSettings(Func<string, string?> variable)
{
    const string BaseUrl = "GOOGLE_GEMINI_BASE_URL";
    const string Metadata = "GCE_METADATA_HOST";
    const string VertexBaseUrl = "GOOGLE_VERTEX_BASE_URL";
    const string StorageHost = "STORAGE_EMULATOR_HOST";
    const string BucketName = "GEMINITUNING_BUCKET";
    const string UseEnterprise = "GOOGLE_GENAI_USE_ENTERPRISE";
    const string UseVertex = "GOOGLE_GENAI_USE_VERTEXAI";
    const string Iam = "CLOUDSDK_API_ENDPOINT_OVERRIDES_IAMCREDENTIALS";

    static readonly string[] s_names =
    [
        "GOOGLE_API_KEY", "GEMINI_API_KEY", BaseUrl, "GOOGLE_APPLICATION_CREDENTIALS", "CLOUDSDK_CONFIG", "GEMINITUNING_CONFIG",
        Metadata, "NO_GCE_CHECK", Iam, "GOOGLE_CLOUD_QUOTA_PROJECT", "GOOGLE_CLOUD_PROJECT",
        UseEnterprise, UseVertex, "GOOGLE_CLOUD_LOCATION", VertexBaseUrl, StorageHost, BucketName,
    ];

    /// <summary>The environment of this process.</summary>
    public static EnvironmentSettings Current { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>A text that changes whenever a variable, or a credential file that the variables lead to, changes.</summary>
    public string Fingerprint => string.Join('\n', s_names.Select(variable).Concat(
        new Func<string?>[] { () => CredentialPath?.Value, () => GcloudCredentialPath, () => SignInFolder }.Select(ChangedAt)));

    /// <summary>A key of Google AI Studio. Google's SDKs use <c>GOOGLE_API_KEY</c> if both are set.</summary>
    public Chosen<string>? ApiKey => Text("GOOGLE_API_KEY") ?? Text("GEMINI_API_KEY");

    /// <summary>The address of the Gemini Developer API.</summary>
    public Chosen<Uri>? Endpoint => Address(BaseUrl, "https://generativelanguage.googleapis.com");

    /// <summary>Whether to use Vertex AI, as Google's SDKs read it: <c>true</c> or <c>1</c>. The variable with the service's newer
    /// name takes precedence.</summary>
    public Chosen<bool>? UsesVertex => Flag(UseEnterprise) ?? Flag(UseVertex);

    /// <summary>A warning if the two variables that choose the service contradict each other; null if they don't.</summary>
    public string? Contradiction => Flag(UseEnterprise) is { } used && Flag(UseVertex) is { } ignored && used.Value != ignored.Value
        ? Messages.EnvironmentContradicts(used: used.From, ignored: ignored.From)
        : null;

    /// <summary>The project to work in.</summary>
    public Chosen<string>? Project => Text("GOOGLE_CLOUD_PROJECT");

    /// <summary>The region to work in.</summary>
    public Chosen<string>? Location => Text("GOOGLE_CLOUD_LOCATION");

    /// <summary>The bucket that datasets and answers go through on Vertex AI.</summary>
    public Chosen<StorageUri>? Bucket => Text(BucketName) is { } text ? new(StorageUri.Folder(text.Value), text.From) : null;

    /// <summary>Vertex AI's address.</summary>
    public Chosen<Uri>? VertexEndpoint => Address(VertexBaseUrl, "https://us-central1-aiplatform.googleapis.com");

    /// <summary>The address of an emulator of Cloud Storage, with or without its scheme.</summary>
    public Chosen<Uri>? StorageEmulator => Value(StorageHost) is { } host && !host.Contains("://", StringComparison.Ordinal)
        ? new(Host(StorageHost, host), StorageHost)
        : Address(StorageHost, "http://127.0.0.1:8085");

    /// <summary>The path of a credential file.</summary>
    /// <exception cref="CredentialFileException">The variable holds what should be in the file.</exception>
    public Chosen<string>? CredentialPath => Chosen.Of(PathIn("GOOGLE_APPLICATION_CREDENTIALS"), "GOOGLE_APPLICATION_CREDENTIALS");

    /// <summary>The file that gcloud auth application-default login leaves.</summary>
    public string GcloudCredentialPath => Path.Combine(GcloudFolder, "application_default_credentials.json");

    /// <summary>Where this module keeps its sign-ins.</summary>
    public string SignInFolder => Path.Combine(
        PathIn("GEMINITUNING_CONFIG") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "GeminiTuning"),
        "sign-ins");

    /// <summary>The metadata server's address.</summary>
    public Uri MetadataServer => Value(Metadata) is { } host ? Host(Metadata, host) : GeminiTuning.MetadataServer.Usual;

    /// <summary>Whether the metadata server is to be looked for.</summary>
    public bool LooksForMetadataServer => !string.Equals(Value("NO_GCE_CHECK"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The address of the IAM Service Account Credentials API, where it is not Google's own.</summary>
    public Uri? IamEndpoint => Address(Iam, "https://iamcredentials.googleapis.com")?.Value;

    /// <summary>The project that is billed for the quota.</summary>
    public Chosen<string>? QuotaProject => Text("GOOGLE_CLOUD_QUOTA_PROJECT");

    string GcloudFolder => PathIn("CLOUDSDK_CONFIG") ?? (OperatingSystem.IsWindows()
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "gcloud")
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config", "gcloud"));

    static Uri Host(string name, string host) =>
        Uri.TryCreate($"http://{host}/", UriKind.Absolute, out var address) ? address : throw new TuningArgumentException(Messages.EnvironmentNotHost(name));

    Chosen<Uri>? Address(string name, string example) => Value(name) switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" => new(uri, name),
        _ => throw new TuningArgumentException(Messages.EnvironmentNotAddress(name: name, example: example)),
    };

    Chosen<bool>? Flag(string name) =>
        Value(name) is { } text ? new(text == "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase), name) : null;

    // What names no file is an error when the file is read, and not before.
    static string ChangedAt(Func<string?> path)
    {
        try
        {
            return path() is { } file ? $"{File.GetLastWriteTimeUtc(file).Ticks}" : "";
        }
        catch (Exception fault) when (fault is CredentialFileException or IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    string? PathIn(string name) => Value(name) is { } path ? CredentialFile.CheckedPath(path, name) : null;

    Chosen<string>? Text(string name) => Chosen.Of(Value(name), name);

    string? Value(string name) => variable(name)?.Trim() is { Length: > 0 } value ? value : null;
}
