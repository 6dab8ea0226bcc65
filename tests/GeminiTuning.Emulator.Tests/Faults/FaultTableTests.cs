using GeminiTuning.Emulator.Faults;
using GeminiTuning.Testing;

namespace GeminiTuning.Emulator.Tests.Faults;

/// <summary>One table of faults feeds the parser, the command line's help and the documentation.</summary>
public sealed class FaultTableTests
{
    public static TheoryData<string> Texts => new(FaultDescription.All.Select(f => f.Text));

    [Theory]
    [MemberData(nameof(Texts))]
    public void Each_fault_is_read_by_its_own_row_only(string text)
    {
        var (name, detail) = text.Split(':') is [var before, var after] ? (before, after) : (text, null);
        var readers = FaultDescription.All.Where(f => f.Read(name, detail) is not null).ToList();
        if (FaultDescription.All.Single(f => f.Text == text).Members.Count > 0)
            Assert.Empty(readers);
        else
            Assert.Equal((text, text), (Assert.Single(readers).Text, readers[0].Read(name, detail)!.Name));
    }

    [Fact]
    public void Faults_that_stand_for_others_stand_for_faults_of_the_table() =>
        Assert.All(FaultDescription.All.SelectMany(f => f.Members), member => Assert.NotNull(FaultTable.Read(member)));

    [Fact]
    public void Every_kind_of_fault_has_a_row()
    {
        var kinds = FaultDescription.All.Where(f => f.Members.Count == 0).Select(f => FaultTable.Read(f.Text)!.Kind);
        Assert.Equal(Enum.GetValues<FaultKind>(), kinds.Distinct().Order());
    }

    [Fact]
    public void The_emulator_page_has_the_table()
    {
        var rows = FaultDescription.All.Select(f => $"| `{f.Text}` | {f.Effect} | {Executed(f)} |");
        Assert.Contains(string.Join('\n', ["| fault | the client sees | executed |", "|---|---|---|", .. rows, ""]), Page("emulator.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_the_cmdlet_has_every_fault_in_the_same_words()
    {
        var paragraphs = FaultDescription.All.Select(f => Executed(f) is "no" ? $"{f} The request isn't executed." : $"{f}");
        Assert.Contains(string.Join("\n\n", paragraphs), Page("Start-TuningEmulator.md"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_command_lines_help_and_the_error_name_every_fault(string text)
    {
        Assert.True(CommandLine.TryParse(["--help"], out _, out var help));
        Assert.Contains(text, help, StringComparison.Ordinal);
        Assert.All(help.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 120));
        Assert.Contains(text, Assert.Throws<ArgumentException>(() => FaultPlan.Parse("nonsense")).Message, StringComparison.Ordinal);
    }

    static string Executed(FaultDescription fault) => fault.IsExecuted switch
    {
        true => "yes",
        false => "no",
        null => "",
    };

    static string Page(string name) => File.ReadAllText(Path.Combine(Repository.Root, "docs", name)).ReplaceLineEndings("\n");
}
