using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GeminiTuning.Emulator.Tests.Storage;
using GeminiTuning.Testing;

namespace GeminiTuning.Emulator.Tests;

/// <summary>The table of clients in docs/emulator.md has the versions and the numbers of cases of the tests.</summary>
public sealed partial class ClientTableTests
{
    static readonly string[] s_rows = [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "emulator.md")).Where(l => RowRule().IsMatch(l))];

    [Fact]
    public void Each_script_is_in_the_table_with_its_version_and_cases()
    {
        var versions = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "clients", "package.json")))!["dependencies"]!;
        Assert.All(ForeignClientTests.NodeClients, client =>
        {
            var row = Assert.Single(s_rows, r => r.StartsWith($"| `{client.Package}` (npm){(client.Service.Length > 0 ? $", {client.Service}" : "")} |", StringComparison.Ordinal));
            Assert.EndsWith($"| {versions[client.Package]} | {client.Ending.Replace(" cases", "", StringComparison.Ordinal)} |", row, StringComparison.Ordinal);
        });
        Assert.Equal(ForeignClientTests.NodeClients.Count + 1, s_rows.Length);
    }

    [Fact]
    public void The_NET_client_is_in_the_table_with_its_version_and_cases()
    {
        var cases = typeof(DotNetClientTests).GetMethods().Sum(m =>
            m.GetCustomAttribute<TheoryAttribute>() is not null ? m.GetCustomAttributes<InlineDataAttribute>().Count()
            : m.GetCustomAttribute<FactAttribute>() is not null ? 1 : 0);
        var version = typeof(Google.Cloud.Storage.V1.StorageClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        Assert.Contains($"| `Google.Cloud.Storage.V1` (NuGet) | {version} | {cases} |", s_rows);
    }

    [GeneratedRegex(@"^\| `[^`]+` \((npm|NuGet)\)")]
    private static partial Regex RowRule();
}
