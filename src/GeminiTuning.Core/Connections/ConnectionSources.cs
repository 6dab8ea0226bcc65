namespace GeminiTuning;

/// <summary>What a connection can be made of beside what was asked. A file is read, and the metadata server asked, only when
/// nothing before it decides.</summary>
/// <param name="Environment">The environment variables.</param>
/// <param name="NamedFile">Reads the file that <c>GOOGLE_APPLICATION_CREDENTIALS</c> names; null if it names none.</param>
/// <param name="StoredSignIn">Reads the latest sign-in that this module stored; null if there is none.</param>
/// <param name="GcloudFile">Reads the file of <c>gcloud auth application-default login</c>; null if there is none.</param>
/// <param name="HasMetadataServer">Whether a metadata server answers at an address.</param>
public sealed record ConnectionSources(EnvironmentSettings Environment, Func<CredentialFile?> NamedFile, Func<CredentialFile?> StoredSignIn,
    Func<CredentialFile?> GcloudFile, Func<Uri, bool> HasMetadataServer)
{
    /// <summary>The sources of this computer, where the environment variables say.</summary>
    public static ConnectionSources OfMachine(EnvironmentSettings environment, Func<Uri, bool> hasMetadataServer) => new(
        environment,
        () => environment.CredentialPath is { } path ? CredentialFile.ReadCredential(path.Value, path.From) : null,
        () => new SignInStore(environment.SignInFolder).Latest(),
        () => File.Exists(environment.GcloudCredentialPath) ? CredentialFile.ReadCredential(environment.GcloudCredentialPath, Messages.OriginGcloud) : null,
        hasMetadataServer);
}
