using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GeminiTuning.Emulator.Tests;

/// <summary>A real browser opens a page of another origin that tries to use the emulator.</summary>
public sealed class BrowserTests : IAsyncLifetime
{
    static readonly string[] s_browsers = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    static readonly TimeSpan s_limit = TimeSpan.FromMinutes(1);

    readonly Service _service = Service.Start();
    readonly string _profile = Directory.CreateTempSubdirectory("browser-").FullName;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        Directory.Delete(_profile, recursive: true);
    }

    [Fact]
    public async Task A_page_of_another_origin_creates_deletes_plants_and_reads_nothing()
    {
        await _service.TuneAsync(id: "mine");
        var text = await OpenAsync($$"""
            <body><p id="result">not run</p><script>
            const emulator = '{{_service.Emulator.Endpoint}}';
            const post = (path, body) => fetch(emulator + path, { method: 'POST', mode: 'no-cors', body });
            const attempts = {
              create: () => post('v1beta/tunedModels?tunedModelId=planted', {{Js(Service.Tuning().ToJsonString())}}),
              transfer: () => post('v1beta/tunedModels/mine:transferOwnership', '{"emailAddress": "evil@evil.example"}'),
              upload: () => post('upload/storage/v1/b/my-bucket/o?uploadType=media&name=x.html', '<p>planted</p>'),
              beacon: async () => { navigator.sendBeacon(emulator + 'upload/storage/v1/b/my-bucket/o?uploadType=media&name=beacon', 'planted'); },
              remove: () => fetch(emulator + 'v1beta/tunedModels/mine', { method: 'DELETE' }),
              read: async () => (await fetch(emulator + 'v1beta/tunedModels')).text(),
              image: () => new Promise((_, no) => { const i = new Image(); i.onload = i.onerror = no; i.src = emulator + 'v1beta/tunedModels'; }),
              form: () => new Promise(done => {
                const frame = Object.assign(document.createElement('iframe'), { name: 'target', onload: done });
                const form = Object.assign(document.createElement('form'), { method: 'POST', enctype: 'text/plain', target: 'target' });
                form.action = emulator + 'v1beta/tunedModels/mine:transferOwnership';
                form.append(Object.assign(document.createElement('input'), { name: '{"emailAddress": "evil@evil.example", "x', value: '": 1}' }));
                document.body.append(frame, form);
                form.submit();
              }),
            };
            (async () => {
              const read = [];
              for (const [name, attempt] of Object.entries(attempts)) {
                const answer = await attempt().catch(() => null);
                if (typeof answer === 'string' || (answer && answer.type !== 'opaque' && answer.ok)) read.push(name);
              }
              document.getElementById('result').textContent = 'read: ' + read.join(' ');
            })();
            </script></body>
            """);
        Assert.Contains("read: <", text, StringComparison.Ordinal);
        Assert.True(_service.Emulator.Traffic.Requests > 5, "The browser has sent its requests.");
        Assert.Equal(404, (await _service.GetAsync("v1beta/tunedModels/planted")).Status);
        var (_, permissions) = await _service.GetAsync("v1beta/tunedModels/mine/permissions");
        Assert.Equal("you@emulator.invalid", (string)Assert.Single(permissions["permissions"]!.AsArray())!["emailAddress"]!);
        Assert.Null((await _service.GetAsync("storage/v1/b/my-bucket/o")).Json["items"]);
    }

    [Fact]
    public async Task A_stored_page_runs_no_script_on_the_emulators_origin()
    {
        const string page = "<p>shown</p><script>fetch('/v1beta/tunedModels/mine', { method: 'DELETE' }); document.body.append('script ran');</script>";
        await _service.TuneAsync(id: "mine");
        using var content = new StringContent(page, Encoding.UTF8, "text/html");
        using var client = new HttpClient { BaseAddress = _service.Emulator.Endpoint };
        (await client.PostAsync(new Uri("upload/storage/v1/b/my-bucket/o?uploadType=media&name=x.html", UriKind.Relative), content)).Dispose();

        var text = await BrowseAsync($"{_service.Emulator.Endpoint}download/storage/v1/b/my-bucket/o/x.html?alt=media");
        Assert.Contains("shown", text, StringComparison.Ordinal);
        Assert.DoesNotContain("script ran</", text[text.LastIndexOf("</script>", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Equal(200, (await _service.GetAsync("v1beta/tunedModels/mine")).Status);
    }

    static string Js(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    /// <summary>Serves a page on a port of its own, opens it, and gives what is shown in the end.</summary>
    async Task<string> OpenAsync(string page)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = new CancellationTokenSource();
        var serving = ServeAsync(listener, page, stop.Token);
        var text = await BrowseAsync($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        await stop.CancelAsync();
        await serving;
        return text;
    }

    static async Task ServeAsync(TcpListener listener, string page, CancellationToken cancellationToken)
    {
        var answer = Encoding.UTF8.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(page)}\r\nConnection: close\r\n\r\n{page}");
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                using var client = await listener.AcceptTcpClientAsync(cancellationToken);
                _ = await client.GetStream().ReadAsync(new byte[4096], cancellationToken);
                await client.GetStream().WriteAsync(answer, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The browser has ended.
        }
    }

    async Task<string> BrowseAsync(string address)
    {
        foreach (var browser in s_browsers)
        {
            try
            {
                return await BrowseAsync(browser, address);
            }
            catch (Win32Exception)
            {
                // It isn't installed.
            }
        }

        Assert.Skip("Needs Chromium or Chrome on the path, for example from \"apt-get install chromium\".");
        return "";
    }

    async Task<string> BrowseAsync(string browser, string address)
    {
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--no-proxy-server", $"--user-data-dir={_profile}",
            // Nothing leaves this computer.
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
            // Waits for what the page has begun.
            "--virtual-time-budget=10000", "--dump-dom", address,
        ];
        using var process = Process.Start(new ProcessStartInfo(browser, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var limit = new CancellationTokenSource(s_limit);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var text = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.True(text.Length > 0, await errors);
            return text;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
