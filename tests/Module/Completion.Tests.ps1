BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    function Get-Completion([string] $Line) {
        ([Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null)).CompletionMatches
    }
}
AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'Completion' {
    Context 'with a connection' {
        BeforeAll {
            Connect-FastEmulator 3600
            $script:Operation = Get-Example | New-TunedModel -DisplayName 'to complete' -EpochCount 1
        }

        It 'offers tuned models to <Command>' -TestCases @(
            @{ Command = 'Get-TunedModel ' }, @{ Command = 'Invoke-TunedModel -Model ' }, @{ Command = 'Invoke-TunedModel to-comp' }, @{ Command = 'New-TunedModel -SourceModel tunedModels/to' }
        ) {
            (Get-Completion $Command).CompletionText | Should -Contain $Operation.Model
        }

        It 'says what a model is in the tooltip' {
            (Get-Completion 'Get-TunedModel ' | Where-Object CompletionText -eq $Operation.Model).ToolTip | Should -Be 'to complete (Creating)'
        }

        It 'offers tunable base models to <Command>' -TestCases @(@{ Command = 'New-TunedModel -BaseModel ' }, @{ Command = 'Get-TuningBaseModel ' }) {
            (Get-Completion $Command).CompletionText | Should -Be (Get-TuningBaseModel).Name
        }

        It 'offers running operations to <Command>' -TestCases @(@{ Command = 'Wait-TuningOperation ' }, @{ Command = 'Get-TuningOperation ' }) {
            (Get-Completion $Command).CompletionText | Should -Be $Operation.Name
        }
    }

    It 'is silent without a service' {
        Connect-GeminiTuning -Endpoint http://127.0.0.1:9 -MaximumRetryCount 0
        $Error.Clear()
        (Get-Completion 'Invoke-TunedModel -Model ').CompletionText | Should -Not -Match 'tunedModels/'
        $Error.Count | Should -Be 0
    }
}
