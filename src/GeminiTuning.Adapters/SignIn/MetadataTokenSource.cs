using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;
using Google.Apis.Http;

namespace GeminiTuning.Adapters.SignIn;

/// <summary>The service account of a machine on Google Cloud.</summary>
sealed class MetadataTokenSource(Uri server, TokenSourceOptions options) : GoogleTokenSource
{
    readonly ComputeCredential _credential = new(new ComputeCredential.Initializer(new Uri(server, "computeMetadata/v1/instance/service-accounts/default/token").AbsoluteUri)
    {
        Scopes = options.Scopes,
        Clock = new GoogleClock(options.Clock),
        HttpClientFactory = new TokenHttp(options),
        DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
    });

    string? _owner;
    string? _project;

    public override string Kind => "metadata server";

    public override string? Owner => _owner;

    public override string? Project => _project;

    public override string? QuotaProject => null;

    // With the universe named, the library asks no metadata server for it, which would be another than this.
    public override GoogleCredential Credential => GoogleCredential.FromComputeCredential(_credential).CreateWithUniverseDomain("googleapis.com");

    protected override async Task<TokenResponse> RequestAsync(CancellationToken cancellationToken)
    {
        await _credential.RequestAccessTokenAsync(cancellationToken).ConfigureAwait(false);
        _owner ??= await AskAsync("instance/service-accounts/default/email", cancellationToken).ConfigureAwait(false);
        _project ??= await AskAsync("project/project-id", cancellationToken).ConfigureAwait(false);
        return _credential.Token;
    }

    // For people to see; a token is a token without them.
    async Task<string?> AskAsync(string what, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, $"computeMetadata/v1/{what}"));
        request.Headers.Add("Metadata-Flavor", "Google");
        try
        {
            using var response = await _credential.HttpClient.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return (await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)).Trim();
        }
        catch (CredentialException)
        {
            return null;
        }
    }
}
