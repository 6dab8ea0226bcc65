namespace GeminiTuning;

/// <summary>What is asked of a connection: the parameters of Connect-GeminiTuning. What is left out is decided by the
/// environment and by what this computer has. At most one way to sign in is named; a key may stand beside it.</summary>
/// <param name="Emulator">Starts the emulator of this process if it isn't running, and returns its address.</param>
/// <param name="ApiKey">An API key: alone, the credential; beside another one, what asks models.</param>
/// <param name="AccessToken">An OAuth access token.</param>
/// <param name="ApplicationDefault">Whether to use the application-default credential even where the environment has a key.</param>
/// <param name="ClientSecret">The client secret of an application, to sign in with in the browser.</param>
/// <param name="CredentialFile">A credential file.</param>
/// <param name="MetadataServer">Whether to use the service account of this computer, on Google Cloud.</param>
/// <param name="ImpersonateServiceAccount">The e-mail address of the service account to impersonate.</param>
/// <param name="Vertex">Whether to connect to Vertex AI.</param>
/// <param name="Project">The project to work in.</param>
/// <param name="QuotaProject">The project that is billed for the quota, if it's another one.</param>
/// <param name="Location">The region, on Vertex AI.</param>
/// <param name="Bucket">The bucket, on Vertex AI: <c>gs://BUCKET</c>, <c>gs://BUCKET/FOLDER</c>, or its name alone.</param>
/// <param name="Endpoint">The service's address, if it isn't Google's own.</param>
public sealed record ConnectionRequest(
    Func<Uri>? Emulator = null, ApiKeyCredential? ApiKey = null, AccessTokenCredential? AccessToken = null, bool ApplicationDefault = false,
    CredentialFile? ClientSecret = null, CredentialFile? CredentialFile = null, bool MetadataServer = false, string? ImpersonateServiceAccount = null,
    bool? Vertex = null, string? Project = null, string? QuotaProject = null, string? Location = null, string? Bucket = null, Uri? Endpoint = null)
{
    internal bool UsesApplicationDefault => ApplicationDefault || ImpersonateServiceAccount is not null;

    internal bool IsKeyAlone =>
        ApiKey is not null && AccessToken is null && ClientSecret is null && CredentialFile is null && !MetadataServer && !UsesApplicationDefault;

    /// <summary>Refuses what doesn't go together.</summary>
    /// <exception cref="ArgumentException">Two parameters exclude each other.</exception>
    internal void Check(bool isVertex)
    {
        if (isVertex && ApiKey is not null)
            throw new TuningArgumentException(Messages.KeyNotOnVertex);
        Exclude(Emulator is not null, "-Emulator", ("-Endpoint", Endpoint), ("-QuotaProject", QuotaProject), ("-ImpersonateServiceAccount", ImpersonateServiceAccount));
        Exclude(AccessToken is not null, "-AccessToken", ("-ImpersonateServiceAccount", ImpersonateServiceAccount));
        Exclude(IsKeyAlone, "-ApiKey", ("-Project", Project), ("-QuotaProject", QuotaProject), ("-Location", Location), ("-Bucket", Bucket));
        // Elsewhere a project is of use as the one that is billed; nobody bills for the emulator.
        if (!isVertex && (Location ?? Bucket ?? (Emulator is null ? null : Project)) is not null)
            throw new TuningArgumentException(Messages.RequiresVertex);
    }

    static void Exclude(bool isGiven, string parameter, params (string Name, object? Value)[] others)
    {
        if (isGiven && others.FirstOrDefault(other => other.Value is not null).Name is { } name)
            throw new TuningArgumentException(Messages.NotTogether(parameter: name, other: parameter));
    }
}
