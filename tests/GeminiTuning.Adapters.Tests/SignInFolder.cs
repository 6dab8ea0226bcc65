namespace GeminiTuning.Tests;

/// <summary>A folder of a test's own, for the files that Google's tools would leave.</summary>
sealed class SignInFolder : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("geminituning-").FullName;

    public string Path(string name) => System.IO.Path.Combine(_folder, name);

    public CredentialFile Credential(string json) => CredentialFile.ReadCredential(Write("credential.json", json));

    public CredentialFile ClientSecret(string json) => CredentialFile.ReadClientSecret(Write("client_secret.json", json));

    public string Write(string name, string content)
    {
        File.WriteAllText(Path(name), content);
        return Path(name);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
