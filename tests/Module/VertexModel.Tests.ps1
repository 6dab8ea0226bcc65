BeforeAll { . "$PSScriptRoot/Common.ps1" }

AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'A model of Vertex AI' {
    BeforeAll {
        Connect-FastVertex
        $script:Model = Get-VertexModel 'number generator' 12
    }

    It 'is found by its job, its ID, its model, its endpoint and its name for people' {
        (Get-TunedModel $Model.Name).Name | Should -Be $Model.Name
        (Get-TunedModel ($Model.Name -split '/')[-1]).Name | Should -Be $Model.Name
        (Get-TunedModel $Model.RegistryName).Name | Should -Be $Model.Name
        (Get-TunedModel $Model.Endpoint).Name | Should -Be $Model.Name
        (Get-TunedModel 'number*').Name | Should -Be $Model.Name
        (Get-TunedModel -Filter 'state=JOB_STATE_SUCCEEDED').Name | Should -Contain $Model.Name
        Get-TunedModel 'nothing*' | Should -BeNullOrEmpty
    }

    It 'is asked by any of them, and by the object' {
        foreach ($name in $Model.Name, ($Model.Name -split '/')[-1], $Model.RegistryName, $Model.Endpoint) {
            "$(Invoke-TunedModel $name 7 -Temperature 0)" | Should -Be '8'
        }
        "$($Model | Invoke-TunedModel -Prompt 7 -Temperature 0)" | Should -Be '8'
        -join (Invoke-TunedModel $Model 7 -Temperature 0 -Stream) | Should -Be '8'
    }

    It 'has its endpoint looked up once for all prompts and commands of a connection' {
        $connection = Connect-GeminiTuning -Emulator -Vertex -PassThru
        $before = $Emulator.Traffic.Methods.getTuningJob.Requests
        (1..20 | Invoke-TunedModel $Model -Connection $connection).Count | Should -Be 20
        $Emulator.Traffic.Methods.getTuningJob.Requests | Should -Be ($before + 1)
        $null = 1..20 | Invoke-TunedModel $Model -Connection $connection
        $Emulator.Traffic.Methods.getTuningJob.Requests | Should -Be ($before + 1)
    }

    It 'is waited for and asked with no request but those that ask' {
        $operation = Get-Example | New-TunedModel -EpochCount 1
        $null = Wait-TuningOperation $operation
        $before = $Emulator.Traffic.Methods.getTuningJob.Requests
        $answer = $operation | Wait-TuningOperation | Invoke-TunedModel -Prompt 7
        # One question how the job stands, which brings the model and its endpoint.
        $Emulator.Traffic.Methods.getTuningJob.Requests | Should -Be ($before + 1)
        # The answer names the model as the other commands do.
        $answer.Model | Should -Be $operation.Name
    }

    It 'is asked as it was after an epoch' {
        $first = Invoke-TunedModel $Model 7 -Temperature 0 -Checkpoint $Model.Checkpoints[0]
        $first.ModelVersion | Should -Not -BeNullOrEmpty
        "$(Invoke-TunedModel $Model 7 -Temperature 0 -Checkpoint $Model.Checkpoints[-1].CheckpointId)" | Should -Be '8'
        Invoke-TunedModel $Model 7 -Checkpoint 99 -ErrorVariable problem -ErrorAction SilentlyContinue
        "$problem" | Should -Match "The checkpoint '99' doesn't exist\. Available checkpoints: "
    }

    It 'is compared with its base model' {
        $base = Invoke-TunedModel -BaseModel gemini-3.5-flash -Prompt 7, 8
        $base.Count, $base[0].Model, $base[0].Text | Should -Be 2, 'gemini-3.5-flash', $base[1].Text
        (Get-Example 3 | Invoke-TunedModel -BaseModel gemini-3.5-flash)[2].InputObject.output | Should -Not -BeNullOrEmpty
        -join (Invoke-TunedModel -BaseModel gemini-3.5-flash 7 -Stream) | Should -Be $base[0].Text
        Invoke-TunedModel -BaseModel gemini-9 -Prompt 7 -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -Match '^NotFound'
        "$($problem[0].ErrorDetails)" | Should -Match 'The model gemini-9 may not exist, or not be served in us-central1'
        { 7 | Invoke-TunedModel -BaseModel gemini-3.5-flash -Prompt 8 } | Should -Throw '*not both*' -ErrorId 'InvalidArgument,*'
        $gemini = Connect-GeminiTuning -Emulator -NoSession
        (Invoke-TunedModel -BaseModel models/gemini-2.5-flash -Prompt 7 -Connection $gemini).Model | Should -Be 'models/gemini-2.5-flash'
    }

    It 'is told something beforehand' {
        "$(Invoke-TunedModel $Model 7 -Temperature 0 -SystemInstruction 'Count.')" | Should -Be '8'
    }

    It 'takes prompts of any length' {
        "$(Invoke-TunedModel $Model ('7 ' * 30000))" | Should -Not -BeNullOrEmpty
    }

    It 'survives a file, as CLIXML and as JSON' {
        $file = Join-Path $TestDrive model.xml
        $Model | Export-Clixml $file
        $back = Import-Clixml $file
        "$($back | Invoke-TunedModel -Prompt 7 -Temperature 0)" | Should -Be '8'
        $back | Format-Table | Out-String | Should -Match 'number generator'
        "$($Model | ConvertTo-Json -Depth 5 | ConvertFrom-Json | Invoke-TunedModel -Prompt 7 -Temperature 0)" | Should -Be '8'
    }

    It 'completes by Tab, with its checkpoints' {
        $line = "Invoke-TunedModel -Model $($Model.Name) -Prompt 1 -Checkpoint "
        ([Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)).CompletionMatches.CompletionText | Should -Contain $Model.Checkpoints[0].CheckpointId
        $line = 'Get-TunedModel proj'
        ([Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)).CompletionMatches.CompletionText | Should -Contain $Model.Name
    }

    It 'says what it is called where it is no name' {
        'tunedModels/a', '../x', 'projects/p/locations/l/buckets/b' | ForEach-Object {
            $problem = $null
            Get-TunedModel $_ -ErrorVariable problem -ErrorAction SilentlyContinue
            "$problem" | Should -Match 'tuningJobs/ID'
        }
    }
}

