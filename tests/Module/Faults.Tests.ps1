BeforeAll {
    . $PSScriptRoot/Common.ps1

    # An emulator with faults, and a model that was tuned before they began.
    function Connect-FaultyEmulator([string[]] $Fault, [double] $FaultRate = 0.2) {
        Stop-TuningEmulator
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = Start-TuningEmulator -TuningDurationSec 0 -DataPath $folder
        Connect-GeminiTuning -Emulator
        $script:Model = Get-TestModel 'faults'
        Stop-TuningEmulator
        $script:Emulator = Start-TuningEmulator -TuningDurationSec 0 -DataPath $folder -Fault $Fault -FaultRate $FaultRate -FaultSeed 7
    }
}

AfterAll { Stop-TuningEmulator }

Describe 'Under faults' {
    It 'answers each of 10,000 prompts exactly once or reports it exactly once' {
        # Each kind twice, but for one that takes the whole time that a request may take.
        $kinds = '408', '429', '429:0.05s', '500', '502', '503', '503:0.05s', '504', 'lost', 'reset', 'truncated', 'malformed', 'slow:0.05s', 'expired'
        Connect-FaultyEmulator ($kinds + $kinds + 'stalled')
        Connect-GeminiTuning -Emulator -TimeoutSec 3 -RetryIntervalSec 1 -MaximumRetryCount 5
        $answers = 1..10000 | Invoke-TunedModel $Model -ThrottleLimit 200 -ErrorVariable problems -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $traffic = $Emulator.Traffic

        # Both sides count the same, and every kind has come.
        $answers.Count | Should -Be $traffic.Methods.generateContent.Answered
        $answers.Count + $problems.Count | Should -Be 10000
        $traffic.Faults.Values | ForEach-Object { $_ | Should -BeGreaterThan 20 }
        $all = @($answers.InputObject) + @($problems.TargetObject)
        @($all | Sort-Object -Unique).Count | Should -Be 10000
        # In order, each with its own answer.
        $numbers = [int[]] $answers.InputObject
        $sorted = [int[]] $answers.InputObject
        [array]::Sort($sorted)
        [Linq.Enumerable]::SequenceEqual($numbers, $sorted) | Should -BeTrue
        @($answers | Where-Object { $_.Prompt -ne "$($_.InputObject)" }).Count | Should -Be 0
        # A credential that is refused is not asked with again; all else is, and five times are enough.
        $problems.FullyQualifiedErrorId | Where-Object { $_ -notlike 'CredentialRefused,*' } | Measure-Object | ForEach-Object Count | Should -BeLessThan 20

        # What failed is asked again, and just that.
        $before = $traffic.Methods.generateContent.Requests
        $again = $problems.TargetObject | Invoke-TunedModel $Model -ErrorVariable left -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $again.Count + $left.Count | Should -Be $problems.Count
        $Emulator.Traffic.Methods.generateContent.Requests - $before | Should -BeLessThan (2 * $problems.Count + 20)
    }

    It 'makes exactly 1,000 models in 1,000 creates, one answer in five lost' {
        Stop-TuningEmulator
        $emulator = Start-TuningEmulator -TuningDurationSec 0 -Fault lost -FaultRate 0.2 -FaultSeed 7
        $connection = Connect-GeminiTuning -Emulator -RetryIntervalSec 1 -MaximumRetryCount 8 -PassThru
        $module = $ModulePath
        $operations = 1..1000 | ForEach-Object -ThrottleLimit 40 -Parallel {
            Import-Module $using:module
            $number = $_
            1..20 | ForEach-Object { @{ Input = $_; Output = $_ + $number } } |
                New-TunedModel -DisplayName "model $number" -EpochCount 1 -Connection $using:connection -WarningAction SilentlyContinue
        }
        $emulator.Traffic.Methods.createTunedModel.Requests | Should -BeGreaterThan 1200
        @($operations.Name | Sort-Object -Unique).Count | Should -Be 1000
        $models = Get-TunedModel -WarningAction SilentlyContinue
        $models.Count | Should -Be 1000
        @($models.DisplayName | Sort-Object -Unique).Count | Should -Be 1000
        Compare-Object $models.Name $operations.Model | Should -BeNullOrEmpty
    }

    It 'outlives faults in a long wait, with a bar that never runs backwards' {
        Stop-TuningEmulator
        $null = Start-TuningEmulator -TuningDurationSec 4 -Fault 503, lost, reset, truncated, malformed, 429:0.1s -FaultRate 0.6 -FaultSeed 3
        Connect-GeminiTuning -Emulator -MaximumRetryCount 20 -RetryIntervalSec 1
        $operation = Get-Example | New-TunedModel -WarningAction SilentlyContinue
        # No retries of the connection: the waiting itself goes on.
        $connection = Connect-GeminiTuning -Emulator -MaximumRetryCount 0 -PassThru
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("param(`$connection) Import-Module '$ModulePath'; Wait-TuningOperation $($operation.Name) -PollIntervalSec 1 -Connection `$connection -Verbose").AddArgument($connection)
            $model = $shell.Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            $model.State | Should -Be 'Active'
            $percents = @($shell.Streams.Progress | Where-Object RecordType -eq Processing).PercentComplete
            $percents | Should -Be @($percents | Sort-Object)
            @($shell.Streams.Progress)[-1].RecordType | Should -Be 'Completed'
            "$($shell.Streams.Verbose)" | Should -Match 'No successful response for \d+ seconds? \(limit: 3600 seconds\)\.'
        } finally { $shell.Dispose() }
    }

    It 'gives up after -OutageTimeoutSec without any good answer, and says how to go on' {
        Stop-TuningEmulator
        $null = Start-TuningEmulator -Fault 503 -FaultRate 1
        Connect-GeminiTuning -Emulator -MaximumRetryCount 0
        $watch = [Diagnostics.Stopwatch]::StartNew()
        'tunedModels/a/operations/b', 'tunedModels/c' |
            Wait-TuningOperation -PollIntervalSec 1 -OutageTimeoutSec 2 -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 10
        $problems.FullyQualifiedErrorId | Should -Be (, 'ServiceFailed,GeminiTuning.Commands.WaitTuningOperationCommand' * 2)
        # They wait side by side: either may be the first.
        $problems = @($problems | Sort-Object { $_.TargetObject.Name })
        "$($problems[0])" | Should -Match 'To keep waiting, run ''Wait-TuningOperation tunedModels/a/operations/b'''
        "$($problems[1])" | Should -Match 'To keep waiting, run ''Wait-TuningOperation tunedModels/c'
        $problems.TargetObject.Name | Should -Be 'tunedModels/a/operations/b', 'tunedModels/c'
    }

    It 'counts the retries within a poll, and says the true time' {
        Stop-TuningEmulator
        $null = Start-TuningEmulator -Fault 503 -FaultRate 1
        # The waits between these retries alone are longer than the limit.
        Connect-GeminiTuning -Emulator -MaximumRetryCount 20 -RetryIntervalSec 30
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $lines = Wait-TuningOperation tunedModels/a/operations/b -OutageTimeoutSec 1 -Verbose -ErrorVariable problem -ErrorAction SilentlyContinue -WarningAction SilentlyContinue 4>&1
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 20
        "$lines" | Should -Match 'No successful response for 1 second \(limit: 1 second\)\. The service is currently unavailable\.'
        "$($problem[0])" | Should -Match '(?s)^The service is currently unavailable\..*Waiting ended because there was no successful response for \d+ seconds \(-OutageTimeoutSec\)\.\r?\nThe tuning continues'
    }

    It 'ends a wait at once where the credential is refused, and says how to go on' {
        Stop-TuningEmulator
        $null = Start-TuningEmulator -Fault expired -FaultRate 1
        Connect-GeminiTuning -Emulator
        Wait-TuningOperation tunedModels/a/operations/b -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'CredentialRefused,*'
        "$($problem[0])" | Should -Match '(?s)Connect again .*To keep waiting, run ''Wait-TuningOperation tunedModels/a/operations/b''\.'
    }

    It 'names each retry on the verbose stream: what failed, why, and how long until the next' {
        Stop-TuningEmulator
        $null = Start-TuningEmulator -Fault 429:0.1s, 503, truncated
        Connect-GeminiTuning -Emulator -MaximumRetryCount 5 -RetryIntervalSec 1
        $lines = Get-TunedModel -Verbose -WarningAction SilentlyContinue 4>&1 | Where-Object { "$_" -like 'Attempt*' }
        $lines.Count | Should -Be 3
        "$($lines[0])" | Should -Match '^Attempt 1 failed\. .+\. Retrying in 0\.1 seconds\.$'
        "$($lines[1])" | Should -Match '^Attempt 2 failed\. .+\. Retrying in [\d.]+ seconds?\.$'
        "$($lines[2])" | Should -Match '^Attempt 3 failed\. No response from 127\.0\.0\.1'
    }

    It 'does not ask again where the quota of the day is used up' {
        Connect-FaultyEmulator 429:PerDay 1
        Connect-GeminiTuning -Emulator -MaximumRetryCount 5
        1..3 | Invoke-TunedModel $Model -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.FullyQualifiedErrorId | ForEach-Object { $_ | Should -BeLike 'DailyQuotaExceeded,*' }
        $problems[0].CategoryInfo.Category | Should -Be 'QuotaExceeded'
        $Emulator.Traffic.Methods.generateContent.Requests | Should -Be 3
    }

    It 'holds the whole batch back when the service asks for it' {
        Stop-TuningEmulator
        $emulator = Start-TuningEmulator -Fault 429:2s
        Connect-GeminiTuning -Emulator -MaximumRetryCount 5
        # One of 20 meets the 429. The 80 that have not begun wait with it.
        $watch = [Diagnostics.Stopwatch]::StartNew()
        1..100 | Invoke-TunedModel nope -ThrottleLimit 20 -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $watch.Elapsed.TotalSeconds | Should -BeGreaterThan 1.9
        $emulator.Traffic.Faults['429:2s'] | Should -Be 1
    }
}
