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
    It 'offers regions to -Location, first those that tune the newest models' {
        $offered = Get-Completion 'Connect-GeminiTuning -Vertex -Location '
        $offered[0, 1].CompletionText | Should -Be 'us-central1', 'europe-west4'
        $offered[0].ToolTip | Should -Be 'Iowa'
        @($offered.CompletionText | Select-Object -Unique).Count | Should -Be $offered.Count
        (Get-Completion 'Connect-GeminiTuning -Location europe-west').CompletionText | Should -Contain 'europe-west1'
        (Get-Completion 'Connect-GeminiTuning -Location asia').CompletionText | Where-Object { $_ -notlike 'asia*' } | Should -BeNullOrEmpty
    }

    Context 'with a connection' {
        BeforeAll {
            Connect-FastEmulator 3600
            $script:Operation = Get-Example | New-TunedModel -DisplayName 'to complete' -EpochCount 1
        }

        It 'offers tuned models to <Command>' -TestCases @(
            @{ Command = 'Get-TunedModel ' }, @{ Command = 'Invoke-TunedModel -Model ' }, @{ Command = 'Invoke-TunedModel to-comp' }, @{ Command = 'New-TunedModel -SourceModel tunedModels/to' }
            @{ Command = 'Set-TunedModel ' }, @{ Command = 'Remove-TunedModel to' }, @{ Command = 'Set-TunedModelOwner -Model ' }, @{ Command = 'Get-TunedModelPermission ' }
            @{ Command = 'Grant-TunedModelPermission ' }, @{ Command = 'Revoke-TunedModelPermission -Model ' }
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

    Context 'of permissions' {
        BeforeAll {
            Connect-FastEmulator
            $script:Shared = Get-TestModel 'shared'
            $script:Permission = Grant-TunedModelPermission $Shared -User her@example.com -Role Writer
            $null = Grant-TunedModelPermission $Shared -User "o'neil@example.com" -Role Reader
            $null = Grant-TunedModelPermission $Shared -Group team@example.com -Role Reader
        }

        It 'offers the permissions of a model to <Command>' -TestCases @{ Command = 'Revoke-TunedModelPermission' }, @{ Command = 'Grant-TunedModelPermission -Permission' }, @{ Command = 'Get-TunedModelPermission' } {
            $offered = Get-Completion "$Command $($Shared.Name)/"
            $offered.Count | Should -Be 4
            ($offered | Where-Object CompletionText -eq $Permission.Name).ToolTip | Should -Be 'her@example.com (Writer)'
        }

        It 'offers who has a role already to <Command>' -TestCases @(
            @{ Command = 'Revoke-TunedModelPermission {0} -User '; Want = "'o''neil@example.com'", 'her@example.com', 'you@emulator.invalid' }
            @{ Command = 'Grant-TunedModelPermission -Model {0} -User her'; Want = 'her@example.com' }
            @{ Command = 'Get-TunedModelPermission {0} -Group '; Want = 'team@example.com' }
            @{ Command = 'Set-TunedModelOwner {0} '; Want = "'o''neil@example.com'", 'her@example.com', 'you@emulator.invalid' }
        ) {
            (Get-Completion ($Command -f $Shared.Name)).CompletionText | Sort-Object | Should -Be ($Want | Sort-Object)
        }

        It 'finds the model in a variable' {
            Set-Variable sharedModel $Shared -Scope Global
            try {
                (Get-Completion 'Revoke-TunedModelPermission $sharedModel -User h').CompletionText | Should -Be 'her@example.com'
            } finally { Remove-Variable sharedModel -Scope Global }
        }

        It 'offers the roles with what they mean' {
            $offered = Get-Completion 'Get-TunedModelPermission a -Role '
            $offered.CompletionText | Should -Be 'Reader', 'Writer', 'Owner'
            $offered[1].ToolTip | Should -Be 'Writer: Can also update and share the model'
            (Get-Completion 'Grant-TunedModelPermission a -Everyone -Role ').CompletionText | Should -Be 'Reader', 'Writer'
        }
    }

    Context 'of texts that only the user knows' {
        It 'never offers file names, except for paths' {
            Push-Location $Repository
            try {
                $offered = foreach ($command in Get-Command -Module GeminiTuning) {
                    foreach ($parameter in $command.Parameters.Values | Where-Object { $_.ParameterType -in [string], [string[]], [uri], [securestring], [Collections.IDictionary] -and $_.Name -notlike '*Path' }) {
                        if ($parameter.Name -in [Management.Automation.Cmdlet]::CommonParameters) { continue }
                        if ((Get-Completion "$command -$($parameter.Name) ").ResultType -match '^Provider') { "$command -$($parameter.Name)" }
                    }
                }
                $offered | Should -BeNullOrEmpty
                (Get-Completion 'New-TunedModel -ValidationExample ').ResultType | Should -BeNullOrEmpty
                $secret = 'kept in a variable'
                (Get-Completion 'Connect-GeminiTuning -ApiKey $secre').CompletionText | Should -Contain '$secret' -Because $secret
                (Get-Completion 'Connect-GeminiTuning -CredentialPath ').ResultType | Should -Contain 'ProviderItem'
            } finally { Pop-Location }
        }

        It 'offers regions to -Location, first those for tuning' {
            (Get-Completion 'Connect-GeminiTuning -Location ').CompletionText | Select-Object -First 2 | Should -Be 'us-central1', 'europe-west4'
            (Get-Completion 'Connect-GeminiTuning -Location europe-w').CompletionText | Should -Contain 'europe-west1'
        }
    }

    Context 'of columns' {
        BeforeAll {
            Push-Location $TestDrive
            Set-Content 'my numbers.csv' '"text, in",category,first name', '1,2,3'
            Set-Content semicolons.csv '#TYPE System.Object', 'a;b', '1;2'
            [IO.File]::WriteAllText("$TestDrive/unicode.csv", "n$([char] 0xFA)mero,b", [Text.Encoding]::Unicode)
            Set-Variable rows @([pscustomobject]@{ Question = 1; Answer = 2 }) -Scope Global
            Set-Variable tables @(@{ Question = 1 }, @{ Question = 2 }) -Scope Global
            Set-Variable numbers @(1, 2) -Scope Global
            Set-Variable csv (Get-Item 'my numbers.csv') -Scope Global
        }
        AfterAll {
            Pop-Location
            Remove-Variable rows, tables, numbers, csv -Scope Global
        }

        It 'offers <Want> to <Line>' -TestCases @(
            @{ Line = 'Import-Csv "my numbers.csv" | New-TunedModel -InputProperty '; Want = "'text, in'", 'category', "'first name'" }
            @{ Line = "Import-Csv './my numbers.csv' | New-TunedModel -OutputProperty CAT"; Want = 'category' }
            @{ Line = 'Import-Csv "my numbers.csv" | Invoke-TunedModel -Model m -InputProperty fir'; Want = "'first name'" }
            @{ Line = 'ipcsv -Path my*.csv | New-TunedModel -InputProperty c'; Want = 'category' }
            @{ Line = 'Import-Csv $csv | New-TunedModel -InputProperty c'; Want = 'category' }
            @{ Line = 'Import-Csv -LiteralPath semicolons.csv -Delimiter ";" | New-TunedModel -InputProperty '; Want = 'a', 'b' }
            @{ Line = 'Import-Csv semicolons.csv ";" | Where-Object a -gt 1 | Select-Object -First 3 | New-TunedModel -InputProperty '; Want = 'a', 'b' }
            @{ Line = 'Import-Csv unicode.csv | New-TunedModel -InputProperty n'; Want = "n$([char] 0xFA)mero" }
            @{ Line = 'Import-Csv semicolons.csv -Header x, y | New-TunedModel -InputProperty '; Want = 'x', 'y' }
            @{ Line = '$rows | New-TunedModel -InputProperty '; Want = 'Question', 'Answer' }
            @{ Line = '$tables | Sort-Object | New-TunedModel -InputProperty '; Want = 'Question' }
            @{ Line = 'New-TunedModel -InputObject $rows -OutputProperty A'; Want = 'Answer' }
        ) {
            (Get-Completion $Line).CompletionText | Should -Be $Want
        }

        It 'offers nothing to <Line>, and no error' -TestCases @(
            @{ Line = 'Import-Csv not-there.csv | New-TunedModel -InputProperty ' }, @{ Line = 'Import-Csv nodrive:/x.csv | New-TunedModel -InputProperty ' }, @{ Line = 'Import-Csv | New-TunedModel -InputProperty ' }
            @{ Line = 'Import-Csv "my numbers.csv" | Select-Object category | New-TunedModel -InputProperty ' }, @{ Line = 'Get-Process | New-TunedModel -InputProperty ' }
            @{ Line = '$numbers | New-TunedModel -InputProperty ' }, @{ Line = '$notThere | New-TunedModel -InputProperty ' }, @{ Line = 'Import-Csv . | New-TunedModel -InputProperty ' }
        ) {
            $Error.Clear()
            Get-Completion $Line | Where-Object ResultType -eq ParameterValue | Should -BeNullOrEmpty
            $Error.Count | Should -Be 0
        }

        It 'runs nothing of the line' {
            Get-Completion '(Set-Content ran.txt x) | New-TunedModel -InputProperty ' | Out-Null
            Get-Completion 'Import-Csv "$(Set-Content ran.txt x)" | New-TunedModel -InputProperty ' | Out-Null
            "$TestDrive/ran.txt" | Should -Not -Exist
        }
    }

    It 'offers safety settings with what they mean' {
        $offered = Get-Completion 'Invoke-TunedModel a b -SafetySetting Hara'
        $offered.CompletionText | Should -Contain "@{ Harassment = 'BlockOnlyHigh' }"
        ($offered | Where-Object ListItemText -eq 'Harassment = BlockNone').ToolTip | Should -Be 'Harassment: Block nothing'
    }

    It 'takes half a pattern as it is' {
        Connect-FastEmulator
        $Error.Clear()
        (Get-Completion 'Get-TunedModel a[').CompletionText | Should -Not -Match 'tunedModels/'
        $Error.Count | Should -Be 0
    }

    It 'asks the service once in a few seconds' {
        $recorder = Open-Recorder { '{"tunedModels":[{"name":"tunedModels/a"},{"name":"tunedModels/b"}]}' }
        try {
            Connect-GeminiTuning -Endpoint $recorder.Endpoint
            (Get-Completion 'Get-TunedModel ').Count | Should -Be 2
            (Get-Completion 'Remove-TunedModel a').CompletionText | Should -Be 'tunedModels/a'
            @($recorder.Requests).Count | Should -Be 1
        } finally { Close-Recorder $recorder }
    }

    It 'waits no longer than a person would, and not again at the next key' {
        $recorder = Open-Recorder { @{ DelayMs = 20000; Body = '{}' } }
        try {
            Connect-GeminiTuning -Endpoint $recorder.Endpoint
            $first = Measure-Command { Get-Completion 'Set-TunedModel ' }
            $first.TotalSeconds | Should -BeLessThan 10
            Measure-Command { Get-Completion 'Set-TunedModel a' } | Should -BeLessThan $first
            @($recorder.Requests).Count | Should -Be 1
        } finally { Close-Recorder $recorder }
    }

    It 'looks for no metadata server' {
        $recorder = Open-Recorder { @{ Status = 404; Body = '{}' } }
        $before = $env:NO_GCE_CHECK
        Disconnect-GeminiTuning
        try {
            $env:NO_GCE_CHECK = $null
            $env:GCE_METADATA_HOST = ([uri] $recorder.Endpoint).Authority
            (Get-Completion 'Get-TunedModel ').CompletionText | Should -Not -Match 'tunedModels/'
            @($recorder.Requests).Count | Should -Be 0
        } finally {
            $env:NO_GCE_CHECK, $env:GCE_METADATA_HOST = $before, $null
            Close-Recorder $recorder
        }
    }

    It 'is silent without a service' {
        Connect-GeminiTuning -Endpoint http://127.0.0.1:9 -MaximumRetryCount 0
        $Error.Clear()
        foreach ($line in 'Invoke-TunedModel -Model ', 'Remove-TunedModel ', 'Wait-TuningOperation ', 'New-TunedModel -BaseModel ', 'Revoke-TunedModelPermission tunedModels/a/', 'Revoke-TunedModelPermission a -User ') {
            (Get-Completion $line).CompletionText | Should -Not -Match 'tunedModels/|models/|@'
        }
        $Error.Count | Should -Be 0
    }
}
