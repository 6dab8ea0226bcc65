using Microsoft.Playwright;

namespace GeminiTuning.BrowserTests;

/// <summary>A headless Chromium or Chrome of this computer; none if there is none.</summary>
public sealed class Browser : IAsyncLifetime
{
    // Nothing leaves this computer, and nothing waits for it.
    static readonly string[] s_arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-quic", "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND",
    ];

    static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    IPlaywright? _playwright;
    IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = Find() is { } path ? await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = s_arguments }) : await InstalledAsync(_playwright);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens a file in a window of its own.</summary>
    public async Task<OpenPage> OpenAsync(string path, int width, ColorScheme scheme = ColorScheme.Light)
    {
        Assert.SkipWhen(_browser is null, "Needs Chromium or Chrome on the path, for example from \"apt-get install chromium\".");
        var page = await _browser!.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme });
        return await OpenPage.OpenAsync(page, new Uri(path));
    }

    static string? Find() => (
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        from name in s_names
        let path = Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)
        where File.Exists(path)
        select path).FirstOrDefault();

    // On Windows and macOS, browsers aren't on the path.
    static async Task<IBrowser?> InstalledAsync(IPlaywright playwright)
    {
        foreach (var channel in (string[])["chrome", "msedge"])
        {
            try
            {
                return await playwright.Chromium.LaunchAsync(new() { Channel = channel, Args = s_arguments });
            }
            catch (PlaywrightException)
            {
                // It isn't installed.
            }
        }
        return null;
    }
}

/// <summary>An open page, with what it has asked for and complained about.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    readonly List<string> _requests = [];
    readonly List<string> _complaints = [];

    OpenPage(IPage page) => Page = page;

    public IPage Page { get; }

    public IReadOnlyList<string> Requests => _requests;

    public IReadOnlyList<string> Complaints => _complaints;

    internal static async Task<OpenPage> OpenAsync(IPage page, Uri address)
    {
        var open = new OpenPage(page);
        page.Request += (_, request) => open._requests.Add(request.Url);
        page.Console += (_, message) => open._complaints.Add(message.Text);
        page.PageError += (_, error) => open._complaints.Add(error);
        page.Dialog += (_, dialog) => open._complaints.Add(dialog.Message);
        await page.GotoAsync(address.AbsoluteUri, new() { WaitUntil = WaitUntilState.NetworkIdle });
        return open;
    }

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
