BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    Connect-FastEmulator
    $script:Operation = Get-Example | New-TunedModel -DisplayName 'a view' -Id a-view -EpochCount 2 -BatchSize 4
    $script:Model = $Operation | Wait-TuningOperation
    $PSStyle.OutputRendering = 'PlainText'
    function Get-Line($InputObject, [int] $Width = 80) { (($InputObject | Out-String -Width $Width) -split '\r?\n').TrimEnd() | Where-Object { $_ } }
}
AfterAll {
    $PSStyle.OutputRendering = 'Host'
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'Views' {
    It 'shows a model as a row: its ID, name, state, steps and loss' {
        $lines = Get-Line $Model
        $lines[0] -split '\s+' | Should -Be 'Name', 'DisplayName', 'State', 'Steps', 'Loss'
        $lines[2] | Should -Match '^a-view a view\s+Active\s+10 \d\.\d{4}$'
    }

    It 'shows a model as a list with its last step' {
        $lines = Get-Line ($Model | Format-List)
        "$lines" | Should -Match 'Hyperparameters : 2 epochs, batch 4'
        "$lines" | Should -Match 'LastStep\s+: step 10, epoch 2, mean loss'
    }

    It 'never cuts the name of an operation' {
        "$(Get-Line $Operation 60)" -replace '\s' | Should -Match ([regex]::Escape($Operation.Name))
        (Get-Line $Operation)[0] -split '\s+' | Should -Be 'Done', 'Percent', 'Steps', 'Name'
    }

    It 'shows an answer as its text' {
        $answer = Invoke-TunedModel $Model '3'
        Get-Line $answer | Should -Be $answer.Text
        (Get-Line ($answer | Format-Table))[0] -split '\s+' | Should -Be 'Prompt', 'Text', 'FinishReason', 'Tokens'
        "$(Get-Line ($answer | Format-List))" | Should -Match 'SafetyRatings'
    }

    It 'shows losses as a table' {
        (Get-Line $Model.Snapshots)[0].Trim() -split '\s+' | Should -Be 'Step', 'Epoch', 'MeanLoss', 'ComputeTime'
    }

    It 'shows the connection, the base model and the emulator' {
        "$(Get-Line (Get-GeminiTuningConnection))" | Should -Match 'Service\s+: Emulator.*Endpoint.*Credential\s+: none'
        (Get-Line (Get-TuningBaseModel))[0] -split '\s+' | Should -Be 'Name', 'DisplayName'
        Stop-TuningEmulator
        (Get-Line (Start-TuningEmulator))[0] -split '\s+' | Should -Be 'Endpoint', 'DataPath'
    }

    It 'has a table and a list for every type that a cmdlet gives' {
        $types = (Get-Module GeminiTuning).ExportedCmdlets.Values.OutputType.Name | Where-Object { $_ -like 'GeminiTuning.*' } | Sort-Object -Unique
        $types.Count | Should -BeGreaterThan 4
        foreach ($type in $types) {
            $views = (Get-FormatData $type -PowerShellVersion 7.4).FormatViewDefinition.Control | ForEach-Object { $_.GetType().Name }
            $views | Should -Contain 'TableControl' -Because "$type has a table"
            $views | Should -Contain 'ListControl' -Because "$type has a list"
        }
    }
}
