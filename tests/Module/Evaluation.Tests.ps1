# Evaluation of the checkpoints by the service, as it is typed.
BeforeAll { . "$PSScriptRoot/Common.ps1" }

AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'New-TunedModel -EvaluationMetric' {
    BeforeAll {
        Connect-FastVertex
        $script:Validation = @{ ValidationExample = Get-Example 4; WarningAction = 'SilentlyContinue' }
        $script:Model = Get-Example | New-TunedModel 'evaluated' -EpochCount 3 @Validation -EvaluationMetric exact_match, Bleu, RougeL | Wait-TuningOperation
    }

    It 'gives a result for each checkpoint and metric' {
        $Model.Evaluations.Count | Should -Be 9
        $Model.Evaluations[0] | Should -BeOfType GeminiTuning.TunedModelEvaluation
        $Model.Evaluations.CheckpointId | Select-Object -Unique | Should -Be '1', '2', '3'
        $Model.Evaluations.Metric | Select-Object -Unique | Should -Be 'ExactMatch', 'Bleu', 'RougeL'
        $Model.Evaluations.Epoch | Select-Object -Unique | Should -Be 1, 2, 3
        $Model.Evaluations | ForEach-Object { $_.Mean | Should -BeGreaterOrEqual 0; $_.Mean | Should -BeLessOrEqual 1; $_.Model | Should -Be $Model.Name }
        (Get-TunedModel $Model).Evaluations.Mean | Should -Be $Model.Evaluations.Mean
    }

    It 'agrees with a measurement of the same rows' {
        $exact = $Model.Evaluations | Where-Object { $_.Metric -eq 'ExactMatch' -and $_.CheckpointId -eq '3' }
        (Get-Example 4 | Measure-TunedModel $Model -Temperature 0).Accuracy | Should -Be $exact.Mean
    }

    It 'shows a table, and the metrics of a model' {
        $table = $Model.Evaluations | Out-String
        ($table -split '\r?\n' | Where-Object { $_ })[0] -split '\s+' | Should -Be 'CheckpointId', 'Epoch', 'Step', 'Metric', 'Mean', 'Deviation', 'Error'
        $Model | Format-List | Out-String | Should -Match 'Evaluations\s+: \{ExactMatch'
    }

    It 'writes the results of each example into the bucket, or into a folder that is named' {
        $Model.Evaluations[0].OutputUri | Should -BeLike 'gs://emulator/geminituning/evaluations/*'
        $elsewhere = Get-Example | New-TunedModel 'elsewhere' -EpochCount 1 @Validation -EvaluationMetric Bleu -EvaluationOutputUri gs://other/results | Wait-TuningOperation
        $elsewhere.Evaluations.OutputUri | Should -BeLike 'gs://other/results/*'
        @((Get-Stored "$($elsewhere.Evaluations.OutputUri)/evaluation_results.jsonl") -split "`n" | Where-Object { $_ }).Count | Should -Be 4
    }

    It 'lets the best checkpoint become the default' {
        $best = $Model.Evaluations | Where-Object Metric -eq ExactMatch | Sort-Object Mean, Epoch | Select-Object -First 1
        $Model | Set-TunedModel -DefaultCheckpoint $best.CheckpointId
        (Get-TunedModel $Model).DefaultCheckpointId | Should -Be $best.CheckpointId
    }

    It 'refuses <What> before anything is sent' -ForEach @(
        @{ What = 'a metric that is none'; Arguments = @{ EvaluationMetric = 'accuracy' }; Says = "*-EvaluationMetric: 'accuracy' isn't a metric. Use ExactMatch, Bleu*" }
        @{ What = 'a metric without validation examples'; Arguments = @{ EvaluationMetric = 'Bleu'; ValidationExample = $null }; Says = '*evaluates a model on validation examples*' }
        @{ What = 'a folder without a metric'; Arguments = @{ EvaluationOutputUri = 'gs://b/c' }; Says = '*-EvaluationOutputUri requires -EvaluationMetric*' }
    ) {
        $all = @{}
        foreach ($set in $Validation, $Arguments) { foreach ($key in $set.Keys) { $all[$key] = $set[$key] } }
        if (-not $all.ValidationExample) { $all.Remove('ValidationExample') }
        { Get-Example | New-TunedModel 'refused' @all } | Should -Throw $Says
    }

    It 'refuses an evaluation of preference tuning' {
        $pairs = 1..3 | ForEach-Object { @{ prompt = "$_"; chosen = 'a'; rejected = 'b' } }
        { $pairs | New-TunedModel 'refused' -ValidationExample $pairs -EvaluationMetric Bleu -WarningAction SilentlyContinue } | Should -Throw '*applies only to supervised tuning*'
    }

    It 'passes on a metric with a judge, which the emulator does not have' {
        { Get-Example | New-TunedModel 'judged' @Validation -EvaluationMetric text_quality_v1 -ErrorAction Stop } | Should -Throw '*no model that judges responses*'
    }

    It 'completes the metrics' {
        (TabExpansion2 'New-TunedModel -EvaluationMetric Rouge').CompletionMatches.CompletionText | Should -Be 'Rouge1', 'Rouge2', 'RougeL', 'RougeLsum'
    }
}
