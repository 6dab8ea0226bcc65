using System.Management.Automation.Host;

namespace GeminiTuning.Session;

/// <summary>The sign-in with an application's client secret: the one that is stored, else one in the browser.</summary>
/// <param name="plan">The connection that it is for.</param>
/// <param name="host">Whom to show the address to, and to ask.</param>
/// <param name="tell">Tells the person something.</param>
sealed class SignIn(ConnectionPlan plan, PSHost host, Action<string> tell)
{
    readonly SignInStore _store = new(EnvironmentSettings.Current.SignInFolder);

    /// <summary>The credential.</summary>
    /// <param name="clientSecret">The application.</param>
    /// <param name="noBrowser">Whether this computer has no browser.</param>
    /// <param name="limit">How long the person may take.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CredentialException">Nobody signed in.</exception>
    public async Task<TokenCredential> RunAsync(CredentialFile clientSecret, bool noBrowser, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (await StoredAsync(clientSecret, cancellationToken) is { } stored)
            return stored;
        var signIn = Adapters.Factory.CreateSignIn(clientSecret, plan.TokenOptions);
        var signedIn = noBrowser
            ? await BrowserFlow.AskAsync(signIn, Ask, cancellationToken)
            : await BrowserFlow.RunAsync(signIn, Open, limit, TimeProvider.System, cancellationToken);
        return plan.CreateCredential(Adapters.Factory, _store.Save(signedIn));
    }

    // A sign-in that has ended, or that was made for fewer scopes, is made anew.
    async Task<TokenCredential?> StoredAsync(CredentialFile clientSecret, CancellationToken cancellationToken)
    {
        if (_store.Find(clientSecret) is not { } stored || !stored.HasScopes(GoogleScopes.All))
            return null;
        var credential = plan.CreateCredential(Adapters.Factory, stored);
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
        // With -NonInteractive, PowerShell asks nobody.
        if (Environment.GetCommandLineArgs().Skip(1).Any(argument => argument.Length >= 5 && "-NonInteractive".StartsWith(argument, StringComparison.OrdinalIgnoreCase)))
            throw NobodyToAsk();
        tell(Messages.OpenInBrowser(address.AbsoluteUri));
        tell(Messages.PasteAddress);
        try
        {
            return host.UI.ReadLine() ?? throw NobodyToAsk();
        }
        catch (Exception fault) when (fault is HostException or InvalidOperationException or NotImplementedException or NotSupportedException)
        {
            throw NobodyToAsk();
        }
    }

    static CredentialException NobodyToAsk() => new(CredentialErrorKind.SignIn, Messages.SignInAsksPerson);
}
