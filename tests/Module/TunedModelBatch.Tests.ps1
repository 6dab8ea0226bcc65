BeforeAll { . "$PSScriptRoot/Common.ps1" }

AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'A batch' {
    BeforeAll {
        Connect-FastVertex
        $script:Model = Get-VertexModel 'batch' 30
    }

    It 'answers the prompts of a pipeline, each with the row that it came from' {
        $rows = 1..50 | ForEach-Object { [pscustomobject]@{ Input = "$($_ % 20 + 1)"; Expected = $_ % 20 + 2; Even = $_ % 2 -eq 0; Nothing = $null; List = 1, 2 } }
        $answers = $rows | Start-TunedModelBatch -Model $Model -Temperature 0 -DisplayName 'fifty' | Wait-TunedModelBatch | Receive-TunedModelBatch
        $answers.Count | Should -Be 50
        $answers | Should -BeOfType GeminiTuning.TunedModelResponse
        $answers.Row | Sort-Object | Should -Be (1..50)
        foreach ($answer in $answers) {
            $answer.Prompt | Should -Be $rows[$answer.Row - 1].Input
            $answer.InputObject.Expected | Should -Be $rows[$answer.Row - 1].Expected
            $answer.InputObject.Even | Should -Be $rows[$answer.Row - 1].Even
            $answer.Text | Should -Be "$($answer.InputObject.Expected)"
        }
    }

    It 'takes texts' {
        $answers = 'seven', 'eight' | Start-TunedModelBatch $Model | Wait-TunedModelBatch | Receive-TunedModelBatch
        $answers.InputObject | Sort-Object | Should -Be 'eight', 'seven'
        $answers.Prompt | Sort-Object | Should -Be 'eight', 'seven'
    }

    It 'is seen, waited for and read in another session, by its name' {
        $batch = 1..3 | Start-TunedModelBatch -Model $Model -DisplayName 'seen' -Label @{ team = 'a' }
        $batch.PromptCount, $batch.State, $batch.Done | Should -Be 3, 'Pending', $false
        (Get-TunedModelBatch $batch.Name).PromptCount | Should -Be 3
        $name = $batch.Name
        (Wait-TunedModelBatch ($name -split '/')[-1]).Answered | Should -Be 3
        (Get-TunedModelBatch seen*).Name | Should -Contain $name
        (Get-TunedModelBatch $name).Labels['team'] | Should -Be 'a'
        Get-TunedModelBatch | Format-Table | Out-String | Should -Match 'seen\s+Succeeded'
        Get-TunedModelBatch $name | Format-List | Out-String | Should -Match 'OutputUri\s+: gs://emulator/geminituning/'
        @(Receive-TunedModelBatch $name).Count | Should -Be 3
    }

    It 'shows how many were answered and failed, the rate and the remaining time' {
        $server = Open-Recorder {
            param($request)
            # Three polls of each batch.
            $poll = ($request.Number - 1) % 3
            $count = (100, 300, 900)[$poll]
            $state = ('RUNNING', 'RUNNING', 'SUCCEEDED')[$poll]
            $labels = if ($request.Path -match '/1$') { ',"labels":{"geminituning-prompts":"1000"}' }
            "{`"state`":`"JOB_STATE_$state`",`"completionStats`":{`"successfulCount`":`"$count`",`"failedCount`":`"100`"}$labels}"
        }
        try {
            foreach ($batch in 1, 2) {
                $shell = [powershell]::Create()
                try {
                    $null = $shell.AddScript("Import-Module '$ModulePath'; `$connection = Connect-GeminiTuning -Vertex -Project p -Endpoint $($server.Endpoint) -NoSession; Wait-TunedModelBatch $batch -PollIntervalSec 1 -Connection `$connection").Invoke()
                    $bar = @($shell.Streams.Progress)
                } finally { $shell.Dispose() }
                $bar[-1].RecordType | Should -Be 'Completed'
                if ($batch -eq 1) {
                    $bar[0..2].PercentComplete | Should -Be 20, 40, 100
                    $bar[0].StatusDescription | Should -Be '100 answered, 100 failed'
                    $bar[1].StatusDescription | Should -Match '^300 answered, 100 failed, [\d.,]+ per second$'
                    $bar[1].SecondsRemaining | Should -BeGreaterOrEqual 0
                } else {
                    # The total of a batch that the module didn't create isn't known.
                    $bar[0..2].PercentComplete | Should -Be -1, -1, 100
                    $bar[0..1].SecondsRemaining | Should -Be -1, -1
                }
            }
        } finally { Close-Recorder $server }
    }

    It 'says which prompts are bad before anything is sent' {
        $before = $Emulator.Traffic.Requests
        { 'a', '', 'b' | Start-TunedModelBatch -Model $Model } | Should -Throw '*row 2*prompt*empty*'
        { @() | Start-TunedModelBatch -Model $Model } | Should -Throw '*no prompts*'
        { [pscustomobject]@{ X = 1 } | Start-TunedModelBatch -Model $Model } | Should -Throw '*X*-InputProperty*' -ErrorId 'PromptRefused,*'
        { 'a', '', 'b' | Start-TunedModelBatch -Model $Model } | Should -Throw '*in the prompts*Row 2: The prompt is empty.*' -ErrorId 'PromptRefused,*'
        { @() | Start-TunedModelBatch -Model $Model } | Should -Throw -ErrorId 'PromptRefused,*'
        { 'a' | Start-TunedModelBatch -Model $Model, $Model } | Should -Throw '*A batch uses exactly one model.*'
        { 'a' | Start-TunedModelBatch -Model 'tunedModels/x' } | Should -Throw '*tuningJobs/ID*'
        $Emulator.Traffic.Requests | Should -Be $before
    }

    It 'reports a prompt that has no answer, with its row, and goes on' {
        $answers = '1', 'EMULATOR_BLOCK_PROMPT', '3' | Start-TunedModelBatch -Model $Model | Wait-TunedModelBatch | Receive-TunedModelBatch -ErrorVariable problem -ErrorAction SilentlyContinue
        $answers.Count, $problem.Count | Should -Be 2, 1
        $problem[0].TargetObject | Should -Be 'EMULATOR_BLOCK_PROMPT'
        $answers = '1', '2' | Start-TunedModelBatch -Model $Model -StopSequence 'a' -MaxOutputTokens 1 -TopK 1 -Seed 7 -SafetySetting @{ Harassment = 'BlockNone' } -SystemInstruction 'Count.' | Wait-TunedModelBatch | Receive-TunedModelBatch
        $answers.Count | Should -Be 2
    }

    It 'is cancelled' {
        Connect-FastVertex -TuningDurationSec 3600 -DataPath (Join-Path $TestDrive none)
        Connect-FastVertex -DataPath (Join-Path $TestDrive cancelled)
        $model = Get-VertexModel 'slow' 1
        Connect-FastVertex -TuningDurationSec 3600 -DataPath (Join-Path $TestDrive cancelled)
        $batch = '1' | Start-TunedModelBatch -Model $model
        $batch | Wait-TunedModelBatch -TimeoutSec 1 -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'BatchStillRunning,*'
        "$($problem[0])" | Should -Match "Wait-TunedModelBatch $($batch.Name)"
        $batch | Receive-TunedModelBatch -ErrorVariable problem -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        "$problem" | Should -Match 'has no responses yet\. The state of the batch is'
        $batch | Stop-TunedModelBatch -WhatIf
        $batch | Stop-TunedModelBatch
        $batch | Wait-TunedModelBatch -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'BatchFailed,*'
        "$problem" | Should -Match 'CANCELLED'
    }

    It 'is one error, where the connection is another service''s' {
        Connect-GeminiTuning -Emulator
        $Error.Clear()
        { 'a', 'b' | Start-TunedModelBatch -Model x } | Should -Throw -ErrorId 'NotOfService,*'
        $Error.Count | Should -Be 1
    }
}
