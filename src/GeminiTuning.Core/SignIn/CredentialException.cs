namespace GeminiTuning;

/// <summary>Why there is no token.</summary>
public enum CredentialFault
{
    /// <summary>No answer, or a failure of the one that gives tokens: the same may well succeed later.</summary>
    Unavailable,

    /// <summary>The sign-in has ended or was taken back: sign in again.</summary>
    Expired,

    /// <summary>The one that gives tokens refuses the credential.</summary>
    Refused,

    /// <summary>The sign-in in the browser did not come to its end.</summary>
    SignIn,
}

/// <summary>A credential gives no token. It never shows a secret.</summary>
public sealed class CredentialException(CredentialFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public CredentialFault Fault => fault;
}
