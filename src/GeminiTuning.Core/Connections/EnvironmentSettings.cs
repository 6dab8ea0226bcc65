namespace GeminiTuning;

/// <summary>What the environment says about the connection, by the names of Google's SDKs and of gcloud. The one place that
/// spells them.</summary>
/// <param name="variable">Reads a variable.</param>
public sealed class EnvironmentSettings(Func<string, string?> variable)
{
    const string BaseUrl = "GOOGLE_GEMINI_BASE_URL";
    const string Metadata = "GCE_METADATA_HOST";
    const string VertexBaseUrl = "GOOGLE_VERTEX_BASE_URL";
    const string StorageHost = "STORAGE_EMULATOR_HOST";
    const string BucketName = "GEMINITUNING_BUCKET";
    const string Iam = "CLOUDSDK_API_ENDPOINT_OVERRIDES_IAMCREDENTIALS";

    static readonly string[] s_names =
    [
        "GOOGLE_API_KEY", "GEMINI_API_KEY", BaseUrl, "GOOGLE_APPLICATION_CREDENTIALS", "CLOUDSDK_CONFIG", "GEMINITUNING_CONFIG",
        Metadata, "NO_GCE_CHECK", Iam, "GOOGLE_CLOUD_QUOTA_PROJECT", "GOOGLE_CLOUD_PROJECT",
        "GOOGLE_GENAI_USE_VERTEXAI", "GOOGLE_CLOUD_LOCATION", VertexBaseUrl, StorageHost, BucketName,
    ];

    /// <summary>The environment of this process.</summary>
    public static EnvironmentSettings Current { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>A text that is another one whenever a variable is.</summary>
    public string Fingerprint => string.Join('\n', s_names.Select(variable));

    /// <summary>A key of Google AI Studio. Google's SDKs take <c>GOOGLE_API_KEY</c> where both are set.</summary>
    public string? ApiKey => Value("GOOGLE_API_KEY") ?? Value("GEMINI_API_KEY");

    /// <summary>The service's address, or null.</summary>
    /// <exception cref="TuningArgumentException">The variable's value is not an address.</exception>
    public Uri? Endpoint => Address(BaseUrl, "https://generativelanguage.googleapis.com");

    /// <summary>Whether Vertex AI is meant, as Google's SDKs read it: <c>true</c> or <c>1</c>.</summary>
    public bool UsesVertex => Value("GOOGLE_GENAI_USE_VERTEXAI") is { } text && (text == "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <summary>The project to work in, or null.</summary>
    public string? Project => Value("GOOGLE_CLOUD_PROJECT");

    /// <summary>The region to work in, or null.</summary>
    public string? Location => Value("GOOGLE_CLOUD_LOCATION");

    /// <summary>The bucket that datasets and answers go through on Vertex AI, or null.</summary>
    /// <exception cref="TuningArgumentException">The variable's value is not one.</exception>
    public StorageUri? Bucket => Value(BucketName) is { } text ? StorageUri.Folder(text) : null;

    /// <summary>Vertex AI's address, or null.</summary>
    /// <exception cref="TuningArgumentException">The variable's value is not an address.</exception>
    public Uri? VertexEndpoint => Address(VertexBaseUrl, "https://us-central1-aiplatform.googleapis.com");

    /// <summary>The address of an emulator of Cloud Storage, with or without its scheme, or null.</summary>
    /// <exception cref="TuningArgumentException">The variable's value is not an address.</exception>
    public Uri? StorageEmulator => Value(StorageHost) is { } host && !host.Contains("://", StringComparison.Ordinal)
        ? Uri.TryCreate($"http://{host}/", UriKind.Absolute, out var address) ? address : throw new TuningArgumentException(Messages.EnvironmentNotHost(StorageHost))
        : Address(StorageHost, "http://127.0.0.1:8085");

    /// <summary>A credential's file.</summary>
    /// <exception cref="CredentialFileException">The variable's value is no path, but what should be in the file.</exception>
    public string? CredentialPath => PathIn("GOOGLE_APPLICATION_CREDENTIALS");

    /// <summary>The file that gcloud auth application-default login leaves.</summary>
    public string GcloudCredentialPath => Path.Combine(GcloudFolder, "application_default_credentials.json");

    /// <summary>Where this module keeps its sign-ins.</summary>
    public string SignInFolder => Path.Combine(
        PathIn("GEMINITUNING_CONFIG") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "GeminiTuning"),
        "sign-ins");

    /// <summary>The metadata server's address.</summary>
    /// <exception cref="TuningArgumentException">The variable's value is not one.</exception>
    public Uri MetadataServer => Value(Metadata) is not { } host ? GeminiTuning.MetadataServer.Usual
        : Uri.TryCreate($"http://{host}/", UriKind.Absolute, out var address) ? address
        : throw new TuningArgumentException(Messages.EnvironmentNotHost(Metadata));

    /// <summary>Whether the metadata server is to be looked for.</summary>
    public bool LooksForMetadataServer => !string.Equals(Value("NO_GCE_CHECK"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The address of the IAM Service Account Credentials API, where it is not Google's own.</summary>
    /// <exception cref="TuningArgumentException">The variable's value is not an address.</exception>
    public Uri? IamEndpoint => Address(Iam, "https://iamcredentials.googleapis.com");

    /// <summary>The project that pays for the quota, or null.</summary>
    public string? QuotaProject => OwnQuotaProject ?? Project;

    /// <summary>The same, where it is named as such.</summary>
    public string? OwnQuotaProject => Value("GOOGLE_CLOUD_QUOTA_PROJECT");

    /// <summary>The connection that needs no sign-in: with a key, or to an emulator on this machine, which asks for no
    /// credential. Null where every other service would want one.</summary>
    /// <param name="endpoint">An address that goes before the environment's.</param>
    /// <exception cref="TuningArgumentException">A variable's value cannot be used.</exception>
    public TuningConnectionOptions? WithoutSignIn(Uri? endpoint = null)
    {
        endpoint ??= Endpoint;
        if (ApiKey is { } key)
            return new TuningConnectionOptions { Endpoint = endpoint ?? TuningConnectionOptions.GeminiApi, Credential = new ApiKeyCredential(key) };
        return endpoint is { IsAbsoluteUri: true, IsLoopback: true } ? new TuningConnectionOptions { Endpoint = endpoint } : null;
    }

    string GcloudFolder => PathIn("CLOUDSDK_CONFIG") ?? (OperatingSystem.IsWindows()
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "gcloud")
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config", "gcloud"));

    Uri? Address(string name, string example) => Value(name) switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" => uri,
        _ => throw new TuningArgumentException(Messages.EnvironmentNotAddress(name: name, example: example)),
    };

    string? PathIn(string name) => Value(name) is { } path ? CredentialFile.CheckedPath(path, name) : null;

    string? Value(string name) => variable(name)?.Trim() is { Length: > 0 } value ? value : null;
}
