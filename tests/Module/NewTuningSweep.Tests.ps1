# A grid of settings is tuned side by side: each combination once, on the same examples, and resumed by the same command.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:Rows = Get-Example 20
    function Open-Service([string] $Service, [double] $TuningDurationSec = 0) {
        Stop-TuningEmulator
        $script:Emulator = Start-TuningEmulator -TuningDurationSec $TuningDurationSec
        Connect-GeminiTuning -Emulator -Vertex:($Service -eq 'Vertex')
        $script:Create = $Service -eq 'Vertex' ? 'createTuningJob' : 'createTunedModel'
    }
    function Get-CreateCount { [int] $Emulator.Traffic.Methods.$Create.Requests }
}
AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'New-TuningSweep on <Service>' -ForEach @{ Service = 'GeminiApi' }, @{ Service = 'Vertex' } {
    BeforeEach { Open-Service $Service }

    It 'starts a job for each combination of settings, whose display names tell the settings' {
        $operations = $Rows | New-TuningSweep numbers -EpochCount 1, 2 -LearningRateMultiplier 0.5, 1
        $operations | Should -BeOfType GeminiTuning.TuningOperation
        $operations.DisplayName | Should -Be 'numbers, epochs 1, multiplier 0.5', 'numbers, epochs 1, multiplier 1', 'numbers, epochs 2, multiplier 0.5', 'numbers, epochs 2, multiplier 1'
        $operations.ExampleCount | Should -Be 20, 20, 20, 20
        $models = $operations | Wait-TuningOperation | Sort-Object DisplayName
        $models.State | Should -Be Active, Active, Active, Active
        $models.Hyperparameters.EpochCount | Should -Be 1, 1, 2, 2
        $models.Hyperparameters.LearningRateMultiplier | Should -Be 0.5, 1, 0.5, 1
    }

    It 'starts no job twice when the command is run again, and starts what was added' {
        $first = $Rows | New-TuningSweep numbers -EpochCount 1, 2
        $again = $Rows | New-TuningSweep numbers -EpochCount 2, 1, 3, 1
        Get-CreateCount | Should -Be 3
        $again.Name | Should -Be $first[1].Name, $first[0].Name, $again[2].Name
        $again.DisplayName | Should -Be 'numbers, epochs 2', 'numbers, epochs 1', 'numbers, epochs 3'
        $null = $again | Wait-TuningOperation
        ($Rows | New-TuningSweep numbers -EpochCount 1, 2, 3 | Wait-TuningOperation).Count | Should -Be 3
        Get-CreateCount | Should -Be 3
    }

    It 'starts other jobs for other examples, another name, and a deleted model' {
        $first = $Rows | New-TuningSweep numbers -EpochCount 1 | Wait-TuningOperation
        $null = $Rows[0..18] | New-TuningSweep numbers -EpochCount 1 -WarningAction SilentlyContinue
        $null = $Rows | New-TuningSweep others -EpochCount 1
        Get-CreateCount | Should -Be 3
        $first | Remove-TunedModel -Force
        $null = $Rows | New-TuningSweep numbers -EpochCount 1
        Get-CreateCount | Should -Be 4
    }

    It 'starts a job without settings if none are given' {
        ($Rows | New-TuningSweep numbers).DisplayName | Should -Be numbers
    }

    It 'runs no more jobs at a time than -ThrottleLimit' {
        Open-Service $Service 0.5
        $operations = $Rows | New-TuningSweep numbers -EpochCount 1, 2, 3 -ThrottleLimit 1 -Verbose 4>&1
        $waits = @($operations | Where-Object { $_ -is [Management.Automation.VerboseRecord] -and "$_" -like 'Waiting until one of 1 tuning job*' })
        $waits.Count | Should -Be 2
        # Each one but the last has ended when the next one starts.
        @(Get-TunedModel | Where-Object State -EQ Active).Count | Should -BeGreaterOrEqual 2
    }

    It 'lists the jobs with -WhatIf and starts none' {
        $null = Start-Transcript "$TestDrive/whatif.txt"
        try { $Rows | New-TuningSweep numbers -EpochCount 1, 2 -WhatIf -PricePerMillionToken 10 } finally { $null = Stop-Transcript }
        $said = (Get-Content "$TestDrive/whatif.txt" -Raw) -replace '\r?\n'
        $said | Should -Match 'on 20 examples, 1 epoch[,"].* training tokens .*cost .*" on target "numbers, epochs 1 '
        $said | Should -Match '2 epochs.*" on target "numbers, epochs 2 '
        Get-CreateCount | Should -Be 0
        @(Get-TunedModel).Count | Should -Be 0
    }

    It 'checks the examples once, before it starts a job' {
        $problem = $null
        try { @{ input = 'a'; output = '' }, @{ input = ''; output = 'b' } | New-TuningSweep numbers -EpochCount 1, 2 } catch { $problem = $_ }
        $problem.FullyQualifiedErrorId | Should -BeLike 'TrainingDataRefused,*'
        Get-CreateCount | Should -Be 0
    }

    It 'starts a failed job again' {
        # The loss of the emulator's model becomes infinite.
        $settings = $Service -eq 'Vertex' ? @{ LearningRateMultiplier = 100 } : @{ LearningRate = 0.1 }
        $operation = $Rows | New-TuningSweep numbers -EpochCount 5 @settings
        $operation | Wait-TuningOperation -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'TuningFailed,*'
        $again = $Rows | New-TuningSweep numbers -EpochCount 5 @settings
        $again.Name | Should -Not -Be $operation.Name
        Get-CreateCount | Should -Be 2
    }

    It 'refuses numbers and names that are invalid, before anything is read' {
        { $Rows | New-TuningSweep numbers -EpochCount 1, 0 } | Should -Throw
        { $Rows | New-TuningSweep numbers -EpochCount 1, '2.5' } | Should -Throw "*'2.5' isn't a whole number*"
        { $Rows | New-TuningSweep numbers -EpochCount 1, 2.5 } | Should -Throw "*2.5 isn't a whole number*"
        { $Rows | New-TuningSweep numbers -LearningRateMultiplier 1, '0,5' } | Should -Throw "*'0,5' isn't a number*"
        { $Rows | New-TuningSweep numbers -LearningRateMultiplier 1, -1 } | Should -Throw "*-1 isn't allowed*"
        { $Rows | New-TuningSweep numbers -EpochCount (1..101) } | Should -Throw '*101 combinations of settings, but at most 100*'
        { $Rows | New-TuningSweep ('n' * 128) -EpochCount 1 } | Should -Throw '-DisplayName has 138 characters.*'
        Get-CreateCount | Should -Be 0
    }
}

