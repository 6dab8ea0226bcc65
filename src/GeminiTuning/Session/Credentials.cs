namespace GeminiTuning.Session;

/// <summary>What there is to sign in with: what a person names, else what the environment names, else what this machine has.</summary>
static class Credentials
{
    const string FromEnvironment = "GOOGLE_APPLICATION_CREDENTIALS";

    static readonly object s_lock = new();
    static (Uri Server, bool Answers)? s_metadataServer;

    /// <summary>A credential's file.</summary>
    /// <exception cref="CredentialFileException">The file cannot be used.</exception>
    public static TokenCredential FromFile(CredentialFile file, CredentialChoice choice) =>
        Create(Adapters.Factory.CreateTokenSource(file, Options(choice)), choice);

    /// <summary>The machine's own, on Google Cloud.</summary>
    public static TokenCredential FromMetadataServer(CredentialChoice choice) =>
        Create(Adapters.Factory.CreateMetadataTokenSource(EnvironmentSettings.Current.MetadataServer, Options(choice)), choice);

    /// <summary>The application-default credential, and where it was found; null where there is none.</summary>
    /// <exception cref="CredentialFileException">A file was found that cannot be used.</exception>
    public static (TokenCredential Credential, string Origin)? ApplicationDefault(CredentialChoice choice)
    {
        var environment = EnvironmentSettings.Current;
        if (environment.CredentialPath is { } path)
            return (FromFile(CredentialFile.ReadCredential(path, FromEnvironment), choice), FromEnvironment);
        // Before gcloud's, since it was made for this module, with the scopes that tuning needs.
        if (new SignInStore(environment.SignInFolder).Latest() is { } signIn)
            return (FromFile(signIn, choice), Messages.OriginSignIn);
        if (File.Exists(environment.GcloudCredentialPath))
            return (FromFile(CredentialFile.ReadCredential(environment.GcloudCredentialPath, Messages.OriginGcloud), choice), Messages.OriginGcloud);
        return environment.LooksForMetadataServer && HasMetadataServer(environment.MetadataServer)
            ? (FromMetadataServer(choice), Messages.OriginMetadata)
            : null;
    }

    /// <summary>The project that pays for the quota: the parameter's, else the environment's; else it is the file's to name.</summary>
    public static string? QuotaProject(CredentialChoice choice)
    {
        var environment = EnvironmentSettings.Current;
        // Vertex AI has the project in each name, and asks for a permission of its own where it stands in the header, too.
        return choice.QuotaProject ?? (choice.IsForVertex ? environment.OwnQuotaProject : choice.Project ?? environment.QuotaProject);
    }

    /// <summary>How tokens are asked for.</summary>
    public static TokenSourceOptions Options(CredentialChoice choice) => new()
    {
        ImpersonateServiceAccount = choice.ImpersonateServiceAccount,
        IamEndpoint = EnvironmentSettings.Current.IamEndpoint,
    };

    static TokenCredential Create(ITokenSource source, CredentialChoice choice) => new(source, QuotaProject(choice));

    // Looked for once: a machine does not move to Google Cloud while a session lasts.
    static bool HasMetadataServer(Uri server)
    {
        lock (s_lock)
        {
            if (s_metadataServer is not { } known || known.Server != server)
                s_metadataServer = known = (server, MetadataServer.Answers(server));
            return known.Answers;
        }
    }
}

/// <summary>What a person says about the credential beside which one it is.</summary>
/// <param name="ImpersonateServiceAccount">The service account that it is to stand for.</param>
/// <param name="Project">The project that it works for.</param>
/// <param name="QuotaProject">The project that pays for the quota, where that is another.</param>
/// <param name="IsForVertex">Whether it is for Vertex AI.</param>
sealed record CredentialChoice(string? ImpersonateServiceAccount = null, string? Project = null, string? QuotaProject = null, bool IsForVertex = false);
