BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'A batch of 200,000 prompts' {
    It 'flows: the process grows by less than 50 MB' {
        # A process of its own, which holds nothing else. It is warm after the first 10,000.
        $lines = Invoke-FreshShell {
            $null = Start-TuningEmulator -TuningDurationSec 0
            Connect-GeminiTuning -Emulator
            $model = 1..20 | ForEach-Object { @{ Input = $_; Output = $_ + 1 } } | New-TunedModel -EpochCount 1 | Wait-TuningOperation
            function Get-Answer([int] $Count) {
                & { for ($i = 0; $i -lt $Count; $i++) { $i } } | Invoke-TunedModel $model -ThrottleLimit 20 | Measure-Object | ForEach-Object Count
            }
            Get-Answer 10000
            [Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64
            Get-Answer 200000
            [Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64
        } | Where-Object { "$_" -match '^\d+$' }
        $lines[0], $lines[2] | Should -Be '10000', '200000'
        ([long] $lines[3] - [long] $lines[1]) / 1MB | Should -BeLessThan 50
    }
}
