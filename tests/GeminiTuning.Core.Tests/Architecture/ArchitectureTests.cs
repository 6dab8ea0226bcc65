using System.Text.RegularExpressions;
using GeminiTuning.Testing;

namespace GeminiTuning.Tests.Architecture;

/// <summary>What docs/architecture.md says of folders and files is so.</summary>
public sealed partial class ArchitectureTests
{
    static readonly string s_page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md")).ReplaceLineEndings("\n");

    static readonly string[] s_roots = ["", "src/", "src/GeminiTuning/", "src/GeminiTuning.Core/", "src/GeminiTuning.Emulator/", "src/GeminiTuning."];

    [Theory]
    [InlineData("GeminiTuning.Core", "Folders of the library")]
    [InlineData("GeminiTuning", "Folders of the cmdlets")]
    public void A_folder_uses_only_the_folders_that_the_page_names(string project, string section)
    {
        var table = Table(section);
        var allowed = table.ToDictionary(row => Quoted(row[0]).Single(), row => Quoted(row[2]).ToHashSet());
        var folders = new SourceFolders(project);

        Assert.Equal(folders.Folders.Order(), allowed.Keys.Order());
        Assert.Empty(folders.Uses().Where(use => !allowed[use.From].Contains(use.To)).Select(use => $"{use.From} uses {use.To} ({use.What})"));
    }

    [Theory]
    [InlineData("Folders of the library")]
    [InlineData("Folders of the cmdlets")]
    public void No_arrow_turns_back(string section)
    {
        var above = new HashSet<string>();
        foreach (var row in Table(section))
        {
            Assert.Empty(Quoted(row[2]).Except(above));
            above.Add(Quoted(row[0]).Single());
        }
    }

    [Fact]
    public void A_use_that_turns_back_is_found()
    {
        // The test would pass without reading anything; so it is shown what it must see.
        var uses = new SourceFolders("GeminiTuning.Core").Uses().Select(use => (use.From, use.To)).ToHashSet();

        Assert.Contains(("Vertex", "Http"), uses);
        Assert.Contains(("GeminiApi", "Wire"), uses);
        Assert.Contains(("Connections", "Vertex"), uses);
    }

    [Theory]
    [InlineData("GeminiTuning.Core")]
    [InlineData("GeminiTuning")]
    public void No_base_class_has_a_single_subclass(string project) =>
        Assert.Empty(new SourceFolders(project).Bases().Where(type => type.Value == 1).Select(type => type.Key));

    [Fact]
    public void No_cmdlet_and_no_completer_asks_which_service_is_connected()
    {
        string[] folders = ["Commands", "Completion", "Pipeline", "Binding"];
        var found =
            from folder in folders
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "GeminiTuning", folder), "*.cs", SearchOption.AllDirectories)
            where Path.GetFileName(file) != "ConnectGeminiTuningCommand.cs"
            from use in ServiceAsked().Matches(File.ReadAllText(file))
            select $"{Path.GetFileName(file)}: {use.Value}";
        Assert.Empty(found);
    }

    [Fact]
    public void The_files_that_the_page_names_are_there()
    {
        var missing = from path in Quoted(s_page) where IsPath(path) && Find(path) is null select path;
        Assert.Empty(missing);
    }

    [Fact]
    public void The_methods_on_the_way_of_a_row_are_in_the_files_that_the_page_names()
    {
        var steps = Step().Matches(Section("The path of a row")).Select(match => (File: match.Groups[1].Value, Method: match.Groups[2].Value)).ToList();

        Assert.NotEmpty(steps);
        var missing = from step in steps where !Regex.IsMatch(File.ReadAllText(Find(step.File)!), $@"[\w>?\])] {step.Method}(<\w+>)?\(") select step;
        Assert.Empty(missing);
    }

    static IEnumerable<string[]> Table(string section) => Section(section).Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Trim('|', ' ').Split('|') is var cells && cells.Length < 3 ? [.. cells, ""] : cells);

    static string Section(string title)
    {
        var start = s_page.IndexOf($"\n## {title}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"The page has no section '{title}'.");
        var end = s_page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return s_page[start..(end < 0 ? s_page.Length : end)];
    }

    static IEnumerable<string> Quoted(string text) => Code().Matches(text).Select(match => match.Groups[1].Value);

    // No pattern, no command and no output.
    static bool IsPath(string text) => PathText().IsMatch(text);

    // From the repository, from src, from a project that goes without saying, or from one that is called by its last name.
    static string? Find(string path) => s_roots.Select(root => Path.Combine(Repository.Root, root + path.TrimEnd('/'))).FirstOrDefault(Path.Exists);

    [GeneratedRegex(@"`([^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\A(?!/|\./|out/)[\w.-]+(?:/[\w.-]+)+/?\z|\A\w+/\z")]
    private static partial Regex PathText();

    [GeneratedRegex(@"`(\S+\.cs)` `(\w+)`")]
    private static partial Regex Step();

    [GeneratedRegex(@"\b(?:is|as)(?: not)? I(?:Vertex|GeminiApi)Service\b|\(I(?:Vertex|GeminiApi)Service\)|\bIsVertex\b|\.Kind ==|\b(?:Vertex|GeminiApi)Options\b")]
    private static partial Regex ServiceAsked();
}
