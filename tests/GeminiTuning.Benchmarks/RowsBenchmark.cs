namespace GeminiTuning.Benchmarks;

/// <summary>How long New-TunedModel takes to read and check rows, beside the least that a script could do with them.</summary>
static class RowsBenchmark
{
    public static IReadOnlyList<(string, Func<double>)> Candidates =>
    [
        ("ForEach-Object { $_.text_input.Length }", () => Time("ForEach-Object { $null = $_.text_input.Length }")),
        ("New-TunedModel -WhatIf", () => Time("New-TunedModel -WhatIf")),
    ];

    static double Time(string step) => Pwsh.Measure($$"""
        Import-Module '{{Pwsh.Module}}'
        $rows = 1..100000 | ForEach-Object { [pscustomobject]@{ text_input = "$_"; output = "$($_ + 1)" } }
        Connect-GeminiTuning -Endpoint http://127.0.0.1:9
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $rows | {{step}}
        $watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
        """);
}
