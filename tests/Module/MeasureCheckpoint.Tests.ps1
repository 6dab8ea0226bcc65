# Checkpoints of models and their base model, measured side by side, and the best checkpoint made the default.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    Connect-FastVertex
    $script:Rows = Get-Example 60
    # After one epoch, the model gets about one number in six wrong. After three, it gets almost all right.
    $script:Model = $Rows | New-TunedModel numbers -EpochCount 4 -LearningRateMultiplier 0.05 | Wait-TuningOperation
    $script:Measured = $Rows | Measure-TunedModel $Model -Checkpoint * -Temperature 0
}
AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'Measure-TunedModel -Checkpoint' {
    It 'measures all checkpoints, beginning with the default one, and each names its checkpoint' {
        $Measured.Checkpoint | Should -Be '4', '1', '2', '3'
        $Measured.Model | Sort-Object -Unique | Should -Be $Model.Name
        $Measured.ModelDisplayName | Sort-Object -Unique | Should -Be numbers
        $Measured.Answered | Should -Be 60, 60, 60, 60
        $Measured[1].Accuracy | Should -BeLessThan $Measured[0].Accuracy
    }

    It 'measures the same as Invoke-TunedModel -Checkpoint answers' {
        $answered = $Rows | Invoke-TunedModel $Model -Checkpoint 1 -Temperature 0 | Measure-TunedModel
        $answered.Accuracy | Should -Be $Measured[1].Accuracy
    }

    It 'takes several checkpoints, each once, in their order, and wildcards' {
        ($Rows[0..2] | Measure-TunedModel numbers -Checkpoint 3, 1, 3 -Temperature 0).Checkpoint | Should -Be '3', '1'
        ($Rows[0..2] | Measure-TunedModel $Model -Checkpoint '[12]' -Temperature 0).Checkpoint | Should -Be '1', '2'
        ($Rows[0..2] | Measure-TunedModel $Model -Checkpoint 2, * -Temperature 0).Checkpoint | Should -Be '2', '4', '1', '3'
        ($Rows[0..2] | Measure-TunedModel $Model -Checkpoint $Model.Checkpoints -Temperature 0).Checkpoint | Should -Be '1', '2', '3', '4'
    }

    It 'reads the rows once and sends each to all checkpoints' {
        $script:read = 0
        $before = $Emulator.Traffic.Methods.generateContent.Requests
        $null = 1..5 | ForEach-Object { $script:read++; $Rows[$_] } | Measure-TunedModel $Model -Checkpoint * -Temperature 0
        $read | Should -Be 5
        $Emulator.Traffic.Methods.generateContent.Requests - $before | Should -Be 20
    }

    It 'measures the checkpoints of several models, and a model without checkpoints as it is' {
        $last = $Rows | New-TunedModel last -EpochCount 2 -ExportLastCheckpointOnly | Wait-TuningOperation
        $both = $Rows[0..2] | Measure-TunedModel $Model, $last -Checkpoint * -Temperature 0
        $both.Count | Should -Be (4 + [Math]::Max(1, $last.Checkpoints.Count))
        $both[-1].Answered | Should -Be 3
    }

    It 'writes one error if no checkpoint matches, and measures the others' {
        $rest = $Rows[0..2] | Measure-TunedModel $Model, 123 -Checkpoint '9*' -ErrorVariable problem -ErrorAction SilentlyContinue
        $rest | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId -replace ',.*' | Should -Be 'InvalidArgument', 'NotFound'
        "$($problem[0])" | Should -BeLike "*no checkpoint that matches '9``*'. Available checkpoints: 4, 1, 2, 3."
        { $Rows[0] | Measure-TunedModel $Model -Checkpoint '[' -ErrorAction Stop } | Should -Throw "'``[' isn't a valid name or wildcard pattern*"
        { $Rows[0] | Measure-TunedModel $Model -Checkpoint 9 -ErrorAction Stop } | Should -Throw "The checkpoint '9' doesn't exist.*"
    }

    It 'writes one error for a checkpoint that the model does not have, and sends nothing to it' {
        $before = $Emulator.Traffic.Methods.generateContent.Requests
        $rest = $Rows[0..4] | Measure-TunedModel $Model -Checkpoint 9 -ErrorVariable problem -ErrorAction SilentlyContinue
        $rest | Should -BeNullOrEmpty
        "$problem" | Should -BeLike "The checkpoint '9' doesn't exist. projects/*/tuningJobs/* has these checkpoints: 4, 1, 2, 3."
        $problem.FullyQualifiedErrorId | Should -Be 'InvalidArgument,GeminiTuning.Commands.MeasureTunedModelCommand'
        $Emulator.Traffic.Methods.generateContent.Requests | Should -Be $before
    }

    It 'needs a tuned model, because a base model has no checkpoints' {
        { $Rows[0] | Measure-TunedModel -BaseModel $Model.BaseModel -Checkpoint 1 } | Should -Throw '-Checkpoint applies to the tuned models*' -ErrorId 'InvalidArgument,*'
    }

    It 'says that rows are piped if they are specified as an array' {
        { Measure-TunedModel $Model -InputObject $Rows } | Should -Throw '-InputObject takes one row, not an array*'
    }

    It 'is for responses that are there an error that says so' {
        { $Rows[0] | Invoke-TunedModel $Model | Measure-TunedModel -Checkpoint 1 } | Should -Throw '-Checkpoint has no effect*'
        { $Rows[0] | Measure-TunedModel good -Checkpoint 1 -Connection (Connect-GeminiTuning -Emulator -PassThru -NoSession) } | Should -Throw -ErrorId 'NotOfService,*'
    }

    It 'shows the checkpoints of compared models in a table of 80 columns' {
        $lines = ($Measured | Compare-TunedModel | Format-Table | Out-String -Width 80) -split '\r?\n'
        $lines | Where-Object { $_ -like 'numbe*, checkpoint 1 *, checkpoint 4 *' } | Should -HaveCount 1
        ($lines.TrimEnd() | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }

    It 'completes checkpoints' {
        $line = "`$rows | Measure-TunedModel $($Model.Name) -Checkpoint "
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be '1', '2', '3', '4'
    }
}

Describe 'Measure-TunedModel -BaseModel' {
    It 'measures the base model first, as the baseline of Compare-TunedModel' {
        $both = $Rows | Measure-TunedModel $Model -BaseModel $Model.BaseModel -Temperature 0
        $both.Model | Should -Be $Model.BaseModel, $Model.Name
        $both.Accuracy[0] | Should -Be 0
        $comparison = $both | Compare-TunedModel
        $comparison.Verdict, $comparison.Reference, $comparison.Model | Should -Be Better, $Model.BaseModel, $Model.Name
        "$comparison" | Should -BeLike "numbers is better than $($Model.BaseModel): *"
    }

    It 'measures only the base model without -Model, and next to checkpoints' {
        ($Rows[0..2] | Measure-TunedModel -BaseModel $Model.BaseModel).Model | Should -Be $Model.BaseModel
        ($Rows[0..2] | Measure-TunedModel $Model -Checkpoint * -BaseModel $Model.BaseModel).Checkpoint | Should -Be $null, '4', '1', '2', '3'
    }

    It 'writes one error for a name that is invalid, and measures the others' {
        $rest = $Rows[0..2] | Measure-TunedModel $Model -BaseModel 'no model!' -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.Count | Should -Be 1
        $rest.Model | Should -Be $Model.Name
    }

    It 'works on the Gemini Developer API' {
        $connection = Connect-GeminiTuning -Emulator -PassThru -NoSession
        $base = @(Get-TuningBaseModel -Connection $connection)[0].Name
        $tuned = $Rows | New-TunedModel numbers -EpochCount 1 -Connection $connection | Wait-TuningOperation -Connection $connection
        $both = $Rows[0..4] | Measure-TunedModel $tuned -BaseModel $base -Connection $connection
        $both.Model | Should -Be $base, $tuned.Name
        $both.Answered | Should -Be 5, 5
    }
}

Describe 'The best checkpoint' {
    It 'becomes the default from a sorted measurement' {
        Set-TunedModel $Model -DefaultCheckpoint 1
        $best = $Rows | Measure-TunedModel $Model -Checkpoint * -Temperature 0 | Sort-Object Accuracy -Descending -Stable | Select-Object -First 1 | Set-TunedModel -PassThru
        $best.Name | Should -Be $Model.Name
        $best.DefaultCheckpointId | Should -BeIn '3', '4'
        ($Rows[0..2] | Measure-TunedModel $Model -Checkpoint *)[0].Checkpoint | Should -Be $best.DefaultCheckpointId
    }

    It 'becomes the default only if it is shown to be better than the one in use' {
        Set-TunedModel $Model -DefaultCheckpoint 1
        $comparisons = $Rows | Measure-TunedModel $Model -Checkpoint * -Temperature 0 | Compare-TunedModel
        $comparisons.ReferenceCheckpoint | Should -Be '1', '1', '1'
        $comparisons.Checkpoint | Should -Be '2', '3', '4'
        $comparisons.Verdict | Should -Be Undecided, Undecided, Undecided
        # 60 rows can't tell these checkpoints apart, and the sentence says so.
        $comparisons[2].Difference | Should -BeGreaterThan 0
        "$($comparisons[2])" | Should -BeLike '60 rows are too few to say whether numbers (checkpoint 4) or numbers (checkpoint 1) is better*'
        $chosen = $comparisons | Where-Object Verdict -EQ Better | Select-Object -First 1
        $chosen | Should -BeNullOrEmpty

        # A score that shows every row's difference tells them apart.
        $right = $Rows | Measure-TunedModel $Model -Checkpoint 1, 4 -Temperature 0 -ScoreScript { param($expected, $got) 1 / (1 + [Math]::Abs([int] $got - [int] $expected)) }
        ($right | Compare-TunedModel | Where-Object Verdict -EQ Better | Set-TunedModel -PassThru).DefaultCheckpointId | Should -Be '4'
    }

    It 'is named by -WhatIf' {
        $text = Invoke-FreshShell @"
Connect-GeminiTuning '$($Emulator.Endpoint)' -Vertex
[pscustomobject]@{ text_input = '1'; output = '2' } | Measure-TunedModel '$($Model.Name)' -Checkpoint 2 | Set-TunedModel -WhatIf
"@
        "$text" | Should -BeLike '*"Set DefaultCheckpoint 2"*'
    }

    It 'leaves the checkpoint of a model that was measured as a whole' {
        $whole = $Rows[0..2] | Measure-TunedModel $Model
        $before = (Get-TunedModel $Model).DefaultCheckpointId
        $renamed = $whole | Set-TunedModel -DisplayName chosen -PassThru
        $renamed.DisplayName, $renamed.DefaultCheckpointId | Should -Be chosen, $before
        { $whole | Set-TunedModel } | Should -Throw "There's nothing to update.*"
        { Set-TunedModel $Model -DefaultCheckpoint '' } | Should -Throw "There's nothing to update.*"
    }
}

Describe 'Many prompts to a model that is not there' {
    It 'lists the models once, whether the name is a display name or none' {
        Stop-TuningEmulator
        $emulator = Start-TuningEmulator -TuningDurationSec 0
        Connect-GeminiTuning -Emulator
        $null = Get-Example | New-TunedModel nosuch2 -Id other -EpochCount 1 | Wait-TuningOperation
        $listed = { [int] $emulator.Traffic.Methods.listTunedModels.Requests }
        $before = & $listed
        $null = 1..30 | Invoke-TunedModel nosuch -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.Count | Should -Be 30
        $problem.FullyQualifiedErrorId | Sort-Object -Unique | Should -BeLike 'NotFound,*'
        (& $listed) - $before | Should -Be 1

        $before = & $listed
        (1..30 | Invoke-TunedModel nosuch2).Model | Sort-Object -Unique | Should -Be tunedModels/other
        (& $listed) - $before | Should -Be 1
        # The measurement has the model's name, too.
        ([pscustomobject]@{ input = 1; output = 2 } | Measure-TunedModel nosuch2).Model | Should -Be tunedModels/other
    }
}
