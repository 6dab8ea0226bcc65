namespace GeminiTuning;

/// <summary>Why no access token could be obtained.</summary>
public enum CredentialErrorKind
{
    /// <summary>The token endpoint didn't answer, or failed: the same request may succeed later.</summary>
    Unavailable,

    /// <summary>A secure connection to the token endpoint could not be made, or a proxy refused it: the same request would fail
    /// again.</summary>
    ConnectionRefused,

    /// <summary>The sign-in has expired or was revoked: sign in again.</summary>
    Expired,

    /// <summary>The token endpoint refused the credential.</summary>
    Refused,

    /// <summary>The sign-in in the browser was not completed.</summary>
    SignIn,
}

/// <summary>A credential gives no access token. The message never shows a secret.</summary>
/// <param name="kind">Why.</param>
/// <param name="message">What happened, for people.</param>
/// <param name="innerException">The cause, or null.</param>
public sealed class CredentialException(CredentialErrorKind kind, string message, Exception? innerException = null)
    : Exception(PrintableText.Message(message), Secrets.Clean(innerException))
{
    /// <summary>Why no access token could be obtained.</summary>
    public CredentialErrorKind Kind => kind;
}
