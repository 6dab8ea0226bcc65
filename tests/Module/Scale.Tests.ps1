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

Describe 'A set of 500 MB, of over a million rows, for Vertex AI' {
    It 'is uploaded in spite of resets, byte for byte: the process grows by less than 100 MB' {
        # The emulator has a process of its own, so that what grows is the module's.
        $start = [Diagnostics.ProcessStartInfo]::new('pwsh')
        $start.RedirectStandardOutput = $start.RedirectStandardInput = $true
        $script = "Import-Module '$ModulePath'; (Start-TuningEmulator -Fault ((@('none') * 12 + 'reset' + @('none') * 12 + 'lost', 'reset') * 2)).Endpoint.AbsoluteUri; [Console]::In.ReadLine()"
        '-NoProfile', '-NonInteractive', '-Command', $script | ForEach-Object { $start.ArgumentList.Add($_) }
        $emulator = [Diagnostics.Process]::Start($start)
        try {
            $address = $emulator.StandardOutput.ReadLine()
            # Refused when all is there: what is looked at is the way to there, and no million of examples is tuned on.
            $lines = Invoke-FreshShell @"
                Connect-GeminiTuning $address -Vertex -RetryIntervalSec 1
                `$long = 'x' * 380
                `$rows = { for (`$i = 0; `$i -lt 1100000; `$i++) { [pscustomobject] @{ Input = `$i; Output = "`$long `$i" } } }
                # What the rows alone take comes first: .NET collects the later, the larger the processor's cache is.
                & `$rows | ForEach-Object { }
                `$null = [GC]::GetTotalMemory(`$true)
                [Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64
                try {
                    & `$rows | New-TunedModel -BaseModel not-there -Verbose -Debug 4>&1 5>&1 3>`$null | ForEach-Object { "`$_" }
                } catch { "refused: `$_" }
                [Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64
"@ | ForEach-Object { "$_" }
            $before, $after = $lines | Where-Object { $_ -match '^\d+$' }
            ([long] $after - [long] $before) / 1MB | Should -BeLessThan 100
            $lines -match '^refused: .*not-there is not supported' | Should -Not -BeNullOrEmpty
            @($lines -match '^Attempt \d failed').Count | Should -BeGreaterOrEqual 4
            # A session's address lets anybody upload who has it.
            $lines -match 'upload_id' | Should -BeNullOrEmpty

            # What lies there is what it is named after, and has the rows.
            $object = [regex]::Match(($lines -join "`n"), '(?<=o/)geminituning%2F(\w{64})\.jsonl')
            $client = [Net.Http.HttpClient]::new()
            $content = $client.GetStreamAsync("${address}storage/v1/b/emulator/o/$($object.Value)?alt=media").Result
            $hash = [Security.Cryptography.SHA256]::Create()
            $buffer = [byte[]]::new(1MB)
            $length = $rows = 0
            while (($read = $content.Read($buffer, 0, $buffer.Length)) -gt 0) {
                $null = $hash.TransformBlock($buffer, 0, $read, $null, 0)
                $length += $read
                for ($at = -1; ($at = [Array]::IndexOf($buffer, [byte] 10, $at + 1, $read - $at - 1)) -ge 0;) { $rows++ }
            }
            $null = $hash.TransformFinalBlock($buffer, 0, 0)
            [Convert]::ToHexString($hash.Hash).ToLowerInvariant() | Should -Be $object.Groups[1].Value
            $length | Should -BeGreaterThan 500000000
            $rows | Should -Be 1100000
        } finally {
            $emulator.StandardInput.WriteLine()
            if (-not $emulator.WaitForExit(10000)) { $emulator.Kill($true) }
        }
    }
}
