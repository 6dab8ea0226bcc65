# What ConvertTo-Json, ConvertTo-Csv and Export-Csv make of each type that a cmdlet gives.
BeforeDiscovery {
    . "$PSScriptRoot/Common.ps1"
    $script:Types = (Get-Module GeminiTuning).ExportedCmdlets.Values.OutputType.Type | Where-Object { $_.FullName -like 'GeminiTuning.*' } | Sort-Object FullName -Unique
    $script:Enums = [GeminiTuning.TunedModel].Assembly.GetExportedTypes() | Where-Object { $_.IsEnum -and $_.Name -notlike '*Kind' } | Sort-Object FullName
}
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    # One of each type, with all that it can hold.
    Connect-FastEmulator
    $model = Get-TestModel 'plus one'
    $script:Objects = @(
        $model; Get-TuningOperation $model; Invoke-TunedModel $model '3'; Get-TunedModelPermission $model; Get-TuningBaseModel; Get-GeminiTuningConnection
    )
    Connect-FastVertex
    $script:Tuned = Get-Example | New-TunedModel -DisplayName numbers -EpochCount 2 -Label @{ team = 'search'; stage = 'test' } -ValidationExample (Get-Example 3) -EvaluationMetric ExactMatch -WarningAction SilentlyContinue | Wait-TuningOperation
    $batch = [pscustomobject]@{ text_input = '1'; id = 7 } | Start-TunedModelBatch $Tuned | Wait-TunedModelBatch
    $script:Objects += @($Tuned; $Tuned.Evaluations; Get-TuningOperation $Tuned; Invoke-TunedModel $Tuned '3'; $batch; Receive-TunedModelBatch $batch; $Emulator)
    # A conflict, so that the report has a finding.
    $rows = Get-Example
    $conflict = [pscustomobject]@{ text_input = $rows[0].text_input; output = 'other' }
    $rows + $conflict | Export-Csv TestDrive:/rows.csv
    $examples = @(Import-TuningExample TestDrive:/rows.csv)
    $report = $examples | Test-TuningExample -WarningAction SilentlyContinue
    $measurement = $rows | Measure-TunedModel $Tuned -Temperature 0
    $script:Objects += @($examples[0]; $report; $report.Findings; $examples | Split-TuningExample -ValidationRatio 0.2 -Seed 1 -WarningAction SilentlyContinue)
    $script:Objects += @(Show-TuningLoss $Tuned)
    $script:Objects += @($measurement; $measurement, ($rows | Measure-TunedModel $Tuned -Checkpoint 1 -Temperature 0) | Compare-TunedModel)
}
AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'ConvertTo-Csv' {
    It 'has no type name in a cell of <_.Name>' -ForEach $Types {
        $type = $_
        $all = @($Objects | Where-Object { $_.GetType() -eq $type })
        $all.Count | Should -BeGreaterThan 0 -Because 'one was made'
        foreach ($row in $all | ConvertTo-Csv | ConvertFrom-Csv) {
            foreach ($cell in $row.PSObject.Properties) {
                $cell.Value | Should -Not -Match '^(System|GeminiTuning)\.|`\d|\[\]' -Because "$($cell.Name) reads well"
            }
        }
    }

    It 'has lists and labels as text' {
        $row = $Tuned | ConvertTo-Csv | ConvertFrom-Csv
        $row.Labels -split '; ' | Should -Contain 'team=search'
        $row.Checkpoints | Should -Be '1; 2'
        $row.Snapshots | Should -Match '^step \d+, epoch 1, mean loss [\d.]+; step \d+, epoch \d, mean loss '
    }
}

Describe 'ConvertTo-Json' {
    It 'writes the names of <_.Name>, and so does System.Text.Json' -ForEach $Enums {
        foreach ($value in [enum]::GetValues($_)) {
            @{ a = $value } | ConvertTo-Json -Compress | Should -Be "{`"a`":`"$value`"}"
            [Text.Json.JsonSerializer]::Serialize($value, $_) | Should -Be "`"$value`""
        }
    }

    It 'writes no number for an enum of <_.Name>' -ForEach $Types {
        $type = $_
        foreach ($one in $Objects | Where-Object { $_.GetType() -eq $type }) {
            $json = $one | ConvertTo-Json -WarningAction SilentlyContinue | ConvertFrom-Json
            foreach ($property in $type.GetProperties() | Where-Object { $_.PropertyType.IsEnum }) { $json.($property.Name) | Should -Be $one.($property.Name).ToString() }
        }
    }

    It 'writes models, responses, batches, permissions and connections whole' {
        foreach ($one in $Objects | Where-Object { $_.GetType().Name -in 'TunedModel', 'TunedModelResponse', 'TunedModelBatch', 'TunedModelPermission', 'BaseModel', 'TuningConnection' }) {
            $one | ConvertTo-Json -WarningVariable warnings -WarningAction SilentlyContinue | Should -Not -Match '"(System|GeminiTuning)\.'
            $warnings | Should -BeNullOrEmpty
        }
    }

    It 'writes what is deeper as text that reads well' {
        foreach ($json in $Objects | ForEach-Object { $_ | ConvertTo-Json -WarningAction SilentlyContinue }) { $json | Should -Not -Match '"(System|GeminiTuning)\.' }
    }

    It 'writes an age in seconds' {
        ($Tuned | ConvertTo-Json | ConvertFrom-Json).Age.TotalSeconds | Should -BeGreaterThan 0
    }
}

Describe 'Lists' {
    It 'are indexed from both ends, sliced, and counted' {
        $Tuned.Checkpoints[0].CheckpointId, $Tuned.Checkpoints[-1].CheckpointId | Should -Be '1', '2'
        @($Tuned.Checkpoints[0, 1]).Count, $Tuned.Checkpoints.Count | Should -Be 2, 2
        $Tuned.Labels.team, $Tuned.Labels['stage'] | Should -Be 'search', 'test'
    }
}

Describe 'Sort-Object' {
    It 'puts a model without a loss last, by the way that the page shows' {
        $models = @(
            [GeminiTuning.TunedModel]@{ Name = 'none' }
            foreach ($loss in 2, 1) { [GeminiTuning.TunedModel]@{ Name = "$loss"; Snapshots = [GeminiTuning.TuningSnapshot[]] @([GeminiTuning.TuningSnapshot]@{ MeanLoss = $loss }) } }
        )
        ($models | Sort-Object { $null -eq $_.Loss }, Loss).Name | Should -Be '1', '2', 'none'
    }
}
