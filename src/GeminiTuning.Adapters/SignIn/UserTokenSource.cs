using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;

namespace GeminiTuning.Adapters.SignIn;

/// <summary>A user who has signed in, by gcloud or by this module.</summary>
sealed class UserTokenSource(CredentialFile file, TokenSourceOptions options) : GoogleTokenSource
{
    readonly UserCredential _credential = new(new SignInFlow(file, options), "user", new TokenResponse { RefreshToken = file.Text("refresh_token") });

    public override string Kind => "user";

    public override string? Owner => file.Text("account");

    public override string? Project => null;

    public override string? QuotaProject => file.Text("quota_project_id");

    public override GoogleCredential Credential => _credential.ToGoogleCredential();

    protected override async Task<TokenResponse> RequestAsync(CancellationToken cancellationToken)
    {
        await _credential.RefreshTokenAsync(cancellationToken).ConfigureAwait(false);
        return _credential.Token;
    }
}
