namespace GeminiTuning.Tests.Datasets;

/// <summary>What New-TunedModel warns about is what the report says, as far as hashes can tell.</summary>
public sealed class WarnerTests
{
    static readonly TuningDataRule[] s_rules =
        [TuningDataRule.Conflict, TuningDataRule.Duplicate, TuningDataRule.Leakage, TuningDataRule.SingleOutput, TuningDataRule.Imbalance];

    [Fact]
    public void A_dataset_without_faults_gets_no_warning() => Assert.Empty(Warnings(Checking.Fine()));

    [Fact]
    public void It_finds_what_the_report_finds_in_any_dataset()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var training = Some(random, 60);
            var validation = Some(random, random.Next(3) == 0 ? 20 : 0);
            var reported = Checking.Report(training, validation).Findings.Where(finding => s_rules.Contains(finding.Rule) && !finding.Message.Contains("nearly", StringComparison.Ordinal));
            Assert.Equal(
                reported.Select(Shown).Order(StringComparer.Ordinal),
                Warnings(training, validation).Select(Shown).Order(StringComparer.Ordinal));
        }
    }

    static List<TuningExample> Some(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Checking.Pair($"{(random.Next(2) == 0 ? "Input" : "input ")} {random.Next(80)}", random.Next(12) == 0 ? "rare" : "usual"))];

    static string Shown(TuningDataFinding finding) => $"{finding} {string.Join(",", Checking.Rows(finding))}";

    static IReadOnlyList<TuningDataFinding> Warnings(IEnumerable<TuningExample> training, IEnumerable<TuningExample>? validation = null)
    {
        var warner = new TuningDataWarner();
        foreach (var example in validation ?? [])
            warner.AddValidation(example);
        foreach (var example in training)
            warner.Add(example);
        return warner.Findings();
    }
}
