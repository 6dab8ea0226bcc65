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
        $name = $batch.Name
        (Wait-TunedModelBatch ($name -split '/')[-1]).Answered | Should -Be 3
        (Get-TunedModelBatch seen*).Name | Should -Contain $name
        (Get-TunedModelBatch $name).Labels['team'] | Should -Be 'a'
        Get-TunedModelBatch | Format-Table | Out-String | Should -Match 'seen\s+Succeeded'
        Get-TunedModelBatch $name | Format-List | Out-String | Should -Match 'OutputUri\s+: gs://emulator/geminituning/'
        @(Receive-TunedModelBatch $name).Count | Should -Be 3
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
