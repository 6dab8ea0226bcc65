namespace GeminiTuning.Emulator.Tests;

/// <summary>Clients that others wrote, with the emulator's address and nothing else.</summary>
public sealed class ForeignClientTests : IAsyncLifetime
{
    readonly Service _service = Service.Start(new TuningEmulatorOptions { TuningDuration = TimeSpan.FromMilliseconds(200) });

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    /// <summary>The clients that run here, and one skipped row for each tool that this computer doesn't have.</summary>
    public static async Task<IReadOnlyList<TheoryDataRow<ForeignClient>>> Clients() =>
    [
        .. Rows(await ForeignTools.FindCurlAsync(), new ForeignClient("curl does the tutorial's steps", "tutorial.sh")),
        .. Rows(await ForeignTools.FindPythonAsync(), new ForeignClient("Python requests does the tutorial's steps", "tutorial.py")),
        .. Rows(
            await ForeignTools.FindNodeAsync(),
            new ForeignClient("Google's generated JavaScript client tunes, waits, shares and asks", "generativelanguage.mjs"),
            new ForeignClient("Google's current JavaScript SDK asks and lists", "genai.mjs"),
            new ForeignClient("Google's current JavaScript SDK tunes on Vertex AI and asks the endpoint", "vertex.mjs"),
            new ForeignClient("Google's JavaScript client of Cloud Storage uploads and downloads", "storage.mjs")),
    ];

    [Theory]
    [MemberData(nameof(Clients), DisableDiscoveryEnumeration = true)]
    public async Task A_foreign_client_works_with_the_emulator(ForeignClient client)
    {
        var model = await _service.TuneAsync();
        var address = _service.Emulator.Endpoint.ToString();
        var (exitCode, output) = await ForeignTools.RunAsync(client.Program, client.Script, address, model, "twenty two", "twenty three");
        Assert.True(exitCode == 0, output);
        Assert.EndsWith("ok", output.TrimEnd(), StringComparison.Ordinal);
    }

    static IEnumerable<TheoryDataRow<ForeignClient>> Rows(ForeignTool tool, params ForeignClient[] clients)
    {
        if (tool.Program is { } program)
            return clients.Select(client => new TheoryDataRow<ForeignClient>(client with { Program = program }));
        var tests = clients.Length == 1 ? "1 test was" : $"{clients.Length} tests were";
        var reason = $"{tests} skipped: {tool.Advice}";
        return [new TheoryDataRow<ForeignClient>(new ForeignClient(reason, "")) { Skip = reason }];
    }
}
