using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace GeminiTuning.Testing;

/// <summary>The files that Google's tools would make for this server, each with its secrets.</summary>
public sealed class GoogleFiles(Uri server)
{
    public const string ClientId = "1234-abc.apps.googleusercontent.com";
    public const string User = "person@example.com";
    public const string Account = "robot@robots.iam.gserviceaccount.com";
    public const string Target = "target@robots.iam.gserviceaccount.com";
    public const string Pool = "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/providers/provider";

    public string ClientSecret { get; } = Word("client-secret");

    public string RefreshToken { get; } = Word("refresh/token");

    public string SubjectToken { get; } = Word("subject-token");

    public RSA Key { get; } = RSA.Create(2048);

    /// <summary>A line out of the private key.</summary>
    public string PrivateKey => Key.ExportPkcs8PrivateKeyPem().Split('\n')[5];

    public string UserFile(string? quotaProject = null)
    {
        var json = new JsonObject
        {
            ["type"] = "authorized_user",
            ["client_id"] = ClientId,
            ["client_secret"] = ClientSecret,
            ["refresh_token"] = RefreshToken,
            ["account"] = User,
            ["token_uri"] = Url("token"),
        };
        if (quotaProject is not null)
            json["quota_project_id"] = quotaProject;
        return json.ToJsonString();
    }

    public string ServiceAccountFile(bool cutOff = false) => new JsonObject
    {
        ["type"] = "service_account",
        ["project_id"] = "robots",
        ["private_key_id"] = "key-1",
        ["private_key"] = cutOff ? Key.ExportPkcs8PrivateKeyPem()[..900] : Key.ExportPkcs8PrivateKeyPem(),
        ["client_email"] = Account,
        ["client_id"] = "1",
        ["token_uri"] = Url("token"),
    }.ToJsonString();

    /// <param name="subjectTokenPath">The file with the workload's own token.</param>
    /// <param name="impersonates">Whether it stands for a service account.</param>
    public string WorkloadFile(string subjectTokenPath, bool impersonates = false)
    {
        var json = new JsonObject
        {
            ["type"] = "external_account",
            ["audience"] = Pool,
            ["subject_token_type"] = "urn:ietf:params:oauth:token-type:jwt",
            ["token_url"] = Url("sts"),
            ["credential_source"] = new JsonObject { ["file"] = subjectTokenPath },
        };
        if (impersonates)
            json["service_account_impersonation_url"] = ImpersonationUrl;
        return json.ToJsonString();
    }

    public string ImpersonatedFile() => new JsonObject
    {
        ["type"] = "impersonated_service_account",
        ["service_account_impersonation_url"] = ImpersonationUrl,
        ["delegates"] = new JsonArray(),
        ["source_credentials"] = JsonNode.Parse(UserFile()),
    }.ToJsonString();

    public string ClientSecretFile(string kind = "installed") => new JsonObject
    {
        [kind] = new JsonObject
        {
            ["client_id"] = ClientId,
            ["project_id"] = "robots",
            ["auth_uri"] = Url("o/oauth2/v2/auth"),
            ["token_uri"] = Url("token"),
            ["client_secret"] = ClientSecret,
            ["redirect_uris"] = new JsonArray("http://localhost"),
        },
    }.ToJsonString();

    string ImpersonationUrl => Url($"v1/projects/-/serviceAccounts/{Target}:generateAccessToken");

    string Url(string path) => new Uri(server, path).AbsoluteUri;

    // No word of it stands anywhere else, so that a search for it finds what was let out.
    static string Word(string what) => $"{what}.{Convert.ToHexString(RandomNumberGenerator.GetBytes(12))}";
}
