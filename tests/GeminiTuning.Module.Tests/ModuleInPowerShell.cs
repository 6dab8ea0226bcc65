namespace GeminiTuning.ModuleTests;

public sealed class ModuleInPowerShell
{
    /// <summary>One row a Pester test, so that each shows and counts as what it is.</summary>
    public static TheoryData<PesterResult> Results() => [.. PesterSuite.Run()];

    [SkippableTheory]
    [MemberData(nameof(Results), DisableDiscoveryEnumeration = true)]
    public void Pester(PesterResult result)
    {
        Skip.If(result.Outcome == "Skipped", result.Message);
        Assert.True(result.Outcome == "Passed", result.Message);
    }
}
