using System.Management.Automation.Host;

namespace GeminiTuning.Session;

/// <summary>The sign-in with an application's client secret: the one that is stored, else one in the browser.</summary>
/// <param name="host">Whom to show the address to, and to ask.</param>
/// <param name="tell">Tells the person something.</param>
sealed class SignIn(PSHost host, Action<string> tell)
{
    readonly SignInStore _store = new(EnvironmentSettings.Current.SignInFolder);

    /// <summary>The credential.</summary>
    /// <param name="clientSecret">The application.</param>
    /// <param name="choice">What is said about the credential.</param>
    /// <param name="noBrowser">Whether this machine has no browser.</param>
    /// <param name="limit">How long the person may take.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CredentialException">Nobody signed in.</exception>
    public async Task<TokenCredential> RunAsync(CredentialFile clientSecret, CredentialChoice choice, bool noBrowser, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (await StoredAsync(clientSecret, choice, cancellationToken) is { } stored)
            return stored;
        var signIn = Adapters.Factory.CreateSignIn(clientSecret, Credentials.Options(choice));
        var signedIn = noBrowser
            ? await BrowserFlow.AskAsync(signIn, Ask, cancellationToken)
            : await BrowserFlow.RunAsync(signIn, Open, limit, TimeProvider.System, cancellationToken);
        return Credentials.FromFile(_store.Save(signedIn), choice);
    }

    // A sign-in that has ended, or that was made for fewer scopes, is made anew.
    async Task<TokenCredential?> StoredAsync(CredentialFile clientSecret, CredentialChoice choice, CancellationToken cancellationToken)
    {
        if (_store.Find(clientSecret) is not { } stored || !stored.HasScopes(GoogleScopes.All))
            return null;
        var credential = Credentials.FromFile(stored, choice);
        try
        {
            await credential.FetchAsync(cancellationToken);
        }
        catch (CredentialException fault) when (fault.Kind == CredentialErrorKind.Expired)
        {
            return null;
        }
        catch (CredentialException fault) when (fault.Kind == CredentialErrorKind.Unavailable)
        {
            // The network may be back when the first command needs it.
        }
        return credential;
    }

    void Open(Uri address)
    {
        tell(Messages.OpenedInBrowser(address.AbsoluteUri));
        if (!Browser.TryOpen(address))
            tell(Messages.NoBrowserFound);
    }

    string? Ask(Uri address)
    {
        if (!Interactive.IsPossible)
            throw Interactive.Refused();
        tell(Messages.OpenInBrowser(address.AbsoluteUri));
        tell(Messages.PasteAddress);
        return Interactive.ReadLine(host);
    }
}
