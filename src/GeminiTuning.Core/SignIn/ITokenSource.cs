namespace GeminiTuning;

/// <summary>Where access tokens come from. It asks for a new one each time: keeping them is <see cref="TokenCredential"/>'s
/// work. It can be used from many threads.</summary>
public interface ITokenSource
{
    /// <summary>What kind of credential stands behind it, for people: "user", "service account".</summary>
    string Kind { get; }

    /// <summary>Whose it is: an e-mail address; null where that is not known (yet).</summary>
    string? Owner { get; }

    /// <summary>The project that the credential itself belongs to, or null.</summary>
    string? Project { get; }

    /// <summary>The project that the credential's file wants the quota to be paid by, or null.</summary>
    string? QuotaProject { get; }

    /// <summary>Asks for a new token.</summary>
    /// <exception cref="CredentialException">None is to be had.</exception>
    Task<AccessToken> FetchAsync(CancellationToken cancellationToken);
}

/// <summary>An access token, and when it ends.</summary>
/// <param name="value">The token.</param>
/// <param name="lifetime">How long it is good for; null where that is not said.</param>
public sealed class AccessToken(string value, TimeSpan? lifetime)
{
    /// <summary>How long it is good for.</summary>
    public TimeSpan? Lifetime => lifetime;

    internal string Value { get; } = Secret.Checked(value, "access token");
}
