namespace GeminiTuning.Benchmarks;

/// <summary>How long Import-Module takes, beside an empty binary module, with a manifest and without one.</summary>
static class ImportBenchmark
{
    public static IReadOnlyList<(string, Func<double>)> Candidates =>
    [
        ("an empty binary module", () => Import(Pwsh.EmptyModule + ".dll")),
        ("the same with a manifest", () => Import(Pwsh.EmptyModule + ".psd1")),
        ("GeminiTuning", () => Import(Pwsh.Module)),
    ];

    static double Import(string module) => Pwsh.Measure(
        $"$watch = [Diagnostics.Stopwatch]::StartNew(); Import-Module '{module}'; $watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)");
}
