namespace GeminiTuning;

/// <summary>A sign-in in the browser, by an application's client secret (OAuth for installed applications, with PKCE).</summary>
public interface IBrowserSignIn
{
    /// <summary>Begins one; nothing is sent.</summary>
    /// <param name="redirect">The address on this computer that the browser is to end on.</param>
    SignInRequest Begin(Uri redirect);

    /// <summary>Makes of the browser's answer what is kept.</summary>
    /// <param name="request">What was begun.</param>
    /// <param name="code">The code that the browser brought.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="CredentialException">The code is refused, or a scope was not granted.</exception>
    Task<SignedIn> FinishAsync(SignInRequest request, string code, CancellationToken cancellationToken);
}

/// <summary>A sign-in that was begun.</summary>
/// <param name="address">What is opened in the browser.</param>
/// <param name="redirect">Where the browser ends.</param>
/// <param name="state">What the browser must bring back.</param>
/// <param name="verifier">What proves that the one who begins and the one who finishes are the same.</param>
public sealed class SignInRequest(Uri address, Uri redirect, string state, string verifier)
{
    /// <summary>What is opened in the browser.</summary>
    public Uri Address => address;

    /// <summary>Where the browser ends.</summary>
    public Uri Redirect => redirect;

    internal string State => state;

    internal string Verifier => verifier;
}

/// <summary>What a sign-in leaves: Google's JSON of an authorized user, to be kept where only its owner reads it.</summary>
/// <param name="clientId">The application.</param>
/// <param name="json">The JSON.</param>
public sealed class SignedIn(string clientId, string json)
{
    internal string ClientId => clientId;

    internal string Json => json;
}
