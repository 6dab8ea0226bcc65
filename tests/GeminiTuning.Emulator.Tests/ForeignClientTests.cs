using System.Diagnostics;
using GeminiTuning.Testing;

namespace GeminiTuning.Emulator.Tests;

/// <summary>Clients that others wrote, with the emulator's address and nothing else.</summary>
public sealed class ForeignClientTests : IAsyncLifetime
{
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    static readonly string s_clients = Path.Combine(Repository.Root, "tests", "clients");

    readonly Service _service = Service.Start(new TuningEmulatorOptions { TuningDuration = TimeSpan.FromMilliseconds(200) });

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [SkippableFact]
    public async Task Curl_does_the_tutorials_steps()
    {
        Skip.IfNot(await WorksAsync("curl", "--version") && await WorksAsync("bash", "--version"), "There is no curl or no bash.");
        await RunAsync("bash", "tutorial.sh", _service.Emulator.Endpoint.ToString());
    }

    [SkippableFact]
    public async Task Python_requests_does_the_tutorials_steps()
    {
        var python = await PythonAsync();
        Skip.If(python is null, "There is no Python with the package requests.");
        await RunAsync(python!, "tutorial.py", _service.Emulator.Endpoint.ToString());
    }

    [SkippableFact]
    public async Task Googles_generated_JavaScript_client_tunes_waits_shares_and_asks()
    {
        await SkipWithoutAsync("@google-ai/generativelanguage");
        await RunAsync("node", "generativelanguage.mjs", _service.Emulator.Endpoint.ToString());
    }

    [SkippableFact]
    public async Task Googles_current_JavaScript_SDK_asks_and_lists()
    {
        await SkipWithoutAsync("@google/genai");
        var model = await _service.TuneAsync();
        await RunAsync("node", "genai.mjs", _service.Emulator.Endpoint.ToString(), model, "twenty two", "twenty three");
    }

    [SkippableFact]
    public async Task Googles_current_JavaScript_SDK_tunes_on_Vertex_AI_and_asks_the_endpoint()
    {
        await SkipWithoutAsync("@google/genai");
        await RunAsync("node", "vertex.mjs", _service.Emulator.Endpoint.ToString());
    }

    [SkippableFact]
    public async Task Googles_JavaScript_client_of_Cloud_Storage_uploads_and_downloads()
    {
        await SkipWithoutAsync("@google-cloud/storage");
        await RunAsync("node", "storage.mjs", _service.Emulator.Endpoint.ToString());
    }

    static async Task SkipWithoutAsync(string package)
    {
        Skip.IfNot(await WorksAsync("node", "--version"), "There is no node.");
        Skip.IfNot(Directory.Exists(Path.Combine(s_clients, "node_modules", package)), "Run: npm ci --prefix tests/clients");
    }

    static async Task<string?> PythonAsync()
    {
        foreach (var python in new[] { "python3", "/usr/bin/python3" })
        {
            if (await WorksAsync(python, "-c", "import requests"))
                return python;
        }

        return null;
    }

    static async Task<bool> WorksAsync(string program, params string[] arguments)
    {
        try
        {
            return (await StartAsync(program, arguments)).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    static async Task RunAsync(string program, params string[] arguments)
    {
        var (exitCode, output) = await StartAsync(program, arguments);
        Assert.True(exitCode == 0, output);
        Assert.EndsWith("ok", output.TrimEnd(), StringComparison.Ordinal);
    }

    static async Task<(int ExitCode, string Output)> StartAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = s_clients,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_PROXY"] = start.Environment["no_proxy"] = "*";

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await errors + output);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
