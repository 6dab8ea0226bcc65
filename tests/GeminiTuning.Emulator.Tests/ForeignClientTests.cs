using GeminiTuning.Testing;

namespace GeminiTuning.Emulator.Tests;

/// <summary>Clients that others wrote, with the emulator's address and nothing else.</summary>
public sealed class ForeignClientTests : IAsyncLifetime
{
    readonly Service _service = Service.Start(new TuningEmulatorOptions { TuningDuration = TimeSpan.FromMilliseconds(200) });

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    /// <summary>Google's JavaScript clients.</summary>
    public static IReadOnlyList<ForeignClient> NodeClients { get; } =
    [
        ForeignClient.Of("@google/genai", "genai.mjs", cases: 13, "Gemini Developer API"),
        ForeignClient.Of("@google/genai", "vertex.mjs", cases: 21, "Vertex AI"),
        ForeignClient.Of("@google-ai/generativelanguage", "generativelanguage.mjs", cases: 14),
        ForeignClient.Of("@google-cloud/aiplatform", "aiplatform.mjs", cases: 18),
        ForeignClient.Of("@google-cloud/storage", "storage.mjs", cases: 19),
    ];

    /// <summary>The clients that run here, and one skipped row for each tool that this computer doesn't have.</summary>
    public static async Task<IReadOnlyList<TheoryDataRow<ForeignClient>>> Clients() =>
    [
        .. Rows(await ForeignTools.FindCurlAsync(), new ForeignClient("curl does the tutorial's steps", "tutorial.sh", "ok")),
        .. Rows(await ForeignTools.FindPythonAsync(), new ForeignClient("Python requests does the tutorial's steps", "tutorial.py", "ok")),
        .. Rows(await ForeignTools.FindNodeAsync(), [.. NodeClients]),
    ];

    [Theory]
    [MemberData(nameof(Clients), DisableDiscoveryEnumeration = true)]
    public async Task A_foreign_client_works_with_the_emulator(ForeignClient client)
    {
        var model = await _service.TuneAsync();
        var address = _service.Emulator.Endpoint.ToString();
        var (exitCode, output) = await ForeignTools.RunAsync(client.Program, client.Script, address, model, "twenty two", "twenty three");
        Assert.True(exitCode == 0, output);
        Assert.EndsWith(client.Ending, output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_protos_of_the_tests_are_those_of_the_newest_clients()
    {
        var tool = await ForeignTools.FindNodeAsync();
        Assert.SkipWhen(tool.Program is null, tool.Advice);
        var (exitCode, output) = await ForeignTools.RunAsync(tool.Program!, "protos.mjs");
        Assert.True(exitCode == 0, output);
        var path = Path.Combine(Repository.Root, "tests", "Shared", "protos.txt");
        var written = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(written.ReplaceLineEndings("\n"), output.ReplaceLineEndings("\n"));
    }

    static IEnumerable<TheoryDataRow<ForeignClient>> Rows(ForeignTool tool, params ForeignClient[] clients)
    {
        if (tool.Program is { } program)
            return clients.Select(client => new TheoryDataRow<ForeignClient>(client with { Program = program }));
        var tests = clients.Length == 1 ? "1 test was" : $"{clients.Length} tests were";
        var reason = $"{tests} skipped: {tool.Advice}";
        return [new TheoryDataRow<ForeignClient>(new ForeignClient(reason, "", "none")) { Skip = reason }];
    }
}
