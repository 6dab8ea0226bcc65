BeforeAll { . "$PSScriptRoot/Common.ps1" }
AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'Get-TuningOperation' {
    BeforeAll {
        Connect-FastEmulator 3600
        $script:Operations = 'one', 'two' | ForEach-Object { Get-Example | New-TunedModel -DisplayName $_ -EpochCount 1 }
    }

    It 'reads an operation by name, by object and by pipeline' {
        $name = $Operations[0].Name
        (Get-TuningOperation $name).Name | Should -Be $name
        (Get-TuningOperation $Operations[0]).Name | Should -Be $name
        ($Operations | Get-TuningOperation).Name | Should -Be $Operations.Name
    }

    It 'lists the operations of a model' {
        (Get-TuningOperation $Operations[1].Model).Name | Should -Be $Operations[1].Name
        (Get-TunedModel $Operations[1].Model | Get-TuningOperation).Name | Should -Be $Operations[1].Name
    }

    It 'lists what is running, so that a lost name is found again' {
        @(Get-TuningOperation).Name | Sort-Object | Should -Be ($Operations.Name | Sort-Object)
    }

    It 'writes a non-terminating error for one that is not there' {
        $found = Get-TuningOperation 'tunedModels/no/operations/no', $Operations[0].Name -ErrorVariable problem -ErrorAction SilentlyContinue
        $found.Name | Should -Be $Operations[0].Name
        $problem[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problem[0].TargetObject | Should -Be 'tunedModels/no/operations/no'
    }
}

Describe 'Wait-TuningOperation' {
    BeforeAll { Connect-FastEmulator }

    It 'gives the tuned model with its losses' {
        $model = Get-TestModel 'waited for' -EpochCount 3
        $model | Should -BeOfType GeminiTuning.TunedModel
        $model.State | Should -Be 'Active'
        $model.Snapshots.Count | Should -Be 15
        $model.Snapshots[-1].Step | Should -Be 15
        $model.Snapshots[-1].Epoch | Should -Be 3
        $model.Snapshots[-1].MeanLoss | Should -BeLessThan $model.Snapshots[0].MeanLoss
        $model.Hyperparameters.EpochCount | Should -Be 3
    }

    It 'picks an operation up by <How>' -TestCases @(
        @{ How = 'its name'; Carry = { param($operation) $operation.Name } }
        @{ How = 'Export-Clixml'; Carry = { param($operation) $operation | Export-Clixml "$TestDrive/operation.xml"; Import-Clixml "$TestDrive/operation.xml" } }
        @{ How = 'JSON'; Carry = { param($operation) $operation | ConvertTo-Json -Depth 5 | ConvertFrom-Json } }
        @{ How = "the model's name"; Carry = { param($operation) $operation.Model } }
        @{ How = 'the model'; Carry = { param($operation) Get-TunedModel $operation.Model } }
        @{ How = 'a hashtable'; Carry = { param($operation) @{ Name = $operation.Name } } }
    ) {
        $operation = Get-Example | New-TunedModel -EpochCount 1
        $carried = & $Carry $operation
        (Wait-TuningOperation $carried).Name | Should -Be $operation.Model
        if ($carried -isnot [hashtable]) { ($carried | Wait-TuningOperation).Name | Should -Be $operation.Model }
    }

    It 'says which operation and which model the service does not have' {
        Wait-TuningOperation tunedModels/no/operations/one -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        "$($problem[0])" | Should -Match "The service has no operation tunedModels/no/operations/one\. To check whether its model exists, run 'Get-TunedModel tunedModels/no'\.$"
    }

    It 'picks an operation up in another session' {
        $operation = Get-Example | New-TunedModel -EpochCount 1
        $endpoint = (Get-GeminiTuningConnection).Endpoint
        $name = Invoke-FreshShell "(Wait-TuningOperation '$($operation.Name)').Name" @{ GOOGLE_GEMINI_BASE_URL = "$endpoint" }
        $name | Should -Be $operation.Model
    }

    It 'waits for many side by side and writes each as it finishes' {
        $server = Open-Recorder {
            param($request)
            if ($request.Path -match 'operations/(\w+)') {
                $id = $Matches[1]
                $polls = @($requests | Where-Object Path -match "operations/$id").Count
                $done = $polls -ge @{ slow = 4; quick = 2 }[$id]
                if ($done) { "{`"name`":`"tunedModels/$id/operations/$id`",`"done`":true,`"response`":{}}" } else { '{}' }
            } else {
                "{`"name`":`"$($request.Path -replace '^/v1beta/')`",`"state`":`"ACTIVE`"}"
            }
        }
        try {
            $connection = Connect-GeminiTuning -Endpoint $server.Endpoint -PassThru
            $models = 'tunedModels/slow/operations/slow', 'tunedModels/quick/operations/quick' | Wait-TuningOperation -PollIntervalSec 1 -Connection $connection
            $models.Name | Should -Be 'tunedModels/quick', 'tunedModels/slow'
        } finally {
            Close-Recorder $server
            Connect-GeminiTuning -Emulator
        }
    }

    It 'makes a failed tuning an error with the operation as its target, while the others go on' {
        $server = Open-Recorder {
            param($request)
            switch -regex ($request.Path) {
                'operations/bad' { '{"name":"tunedModels/bad/operations/bad","done":true,"error":{"code":3,"message":"the examples are no good"}}' }
                'operations/good' { '{"name":"tunedModels/good/operations/good","done":true,"response":{}}' }
                default { '{"name":"tunedModels/good","state":"ACTIVE"}' }
            }
        }
        try {
            $connection = Connect-GeminiTuning -Endpoint $server.Endpoint -PassThru
            $models = 'tunedModels/bad/operations/bad', 'tunedModels/good/operations/good' | Wait-TuningOperation -Connection $connection -ErrorVariable problem -ErrorAction SilentlyContinue
            $models.Name | Should -Be 'tunedModels/good'
            $problem.Count | Should -Be 1
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'TuningFailed,*'
            $problem[0].TargetObject | Should -BeOfType GeminiTuning.TuningOperation
            $problem[0].TargetObject.Name | Should -Be 'tunedModels/bad/operations/bad'
            "$($problem[0])" | Should -Match 'INVALID_ARGUMENT: the examples are no good'
        } finally {
            Close-Recorder $server
            Connect-GeminiTuning -Emulator
        }
    }

    It 'ends the waiting after -TimeoutSec, never the tuning, and says how to go on' {
        Connect-FastEmulator 3600
        $operations = 'a', 'b' | ForEach-Object { Get-Example | New-TunedModel -DisplayName $_ -EpochCount 1 }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $operations | Wait-TuningOperation -TimeoutSec 1 -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 10
        $problem.Count | Should -Be 2
        $problem[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $problem.TargetObject.Name | Sort-Object | Should -Be ($operations.Name | Sort-Object)
        "$($problem[0])" | Should -Match "Wait-TuningOperation $($problem[0].TargetObject.Name)"
        (Get-TunedModel $operations[0].Model).State | Should -Be 'Creating'
    }

    It 'refuses what is not an operation, and waits for the rest' {
        Connect-FastEmulator
        $operation = Get-Example | New-TunedModel -EpochCount 1
        $models = 'a/b', $operation.Name | Wait-TuningOperation -ErrorVariable problem -ErrorAction SilentlyContinue
        $models.Name | Should -Be $operation.Model
        $problem[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $problem[0].TargetObject | Should -Be 'a/b'
    }

    It 'shows a bar that never runs backwards and is taken away at the end' {
        $server = Open-Recorder {
            param($request)
            if ($request.Path -notmatch 'operations') { return '{"name":"tunedModels/m","state":"ACTIVE"}' }
            $percent = 10, 60, 30, 80, 100
            $at = [math]::Min($request.Number, 5) - 1
            $end = if ($at -eq 4) { ',"done":true,"response":{}' }
            "{`"name`":`"tunedModels/m/operations/o`",`"metadata`":{`"totalSteps`":100,`"completedSteps`":$($percent[$at]),`"completedPercent`":$($percent[$at]),`"snapshots`":[{`"step`":$($percent[$at]),`"epoch`":2,`"meanLoss`":0.5}]}$end}"
        }
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$ModulePath'; Connect-GeminiTuning -Endpoint $($server.Endpoint); Wait-TuningOperation tunedModels/m/operations/o").Invoke()
            $records = @($shell.Streams.Progress | Where-Object Activity -like 'Tuning*')
            $shown = @($records | Where-Object RecordType -eq Processing)
            $shown.PercentComplete | Should -Be 10, 60, 60, 80, 100
            $shown[0].StatusDescription | Should -Be 'step 10 of 100, epoch 2, mean loss 0.5'
            $records[-1].RecordType | Should -Be 'Completed'
        } finally {
            $shell.Dispose()
            Close-Recorder $server
            Connect-GeminiTuning -Emulator
        }
    }

    It 'stops at once when the pipeline is stopped, and leaves no bar' {
        Connect-FastEmulator 3600
        $operation = Get-Example | New-TunedModel -EpochCount 1
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$ModulePath'; Wait-TuningOperation $($operation.Name)")
            $running = $shell.BeginInvoke()
            foreach ($attempt in 1..600) {
                if ($shell.Streams.Progress | Where-Object Activity -like 'Tuning*') { break }
                Start-Sleep -Milliseconds 50
            }
            @($shell.Streams.Progress | Where-Object Activity -like 'Tuning*').Count | Should -BeGreaterThan 0
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan $AtOnceSec
            $running.IsCompleted | Should -BeTrue
            @($shell.Streams.Progress | Where-Object Activity -like 'Tuning*')[-1].RecordType | Should -Be 'Completed'
        } finally { $shell.Dispose() }
    }
}
