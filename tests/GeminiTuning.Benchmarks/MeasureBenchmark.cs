namespace GeminiTuning.Benchmarks;

/// <summary>How long Measure-TunedModel takes for 10,000 rows, beside sending the same prompts. It's meant to take at most 1.2 times as
/// long.</summary>
static class MeasureBenchmark
{
    public static IReadOnlyList<(string, Func<double>)> Candidates =>
    [
        ("Invoke-TunedModel", () => Time("Invoke-TunedModel")),
        ("Measure-TunedModel", () => Time("Measure-TunedModel")),
    ];

    static double Time(string command) => Pwsh.Measure($$"""
        Import-Module '{{Pwsh.Module}}'
        $null = Start-TuningEmulator -TuningDurationSec 0
        Connect-GeminiTuning -Emulator
        $outputs = 1..20 | ForEach-Object { "The request number $_ goes to the team that answers questions about accounts and invoices." }
        $rows = 1..10000 | ForEach-Object { [pscustomobject]@{ text_input = "request $_"; output = $outputs[$_ % 20] } }
        $model = $rows[0..39] | New-TunedModel -EpochCount 2 | Wait-TuningOperation
        $null = $rows[0..99] | {{command}} -Model $model
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $null = $rows | {{command}} -Model $model -Temperature 0
        $watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
        """);
}