Describe 'New-TuningSweep of one service' {
    It 'uploads the files once on Vertex AI, and shares them' {
        Open-Service Vertex
        $split = $Rows | Split-TuningExample -ValidationRatio 0.25
        $split.Training | Export-TuningExample "$TestDrive/training.jsonl"
        $split.Validation | Export-TuningExample "$TestDrive/validation.jsonl"
        $models = New-TuningSweep numbers -TrainingDataPath "$TestDrive/training.jsonl" -ValidationDataPath "$TestDrive/validation.jsonl" -EpochCount 1, 2 -AdapterSize 1, 4 -WarningAction SilentlyContinue |
            Wait-TuningOperation
        $models.Count | Should -Be 4
        $models.ValidationLoss | Should -Not -Contain $null
        $stored = (Invoke-RestMethod "$($Emulator.Endpoint)storage/v1/b/$((Get-GeminiTuningConnection).Bucket -replace '^gs://|/.*')/o").items
        @($stored).Count | Should -Be 2
        ($models | Measure-Object { $_.Hyperparameters.AdapterSize } -Sum).Sum | Should -Be 10
    }

    It 'takes a file in Cloud Storage, a source model, and labels' {
        Open-Service Vertex
        $source = $Rows | New-TunedModel source -EpochCount 1 | Wait-TuningOperation
        $split = $Rows | Export-TuningExample "$TestDrive/uri.jsonl"
        $uri = (New-TuningSweep first -TrainingDataPath "$TestDrive/uri.jsonl" -EpochCount 1 | Wait-TuningOperation) | ForEach-Object {
            (Invoke-RestMethod "$($Emulator.Endpoint)v1/$($_.Name)").supervisedTuningSpec.trainingDatasetUri
        }
        $models = New-TuningSweep second -TrainingDataUri $uri -SourceModel $source -EpochCount 1, 2 -Label @{ team = 'a' } | Wait-TuningOperation
        $models.SourceModel | Should -Not -Contain $null
        $models | ForEach-Object { $_.Labels['team'] } | Should -Be a, a
        $split | Should -BeNullOrEmpty
    }

    It 'has learning rates or multipliers, but not both' {
        Open-Service GeminiApi
        { $Rows | New-TuningSweep numbers -LearningRate 0.1 -LearningRateMultiplier 1 } | Should -Throw "*can't be combined*"
        { $Rows | New-TuningSweep numbers -AdapterSize 1, 4 } | Should -Throw -ErrorId 'NotOfService,*'
    }

    It 'goes on after settings that the service refuses, and ends at any other failure' {
        $server = Open-Recorder {
            param($request)
            if ($request.Method -eq 'GET') { '{}' }
            elseif ($request.Path -match 'epochs-2-') { @{ Status = 400; Body = '{"error":{"code":400,"message":"Two epochs are not allowed.","status":"INVALID_ARGUMENT"}}' } }
            elseif ($request.Path -match 'epochs-4-') { @{ Status = 403; Body = '{"error":{"code":403,"message":"No.","status":"PERMISSION_DENIED"}}' } }
            else { '{"name":"tunedModels/' + ($request.Path -replace '^.*tunedModelId=') + '/operations/y"}' }
        }
        $connection = Connect-GeminiTuning -Endpoint $server.Endpoint -PassThru -NoSession
        $operations = $null
        $ending = $null
        try {
            $Rows | New-TuningSweep numbers -BaseModel b -EpochCount 1, 2, 3, 4, 5 -Connection $connection -ErrorVariable problem -ErrorAction SilentlyContinue -OutVariable operations
        } catch { $ending = $_ }
        Close-Recorder $server
        $operations.DisplayName | Should -Be 'numbers, epochs 1', 'numbers, epochs 3'
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'RequestRefused,*'
        $problem[0].TargetObject | Should -Be 'numbers, epochs 2'
        $ending.FullyQualifiedErrorId | Should -BeLike 'AccessDenied,*'
        "$ending" | Should -BeLike "*run the same command again. It doesn't start a job twice."
        @($server.Requests | Where-Object Method -EQ POST).Count | Should -Be 4
    }
}
