namespace GeminiTuning.ModuleTests;

public sealed class ModuleInPowerShell
{
    /// <summary>One row a Pester test, so that each shows and counts as what it is.</summary>
    public static IEnumerable<TheoryDataRow<PesterResult>> Results() =>
        PesterSuite.Run().Select(result => new TheoryDataRow<PesterResult>(result) { Skip = result.Outcome == "Skipped" ? result.Message : null });

    [Theory]
    [MemberData(nameof(Results), DisableDiscoveryEnumeration = true)]
    public void Pester(PesterResult result) => Assert.True(result.Outcome == "Passed", result.Message);
}
