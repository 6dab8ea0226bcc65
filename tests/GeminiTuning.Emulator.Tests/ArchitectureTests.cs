using System.Text.RegularExpressions;
using GeminiTuning.Testing;

namespace GeminiTuning.Emulator.Tests;

/// <summary>The table of folders in docs/emulator-architecture.md says which folder uses which, and the code keeps to it.</summary>
public sealed partial class ArchitectureTests
{
    static readonly string s_source = Path.Combine(Repository.Root, "src", "GeminiTuning.Emulator");

    [Fact]
    public void Each_folder_uses_what_the_page_says()
    {
        var page = Table();
        Assert.Equal(Folders().Order(StringComparer.Ordinal), page.Select(r => r.Folder).Order(StringComparer.Ordinal));
        foreach (var (folder, uses) in page)
            Assert.Equal(uses.Order(StringComparer.Ordinal), UsedBy(folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_folder_uses_one_further_down()
    {
        List<string> above = [];
        foreach (var (folder, uses) in Table())
        {
            Assert.Empty(uses.Except(above));
            above.Add(folder);
        }
    }

    [Fact]
    public void Only_the_public_types_are_public() => Assert.Equal(
        ["EmulatorTraffic", "FaultDescription", "FaultPlan", "MethodTraffic", "TuningEmulator", "TuningEmulatorOptions"],
        typeof(TuningEmulator).Assembly.GetExportedTypes().Select(t => t.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void It_uses_the_base_class_library_alone() => Assert.All(
        typeof(TuningEmulator).Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System", a.Name, StringComparison.Ordinal));

    [Fact]
    public void The_files_that_the_page_names_exist()
    {
        foreach (Match file in NamedFile().Matches(Page()))
            Assert.True(File.Exists(Path.Combine(s_source, file.Groups[1].Value)), file.Value);
    }

    static List<(string Folder, string[] Uses)> Table() =>
        [.. Row().Matches(Page()).Select(m => (m.Groups[1].Value, Named().Matches(m.Groups[2].Value).Select(n => n.Groups[1].Value).ToArray()))];

    static IEnumerable<string> Folders() =>
        Directory.GetDirectories(s_source).Where(d => Directory.GetFiles(d, "*.cs").Length > 0).Select(d => Path.GetFileName(d));

    static IEnumerable<string> UsedBy(string folder) => Directory.GetFiles(Path.Combine(s_source, folder), "*.cs")
        .SelectMany(f => Using().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))
        .Distinct().Except([folder]);

    static string Page() => File.ReadAllText(Path.Combine(Repository.Root, "docs", "emulator-architecture.md"));

    [GeneratedRegex(@"^\| `([A-Z]\w+)` \|[^|]*\|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Z][A-Za-z]+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"GeminiTuning\.Emulator\.([A-Z][A-Za-z]+)\b")]
    private static partial Regex Using();

    [GeneratedRegex(@"`([A-Za-z]+/[A-Za-z]+\.cs)`")]
    private static partial Regex NamedFile();
}
