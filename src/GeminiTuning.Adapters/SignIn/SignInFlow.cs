using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Flows;
using Google.Apis.Http;

namespace GeminiTuning.Adapters.SignIn;

/// <summary>Google's flow for installed applications, with the client and the addresses that a file names.</summary>
sealed class SignInFlow(CredentialFile file, TokenSourceOptions options) : PkceGoogleAuthorizationCodeFlow(new Settings(file)
{
    ClientSecrets = new ClientSecrets { ClientId = file.Text("client_id"), ClientSecret = file.Text("client_secret") },
    // The two that say who has signed in, so that the connection can.
    Scopes = [.. options.Scopes, "openid", "email"],
    Clock = new GoogleClock(options.Clock),
    HttpClientFactory = new TokenHttp(options),
    DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
    // Google gives a refresh token only where consent is asked for.
    Prompt = "consent",
})
{
    sealed class Settings(CredentialFile file) : Initializer(
        file.Address("auth_uri")?.AbsoluteUri ?? GoogleAuthConsts.OidcAuthorizationUrl,
        file.Address("token_uri")?.AbsoluteUri ?? GoogleAuthConsts.OidcTokenUrl,
        GoogleAuthConsts.RevokeTokenUrl);
}