Describe 'Removing a model of Vertex AI' {
    BeforeEach { Connect-FastVertex }

    It 'takes away its endpoints and itself, and says each step' {
        $model = Get-VertexModel 'gone' 2
        $steps = $model | Remove-TunedModel -Force -Verbose 4>&1 | ForEach-Object { "$_" } | Where-Object { $_ -match '^(Undeploying|Deleting)' }
        $steps.Count | Should -Be 5
        $steps[-1] | Should -Be "Deleting $($model.RegistryName -replace '@.*')."
        Get-TunedModel | Should -BeNullOrEmpty
        (Invoke-RestMethod "$($Emulator.Endpoint)v1/projects/emulator/locations/us-central1/endpoints").endpoints | Should -BeNullOrEmpty
        Invoke-TunedModel $model 1 -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        # All of it can be done again.
        $model | Remove-TunedModel -Force -ErrorAction Stop
    }

    It 'ends well when it is repeated after a fault at any step' {
        $folder = Join-Path $TestDrive faults
        Connect-FastVertex -DataPath $folder
        $model = Get-VertexModel 'fault' 1
        foreach ($good in 0..9) {
            Connect-FastVertex -DataPath $folder -Fault (@('none') * $good + '400')
            Connect-GeminiTuning -Emulator -Vertex -MaximumRetryCount 0
            $model | Remove-TunedModel -Force -ErrorAction SilentlyContinue
        }
        Connect-FastVertex -DataPath $folder
        $model | Remove-TunedModel -Force -ErrorAction Stop
        Get-TunedModel | Should -BeNullOrEmpty
    }

    It 'tries again what the service refuses while an undeployment settles' {
        $folder = Join-Path $TestDrive settling
        Connect-FastVertex -DataPath $folder
        $model = Get-VertexModel 'settling' 1
        # The job, the endpoint, the undeployment and its operation; then the endpoint can't be deleted yet.
        Connect-FastVertex -DataPath $folder -Fault none, none, none, none, 409
        $lines = $model | Remove-TunedModel -Force -Verbose -ErrorAction Stop 4>&1 | ForEach-Object { "$_" }
        @($lines -match '^The service refused this step, because the model was undeployed a moment ago\. The operation was aborted\. Retrying in 1 second\.$').Count | Should -Be 1
        Get-TunedModel | Should -BeNullOrEmpty
    }

    It 'leaves the other versions of a model alone' {
        $first = Get-VertexModel 'versions' 1
        $second = Get-Example | New-TunedModel -SourceModel $first -EpochCount 1 | Wait-TuningOperation
        $second.RegistryName | Should -Be ($first.RegistryName -replace '@1$', '@2')
        $first | Remove-TunedModel -Force -ErrorAction Stop
        "$(Invoke-TunedModel $second 7)" | Should -Not -BeNullOrEmpty
        $second | Remove-TunedModel -Force -ErrorAction Stop
        Get-TunedModel | Should -BeNullOrEmpty
    }

    It 'cancels a tuning that runs' {
        Connect-FastVertex -TuningDurationSec 3600
        $operation = Get-Example | New-TunedModel
        $operation | Remove-TunedModel -Force
        $operation | Wait-TuningOperation -ErrorVariable problem -ErrorAction SilentlyContinue
        "$problem" | Should -Match 'CANCELLED'
    }

    It 'asks before each, and takes patterns' {
        $null = Get-VertexModel 'keep me' 1
        $null = Get-VertexModel 'drop me' 1
        Get-TunedModel | Remove-TunedModel -WhatIf
        Remove-TunedModel 'drop*' -Force
        (Get-TunedModel).DisplayName | Should -Be 'keep me'
    }
}
