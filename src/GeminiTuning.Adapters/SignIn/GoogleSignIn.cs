using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Apis.Auth.OAuth2.Responses;

namespace GeminiTuning.Adapters.SignIn;

/// <summary>The sign-in in the browser, by Google's library: OAuth for installed applications, with PKCE and a state.</summary>
sealed class GoogleSignIn(CredentialFile clientSecret, TokenSourceOptions options) : IBrowserSignIn
{
    public SignInRequest Begin(Uri redirect)
    {
        using var flow = new SignInFlow(clientSecret, options);
        var url = flow.CreateAuthorizationCodeRequest(redirect.AbsoluteUri, out var verifier);
        url.State = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        return new SignInRequest(url.Build(), redirect, url.State, verifier);
    }

    public async Task<SignedIn> FinishAsync(SignInRequest request, string code, CancellationToken cancellationToken)
    {
        using var flow = new SignInFlow(clientSecret, options);
        var token = await ExchangeAsync(flow, request, code, cancellationToken).ConfigureAwait(false);
        var missing = options.Scopes.Except((token.Scope ?? "").Split(' ')).ToList();
        if (missing.Count > 0)
            throw new CredentialException(CredentialErrorKind.SignIn, Messages.SignInLacksScopes(string.Join(", ", missing)));
        if (token.RefreshToken is null)
            throw new CredentialException(CredentialErrorKind.SignIn, Messages.SignInWithoutRefreshToken);
        return new SignedIn(flow.ClientSecrets.ClientId, Json(flow, token));
    }

    static async Task<TokenResponse> ExchangeAsync(SignInFlow flow, SignInRequest request, string code, CancellationToken cancellationToken)
    {
        try
        {
            return await flow.ExchangeCodeForTokenAsync("user", code, request.Verifier, request.Redirect.AbsoluteUri, cancellationToken).ConfigureAwait(false);
        }
        catch (CredentialException refused) when (refused.Kind != CredentialErrorKind.Unavailable)
        {
            throw new CredentialException(CredentialErrorKind.SignIn, Messages.SignInFailed(refused.Message), refused);
        }
        catch (TokenResponseException)
        {
            throw new CredentialException(CredentialErrorKind.SignIn, Messages.SignInResponseUnexpected);
        }
    }

    // As gcloud leaves it, so that Google's other libraries read it too.
    string Json(SignInFlow flow, TokenResponse token)
    {
        var json = new JsonObject
        {
            ["type"] = "authorized_user",
            ["client_id"] = flow.ClientSecrets.ClientId,
            ["client_secret"] = flow.ClientSecrets.ClientSecret,
            ["refresh_token"] = token.RefreshToken,
            ["token_uri"] = flow.TokenServerUrl,
            ["account"] = Email(token.IdToken),
            ["scopes"] = new JsonArray([.. options.Scopes.Select(scope => (JsonNode)scope)]),
        };
        return json.ToJsonString();
    }

    // It came from the token endpoint itself, so that its signature need not be looked at; it is only shown.
    static string? Email(string? idToken)
    {
        if (idToken?.Split('.') is not [_, var payload, _])
            return null;
        try
        {
            var padded = payload.Replace('-', '+').Replace('_', '/').PadRight((payload.Length + 3) / 4 * 4, '=');
            return JsonNode.Parse(Convert.FromBase64String(padded))?["email"]?.GetValue<string>();
        }
        catch (Exception fault) when (fault is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
