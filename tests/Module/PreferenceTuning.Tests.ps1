# Tuning on preference pairs, as it is typed.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:Pairs = foreach ($number in 1..20) {
        [pscustomobject]@{ prompt = "What follows $($number)?"; chosen = "$($number + 1)"; rejected = "Obviously $($number + 1)!" }
    }
}

AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'Tuning on preference pairs' {
    BeforeAll { Connect-FastVertex }

    It 'finds the pairs by their columns, waits, and answers with the preferred outputs' {
        $operation = $Pairs | New-TunedModel 'found' -EpochCount 20 -Beta 0.1
        $operation.Method, $operation.ExampleCount | Should -Be 'Preference', 20
        $model = $operation | Wait-TuningOperation
        $model.Method, "$($model.Hyperparameters)" | Should -Be 'Preference', '20 epochs, beta 0.1'
        "$($model | Invoke-TunedModel -Prompt 'What follows 7?' -Temperature 0)" | Should -Be '8'
        [Math]::Round($model.Snapshots[0].MeanLoss, 4) | Should -Be 0.6931
        $model.Loss | Should -BeLessThan 0.3
        (Get-TunedModel $model).Method | Should -Be 'Preference'
        $model | Format-List | Out-String | Should -Match 'Method\s+: Preference'
    }

    It 'turns a model away from the outputs that it learned' {
        $bad = $Pairs | Select-Object prompt, @{ Name = 'output'; Expression = 'rejected' } | New-TunedModel 'bad' -EpochCount 20 | Wait-TuningOperation
        "$($bad | Invoke-TunedModel -Prompt 'What follows 7?' -Temperature 0)" | Should -Be 'Obviously 8!'
        $good = $Pairs | New-TunedModel 'good' -SourceModel $bad -EpochCount 10 -ValidationExample $Pairs[0..3] -WarningAction SilentlyContinue | Wait-TuningOperation
        "$($good | Invoke-TunedModel -Prompt 'What follows 7?' -Temperature 0)" | Should -Be '8'
        $good.ValidationLoss | Should -BeLessThan 0.5
    }

    It 'uploads completions with their scores' {
        $model = $Pairs | New-TunedModel 'uploaded' -EpochCount 1 | Wait-TuningOperation
        $spec = (Invoke-RestMethod "$($Emulator.Endpoint)v1/$($model.Name)").preferenceOptimizationSpec
        $line = (Get-Stored $spec.trainingDatasetUri) -split "`n" | Select-Object -First 1 | ConvertFrom-Json
        $line.completions.score | Should -Be 1, 0
        $line.completions.completion.parts.text | Should -Be '2', 'Obviously 2!'
    }

    It 'tunes on the preferred outputs if supervised tuning is asked for' {
        $model = $Pairs | New-TunedModel 'supervised' -Method Supervised -EpochCount 1 | Wait-TuningOperation
        $model.Method | Should -Be 'Supervised'
        $spec = (Invoke-RestMethod "$($Emulator.Endpoint)v1/$($model.Name)").supervisedTuningSpec
        Get-Stored $spec.trainingDatasetUri | Should -Not -Match 'Obviously'
    }

    It 'shows what would be tuned' {
        $shown = Invoke-FreshShell "Connect-GeminiTuning -Emulator -Vertex; 1..20 | ForEach-Object { @{ q = `$_; a = 'yes'; b = 'no'; } } | New-TunedModel x -InputProperty q -OutputProperty a -RejectedProperty b -WhatIf" | Out-String
        $shown -replace '\s+', ' ' | Should -Match 'Tune gemini-3.5-flash on 20 preference pairs, epochs and batch size chosen by the service'
    }

    It 'takes a file on this computer, and one in Cloud Storage' {
        $Pairs | Export-TuningExample "$TestDrive/pairs.jsonl"
        $model = New-TunedModel 'file' -TrainingDataPath "$TestDrive/pairs.jsonl" -ValidationDataPath "$TestDrive/pairs.jsonl" -EpochCount 1 -WarningAction SilentlyContinue | Wait-TuningOperation
        $model.Method | Should -Be 'Preference'
        $uri = (Invoke-RestMethod "$($Emulator.Endpoint)v1/$($model.Name)").preferenceOptimizationSpec.trainingDatasetUri
        (New-TunedModel 'uri' -TrainingDataUri $uri -Method Preference -EpochCount 1 | Wait-TuningOperation).Method | Should -Be 'Preference'
    }

    It 'names all rows that are no pairs, and sends nothing' {
        $rows = $Pairs[0], @{ prompt = 'a'; chosen = 'b'; rejected = '' }, @{ prompt = 'a'; chosen = 'b'; rejected = 'b' }, @{ prompt = 'a'; answer = 'b' }
        $before = @(Get-TuningOperation).Count
        $failure = { $rows | New-TunedModel 'bad rows' } | Should -Throw -ErrorId 'TrainingDataRefused,*' -PassThru
        $failure.Exception.InvalidRows.Row | Should -Be 2, 3, 4
        $failure.Exception.InvalidRows.Problem | Should -Be @(
            'The rejected output is empty.', 'The preferred and the rejected output are the same.'
            'The example has no rejected output, but the dataset is for preference tuning.')
        @(Get-TuningOperation).Count | Should -Be $before
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'beta for supervised tuning'; Arguments = @{ Method = 'Supervised'; Beta = 0.1 }; Says = '*-Beta applies only to preference tuning*' }
        @{ What = 'a beta of 0'; Arguments = @{ Beta = 0 }; Says = '*Beta*' }
        @{ What = 'validation examples of another kind'; Arguments = @{ ValidationExample = @{ prompt = 'a'; answer = 'b' } }; Says = '*preference tuning, but the validation examples are for supervised tuning*' }
        @{ What = 'a column for two outputs'; Arguments = @{ OutputProperty = 'chosen'; RejectedProperty = 'chosen' }; Says = "*can't contain the rejected outputs*" }
    ) {
        { $Pairs | New-TunedModel 'refused' @Arguments } | Should -Throw $Says
    }

    It 'keeps pairs through checking, cleaning, splitting, and saving' {
        $report = $Pairs + $Pairs[0] | Test-TuningExample
        $report.Method, $report.IsValid | Should -Be 'Preference', $true
        $report.Findings.Rule | Should -Contain 'Duplicate'
        $split = $Pairs + $Pairs[0] | Select-TuningExample $report -InformationAction Ignore | Split-TuningExample
        @($split.Training).Count + @($split.Validation).Count | Should -Be 20
        $split.Training | Export-TuningExample "$TestDrive/kept.csv"
        $kept = Import-TuningExample "$TestDrive/kept.csv"
        $kept.RejectedOutput | Should -Be $split.Training.rejected
        ($kept | New-TunedModel 'kept' -EpochCount 1 -WarningAction SilentlyContinue).Method | Should -Be 'Preference'
        $named = $Pairs | Select-Object @{ Name = 'q'; Expression = 'prompt' }, @{ Name = 'a'; Expression = 'chosen' }, @{ Name = 'b'; Expression = 'rejected' }
        ($named | Test-TuningExample -InputProperty q -OutputProperty a -RejectedProperty b).Method | Should -Be 'Preference'
    }

    It 'measures a model on the preferred outputs' {
        $model = $Pairs | New-TunedModel 'measured' -EpochCount 20 | Wait-TuningOperation
        ($Pairs | Measure-TunedModel $model -Temperature 0).Accuracy | Should -Be 1
    }
}

Describe 'Preference pairs on the Gemini Developer API' {
    BeforeAll { Connect-FastEmulator }

    It 'are refused before anything is sent' {
        { $Pairs | New-TunedModel 'refused' } | Should -Throw '*are preference pairs, but the Gemini Developer API supports only supervised tuning*' -ErrorId 'TrainingDataRefused,*'
        { $Pairs | New-TunedModel 'refused' -Method Preference } | Should -Throw '*-Method Preference*' -ErrorId 'NotOfService,*'
        @(Get-TunedModel).Count | Should -Be 0
    }

    It 'are tuned on their preferred outputs if supervised tuning is asked for' {
        $model = $Pairs | New-TunedModel 'preferred' -Method Supervised -EpochCount 20 | Wait-TuningOperation
        $model.Method | Should -Be 'Supervised'
        "$($model | Invoke-TunedModel -Prompt 'What follows 7?' -Temperature 0)" | Should -Be '8'
    }
}
