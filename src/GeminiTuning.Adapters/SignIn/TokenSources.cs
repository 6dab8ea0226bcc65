using System.Security.Cryptography;
using System.Text.Json;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;

namespace GeminiTuning.Adapters.SignIn;

/// <summary>Makes Google's credential of each kind of file.</summary>
static class TokenSources
{
    const string TokenEndpoint = GoogleAuthConsts.OidcTokenUrl;

    public static ITokenSource Create(CredentialFile file, TokenSourceOptions options) =>
        file.Kind == CredentialFileKind.ImpersonatedServiceAccount ? Impersonated(file, options)
        : options.ImpersonateServiceAccount is { } account ? Impersonated(Plain(file, options), account, [], options)
        : Plain(file, options);

    public static ITokenSource Create(Uri server, TokenSourceOptions options)
    {
        var inner = new MetadataTokenSource(server, options);
        return options.ImpersonateServiceAccount is { } account ? Impersonated(inner, account, [], options) : inner;
    }

    static GoogleTokenSource Plain(CredentialFile file, TokenSourceOptions options) => file.Kind switch
    {
        CredentialFileKind.AuthorizedUser => new UserTokenSource(file, options),
        CredentialFileKind.ServiceAccount => new ServiceTokenSource("service account", ServiceAccount(file, options), file),
        CredentialFileKind.ExternalAccount => new ServiceTokenSource("workload identity", External(file, options), file),
        CredentialFileKind.ExternalAccountUser => new ServiceTokenSource("workforce identity", External(file, options), file),
        _ => throw new CredentialFileException(Messages.CannotImpersonateWithFile(file.Path)),
    };

    // The address in the file names the service account; the rest of it is where IAM is asked. Where that account is to stand
    // for another in turn, it is one more in the chain.
    static ServiceTokenSource Impersonated(CredentialFile file, TokenSourceOptions options)
    {
        var address = file.Address("service_account_impersonation_url")!;
        var account = Uri.UnescapeDataString(address.Segments[^1].Split(':')[0]);
        var chain = file.Content.TryGetProperty("delegates", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(item => item.ToString()).ToList() : [];
        var iam = address.Host == "iamcredentials.googleapis.com" ? options.IamEndpoint : new Uri(address, "/");
        if (options.ImpersonateServiceAccount is { } other)
        {
            chain.Add(account);
            account = other;
        }
        return Impersonated(Plain(file.Inner("source_credentials"), options), account, chain, options with { IamEndpoint = iam }, file);
    }

    static ServiceTokenSource Impersonated(GoogleTokenSource inner, string account, IEnumerable<string> chain, TokenSourceOptions options, CredentialFile? file = null)
    {
        var initializer = new ImpersonatedCredential.Initializer(account)
        {
            // The library sends them as they are, and IAM takes whole names alone.
            DelegateAccounts = chain.Select(name => name.Contains('/', StringComparison.Ordinal) ? name : $"projects/-/serviceAccounts/{name}"),
            Scopes = options.Scopes,
            Clock = new GoogleClock(options.Clock),
            HttpClientFactory = new TokenHttp(options),
            DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
        };
        try
        {
            return new ServiceTokenSource("impersonated service account", inner.Credential.Impersonate(initializer), file, account, inner.QuotaProject);
        }
        catch (InvalidOperationException)
        {
            throw new CredentialFileException(Messages.CannotStandForServiceAccount(inner.Kind));
        }
    }

    static GoogleCredential ServiceAccount(CredentialFile file, TokenSourceOptions options) =>
        new ServiceAccountCredential(new ServiceAccountCredential.Initializer(file.Text("client_email"), file.Address("token_uri")?.AbsoluteUri ?? TokenEndpoint)
        {
            ProjectId = file.Text("project_id"),
            Key = PrivateKey(file),
            KeyId = file.Text("private_key_id"),
            Scopes = options.Scopes,
            Clock = new GoogleClock(options.Clock),
            HttpClientFactory = new TokenHttp(options),
            // Retries are the caller's: those of the connection, which Ctrl+C ends.
            DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
        }).ToGoogleCredential();

    static RSA PrivateKey(CredentialFile file)
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(file.Text("private_key"));
            return key;
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            key.Dispose();
            // The exception itself could quote the key.
            throw new CredentialFileException(Messages.PrivateKeyUnreadable(file.Path));
        }
    }

    static GoogleCredential External(CredentialFile file, TokenSourceOptions options)
    {
        try
        {
            var credential = CredentialFactory.FromJson(file.Content.GetRawText(), file.Text("type"));
            return credential.CreateScoped(options.Scopes).CreateWithHttpClientFactory(new TokenHttp(options));
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            throw new CredentialFileException(Messages.CredentialFileUnusable(path: file.Path, reason: fault.Message));
        }
    }
}
