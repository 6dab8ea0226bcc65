using System.Net;
using System.Net.Sockets;

namespace GeminiTuning;

/// <summary>Takes a person through the sign-in.</summary>
public static class BrowserFlow
{
    /// <summary>In a browser on this computer.</summary>
    /// <param name="signIn">The application's sign-in.</param>
    /// <param name="open">Opens the address.</param>
    /// <param name="limit">How long the person may take.</param>
    /// <param name="clock">The clock of that limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CredentialException">Nobody signed in.</exception>
    public static async Task<SignedIn> RunAsync(IBrowserSignIn signIn, Action<Uri> open, TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var listener = new RedirectListener();
        var request = signIn.Begin(listener.Redirect);
        using var late = new CancellationTokenSource(limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        open(request.Address);
        try
        {
            var code = await listener.WaitAsync(request, both.Token).ConfigureAwait(false);
            return await signIn.FinishAsync(request, code, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CredentialException(CredentialErrorKind.SignIn, Messages.NobodySignedIn(limit));
        }
    }

    /// <summary>In a browser on any machine: the person brings back the address that the browser ended on.</summary>
    /// <param name="signIn">The application's sign-in.</param>
    /// <param name="ask">Shows the address to open, and gives the one that the browser ended on.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <inheritdoc cref="RunAsync" path="/exception"/>
    public static Task<SignedIn> AskAsync(IBrowserSignIn signIn, Func<Uri, string?> ask, CancellationToken cancellationToken)
    {
        var request = signIn.Begin(FreeAddress());
        var answer = ask(request.Address)?.Trim();
        var code = Uri.TryCreate(answer, UriKind.Absolute, out var address) ? SignInAnswer.Code(request, address) : null;
        return code is not null
            ? signIn.FinishAsync(request, code, cancellationToken)
            : throw new CredentialException(CredentialErrorKind.SignIn, Messages.NotTheRedirectAddress(request.Redirect));
    }

    // Nothing listens there: the browser shows an error page, and the answer in its address bar.
    static Uri FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
    }
}
