using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;

namespace GeminiTuning.Adapters.SignIn;

/// <summary>A service account, one that is impersonated, or a workload's identity.</summary>
sealed class ServiceTokenSource(string kind, GoogleCredential credential, CredentialFile? file, string? owner = null, string? quotaProject = null) : GoogleTokenSource
{
    readonly ServiceCredential _service = (ServiceCredential)credential.UnderlyingCredential;

    public override string Kind => kind;

    public override string? Owner => owner ?? file?.Text("client_email") ?? ImpersonatedByFile();

    public override string? Project => file?.Text("project_id");

    public override string? QuotaProject => file?.Text("quota_project_id") ?? quotaProject;

    public override GoogleCredential Credential => credential;

    protected override async Task<TokenResponse> RequestAsync(CancellationToken cancellationToken)
    {
        await _service.RequestAccessTokenAsync(cancellationToken).ConfigureAwait(false);
        return _service.Token!;
    }

    // Workload identity names the service account that it stands for in an address.
    string? ImpersonatedByFile() => file?.Address("service_account_impersonation_url") is { } address
        ? Uri.UnescapeDataString(address.Segments[^1].Split(':')[0])
        : null;
}
