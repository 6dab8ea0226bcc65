namespace GeminiTuning.ModuleTests;

/// <summary>What one Pester test came to.</summary>
/// <param name="Name">The test's path: file, describe, it.</param>
/// <param name="Outcome">Passed, Failed or Skipped.</param>
/// <param name="Message">Why, where it did not pass.</param>
public sealed record PesterResult(string Name, string Outcome, string Message)
{
    public override string ToString() => Name;
}
