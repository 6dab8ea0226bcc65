namespace GeminiTuning.Session;

/// <summary>The connection without a parameter: a key in the environment, an emulator's address in it, else the
/// application-default credential.</summary>
static class Ambient
{
    /// <summary>The connection, and what it was made of; null where nothing is to be had.</summary>
    /// <param name="endpoint">An address that goes before the environment's.</param>
    /// <param name="choice">What is said about the credential.</param>
    /// <param name="vertex">What is said about Vertex AI; null where it is not meant.</param>
    /// <exception cref="TuningArgumentException">A variable's value cannot be used.</exception>
    /// <exception cref="CredentialFileException">A file was found that cannot be used.</exception>
    public static (TuningConnectionOptions Options, string Origin)? Find(Uri? endpoint, CredentialChoice choice, VertexChoice? vertex)
    {
        var environment = EnvironmentSettings.Current;
        if (vertex is not null)
            return FindVertex(endpoint ?? environment.VertexEndpoint, choice, vertex);
        // An address on this machine asks for no credential, and is never sent one that nobody named.
        if (environment.WithoutSignIn(endpoint) is { } plain)
            return (plain, plain.Credential is ApiKeyCredential ? Messages.OriginKey : Messages.OriginAddress);
        return Credentials.ApplicationDefault(choice) is { } found
            ? (new TuningConnectionOptions { Endpoint = endpoint ?? environment.Endpoint ?? TuningConnectionOptions.GeminiApi, Credential = found.Credential }, found.Origin)
            : null;
    }

    static (TuningConnectionOptions Options, string Origin)? FindVertex(Uri? endpoint, CredentialChoice choice, VertexChoice vertex)
    {
        if (endpoint is { IsAbsoluteUri: true, IsLoopback: true })
            return (vertex.Complete(new TuningConnectionOptions(), endpoint, choice), Messages.OriginAddress);
        return Credentials.ApplicationDefault(choice) is { } found
            ? (vertex.Complete(new TuningConnectionOptions { Credential = found.Credential }, endpoint, choice), found.Origin)
            : null;
    }

    /// <summary>A text that is another one whenever the answer may be.</summary>
    public static string Fingerprint()
    {
        var environment = EnvironmentSettings.Current;
        string?[] files = [environment.CredentialPath, environment.GcloudCredentialPath, environment.SignInFolder];
        return string.Join('\n', files.Select(file => file is null ? "" : $"{File.GetLastWriteTimeUtc(file).Ticks}").Prepend(environment.Fingerprint));
    }
}
