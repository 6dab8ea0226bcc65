using System.Net;
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using GeminiTuning.Adapters;

namespace GeminiTuning.Tests;

/// <summary>The sign-in in the browser, from its first address to the next session.</summary>
public sealed class BrowserSignInTests : IDisposable
{
    static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    readonly GoogleServer _google = new();
    readonly SignInFolder _folder = new();
    readonly HttpClient _browser = new();

    public void Dispose()
    {
        _browser.Dispose();
        _google.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_person_signs_in_once_and_the_next_session_needs_no_browser()
    {
        Task<string>? page = null;
        var signedIn = await RunAsync(address => page = _browser.GetStringAsync(address));
        Assert.Contains("You can close this page", await page!, StringComparison.Ordinal);

        var store = new SignInStore(_folder.Path("sign-ins"));
        var saved = store.Save(signedIn);
        var found = new SignInStore(_folder.Path("sign-ins")).Find(ClientSecret)!;
        var credential = new TokenCredential(new AdapterFactory().CreateTokenSource(found, new TokenSourceOptions()));
        await credential.FetchAsync(CancellationToken.None);

        Assert.Equal(GoogleFiles.User, credential.Owner);
        Assert.True(found.HasScopes(GoogleScopes.All));
        Assert.Equal([saved.Path], store.Files());
        SignInStore.Remove(saved.Path);
        Assert.Empty(store.Files());
        Assert.Null(store.Find(ClientSecret));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task What_is_kept_is_its_owners_alone_at_every_moment()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access rules instead of modes.");
        var folder = _folder.Path("sign-ins");
        Directory.CreateDirectory(folder, (UnixFileMode)0b111_111_111);
        var store = new SignInStore(folder);
        var seen = new List<UnixFileMode>();
        using var watcher = new FileSystemWatcher(folder);
        watcher.Created += (_, change) =>
        {
            if (File.Exists(change.FullPath))
                lock (seen)
                    seen.Add(File.GetUnixFileMode(change.FullPath));
        };
        watcher.EnableRaisingEvents = true;
        var saved = store.Save(await RunAsync(address => _browser.GetStringAsync(address)));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(saved.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.Single(Directory.GetFiles(folder));
        lock (seen)
            Assert.All(seen, mode => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [SupportedOSPlatform("windows")]
    public async Task What_is_kept_is_its_owners_alone_on_windows(bool isThereBefore)
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Only Windows has access rules.");
        var folder = new DirectoryInfo(_folder.Path("sign-ins"));
        if (isThereBefore)
            folder.Create();
        var saved = new SignInStore(folder.FullName).Save(await RunAsync(address => _browser.GetStringAsync(address)));

        using var user = WindowsIdentity.GetCurrent();
        Assert.True(folder.GetAccessControl().AreAccessRulesProtected);
        foreach (var rules in new[] { Rules(folder.GetAccessControl()), Rules(new FileInfo(saved.Path).GetAccessControl()) })
            Assert.Equal([(user.User!.Value, AccessControlType.Allow)], rules);

        static IEnumerable<(string, AccessControlType)> Rules(FileSystemSecurity security) =>
            security.GetAccessRules(true, true, typeof(SecurityIdentifier)).Cast<FileSystemAccessRule>().Select(rule => (rule.IdentityReference.Value, rule.AccessControlType));
    }

    [Fact]
    public async Task A_sign_in_that_another_program_has_open_is_named_where_it_cannot_be_removed()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Only Windows keeps an open file from being removed.");
        var store = new SignInStore(_folder.Path("sign-ins"));
        var saved = store.Save(await RunAsync(address => _browser.GetStringAsync(address)));
        using (File.Open(saved.Path, FileMode.Open, FileAccess.Read, FileShare.None))
            Assert.Contains(saved.Path, Assert.Throws<TuningFileException>(() => SignInStore.Remove(saved.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_with_another_state_is_turned_away_and_the_wait_goes_on()
    {
        HttpStatusCode? forged = null;
        await RunAsync(address => _ = Task.Run(async () =>
        {
            var redirect = System.Web.HttpUtility.ParseQueryString(address.Query)["redirect_uri"];
            using var answer = await _browser.GetAsync(new Uri($"{redirect}?state=another&code=stolen"));
            forged = answer.StatusCode;
            await _browser.GetStringAsync(address);
        }));

        Assert.Equal(HttpStatusCode.BadRequest, forged);
        Assert.DoesNotContain(_google.Requests, request => request.Body.Contains("stolen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_person_who_refuses_is_believed()
    {
        _google.Denies = true;
        var fault = await Assert.ThrowsAsync<CredentialException>(() => RunAsync(address => _browser.GetStringAsync(address)));

        Assert.Equal(CredentialErrorKind.SignIn, fault.Kind);
        Assert.Contains("access_denied", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, _google.TokenRequests);
    }

    [Fact]
    public async Task A_scope_that_was_not_ticked_is_named()
    {
        _google.GrantsOnly = "openid email https://www.googleapis.com/auth/cloud-platform";
        var fault = await Assert.ThrowsAsync<CredentialException>(() => RunAsync(address => _browser.GetStringAsync(address)));

        Assert.Contains($"required permissions are missing: {GoogleScopes.Tuning}.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_is_used_by_another_than_who_began_is_refused()
    {
        var signIn = new AdapterFactory().CreateSignIn(ClientSecret, new TokenSourceOptions());
        var (mine, other) = (signIn.Begin(new Uri("http://127.0.0.1:9/")), signIn.Begin(new Uri("http://127.0.0.1:9/")));
        var code = SignInAnswer.Code(mine, await RedirectAsync(mine.Address))!;
        var fault = await Assert.ThrowsAsync<CredentialException>(() => signIn.FinishAsync(other, code, CancellationToken.None));

        Assert.Contains("Invalid code verifier", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_browser_the_address_that_it_ended_on_is_brought_back()
    {
        var signIn = new AdapterFactory().CreateSignIn(ClientSecret, new TokenSourceOptions());
        var signedIn = await BrowserFlow.AskAsync(signIn, address => $" {RedirectAsync(address).GetAwaiter().GetResult()}\n", CancellationToken.None);

        Assert.Contains(_google.Files.RefreshToken.Replace("/", "\\/", StringComparison.Ordinal), signedIn.Json.Replace("/", "\\/", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("4/the-code-alone")]
    [InlineData("http://127.0.0.1:9/?code=4/x&state=of-another-sign-in")]
    [InlineData("https://accounts.google.com/o/oauth2/v2/auth?client_id=x")]
    public async Task What_is_not_the_answer_to_this_sign_in_is_not_taken(string answer)
    {
        var signIn = new AdapterFactory().CreateSignIn(ClientSecret, new TokenSourceOptions());
        var fault = await Assert.ThrowsAsync<CredentialException>(() => BrowserFlow.AskAsync(signIn, _ => answer, CancellationToken.None));

        Assert.Equal(CredentialErrorKind.SignIn, fault.Kind);
        Assert.Empty(_google.Requests);
    }

    [Fact]
    public async Task Nobody_is_waited_for_longer_than_the_limit()
    {
        var clock = new ManualTimeProvider();
        var fault = await Assert.ThrowsAsync<CredentialException>(() =>
            BrowserFlow.RunAsync(SignIn, _ => clock.Advance(s_limit), s_limit, clock, CancellationToken.None));

        Assert.Contains("Nobody signed in within 30 s", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_stops_the_command_stops_the_wait()
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            BrowserFlow.RunAsync(SignIn, _ => stop.Cancel(), s_limit, TimeProvider.System, stop.Token));
    }

    CredentialFile ClientSecret => _folder.ClientSecret(_google.Files.ClientSecretFile());

    IBrowserSignIn SignIn => new AdapterFactory().CreateSignIn(ClientSecret, new TokenSourceOptions());

    Task<SignedIn> RunAsync(Action<Uri> open) => BrowserFlow.RunAsync(SignIn, open, s_limit, TimeProvider.System, CancellationToken.None);

    // Where the browser would end, on a machine where nothing listens there.
    static async Task<Uri> RedirectAsync(Uri address)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await browser.GetAsync(address);
        return answer.Headers.Location!;
    }
}
