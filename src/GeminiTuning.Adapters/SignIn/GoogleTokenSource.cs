using System.Net;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;

namespace GeminiTuning.Adapters.SignIn;

/// <summary>A credential of Google's library as a source of tokens. The library's own memory for tokens is passed by.</summary>
abstract class GoogleTokenSource : ITokenSource
{
    public abstract string Kind { get; }

    public abstract string? Owner { get; }

    public abstract string? Project { get; }

    public abstract string? QuotaProject { get; }

    /// <summary>The credential, for what stands on it.</summary>
    public abstract GoogleCredential Credential { get; }

    public async Task<AccessToken> FetchAsync(CancellationToken cancellationToken)
    {
        var requests = RequestFault.Watch();
        try
        {
            var token = await RequestAsync(cancellationToken).ConfigureAwait(false);
            return token.AccessToken is { Length: > 0 } value
                ? new AccessToken(value, token.ExpiresInSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null)
                : throw new CredentialException(CredentialErrorKind.Unavailable, Messages.TokenResponseEmpty(Kind));
        }
        catch (TokenResponseException fault) when (fault.StatusCode == HttpStatusCode.Unauthorized)
        {
            throw new CredentialException(CredentialErrorKind.Refused, Messages.TokenCredentialRefused(Kind));
        }
        catch (TokenResponseException)
        {
            throw new CredentialException(CredentialErrorKind.Unavailable, Messages.TokenResponseUnexpected(Kind));
        }
        catch (Exception fault) when (fault is not (CredentialException or OperationCanceledException))
        {
            throw requests.Value ?? Explain(fault);
        }
    }

    protected abstract Task<TokenResponse> RequestAsync(CancellationToken cancellationToken);

    // What goes wrong before a request, such as a workload's own token that can't be read.
    CredentialException Explain(Exception fault) => fault is HttpRequestException or Newtonsoft.Json.JsonException
        ? new CredentialException(CredentialErrorKind.Unavailable, Messages.NoToken(kind: Kind, reason: fault.Message))
        : new CredentialException(CredentialErrorKind.Refused, Messages.NoToken(kind: Kind, reason: fault.GetBaseException().Message));
}
