BeforeAll { . "$PSScriptRoot/Common.ps1" }

AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'Tuning on Vertex AI' {
    BeforeAll { Connect-FastVertex }

    It 'is the same pipeline' {
        $answer = Import-Csv $NumberCsv | New-TunedModel -DisplayName 'number generator' -EpochCount 20 -WarningAction SilentlyContinue |
            Wait-TuningOperation | Invoke-TunedModel -Prompt 'twenty two' -Temperature 0
        "$answer" | Should -Be 'twenty three'
        $answer | Should -BeOfType GeminiTuning.TunedModelResponse
    }

    It 'gives an operation that says what is being tuned' {
        $operation = Get-Example | New-TunedModel -DisplayName 'said' -EpochCount 2
        $operation | Should -BeOfType GeminiTuning.TuningOperation
        $operation.Name | Should -Match '^projects/emulator/locations/us-central1/tuningJobs/\d+$'
        $operation.Model, $operation.DisplayName, $operation.ExampleCount | Should -Be $operation.Name, 'said', 20
        $ended = $operation | Wait-TuningOperation | Get-TuningOperation
        $ended.Done, $ended.CompletedPercent, $ended.TotalSteps, $ended.CompletedSteps, $ended.TotalEpochs, $ended.JobState | Should -Be $true, 100, 10, 10, 2, 'Succeeded'
    }

    It 'gives a model with its endpoint, its place in the registry and its checkpoints' {
        $model = Get-VertexModel 'whole' 3
        $model.State, $model.BaseModel, $model.DisplayName | Should -Be 'Active', 'gemini-3.5-flash', 'whole'
        $model.Endpoint | Should -Match '^projects/emulator/locations/us-central1/endpoints/\d+$'
        $model.RegistryName | Should -Match '^projects/emulator/locations/us-central1/models/\d+@1$'
        $model.Checkpoints.Epoch | Should -Be 1, 2, 3
        $model.Checkpoints.Step | Should -Be 5, 10, 15
        $model.Checkpoints.Model | Select-Object -Unique | Should -Be $model.Name
        $model.DefaultCheckpointId | Should -Be '3'
    }

    It 'gives a model with its loss and accuracy, on validation examples too' {
        $model = Get-Example | New-TunedModel -DisplayName 'measured' -EpochCount 3 -ValidationExample (Get-Example 5) | Wait-TuningOperation
        $model.Snapshots.Step | Should -Be (1..15)
        $model.Snapshots[-1].MeanLoss | Should -BeLessThan $model.Snapshots[0].MeanLoss
        $model.Loss | Should -Be $model.Snapshots[-1].MeanLoss
        $model.Snapshots[-1].TokenAccuracy | Should -BeGreaterThan $model.Snapshots[0].TokenAccuracy
        ($model.Snapshots | Where-Object { $null -ne $_.ValidationLoss }).Step | Should -Be 5, 10, 15
        $model.Checkpoints.ValidationLoss | Should -Be ($model.Snapshots | Where-Object { $null -ne $_.ValidationLoss }).ValidationLoss
        $model.ValidationLoss | Should -Be $model.Checkpoints[-1].ValidationLoss
        $model.Curve | Should -Match '^\S+$'
    }

    It 'has the same loss on both services, by the same command' {
        $loss = foreach ($isVertex in $false, $true) {
            $connection = Connect-GeminiTuning -Emulator -Vertex:$isVertex -NoSession
            $model = Get-Example | New-TunedModel -EpochCount 4 -Connection $connection | Wait-TuningOperation -Connection $connection
            , ($model.Snapshots | Group-Object Epoch | ForEach-Object { "$($_.Name) $(($_.Group.MeanLoss | Measure-Object -Average).Average)" })
        }
        $loss[0].Count | Should -Be 4
        $loss[1] | Should -Be $loss[0]
    }

    It 'has counted before what the service then charges for' {
        $rows = Get-Example 30
        $said = $rows | New-TunedModel -DisplayName 'counted' -EpochCount 3 -CountToken -SystemInstruction 'Add one.' -InformationVariable told 6> $null
        "$told" | Should -Match '^The tuning uses (\d+) training tokens \((\d+) x 3 epochs\)\.$'
        $counted, $each = "$told" | Select-String '\d+' -AllMatches | ForEach-Object { $_.Matches[0, 1].Value }
        $model = $said | Wait-TuningOperation
        $model.DataStatistics.BillableTokenCount, ($model.DataStatistics.BillableTokenCount / 3) | Should -Be $counted, $each
        ($model.DataStatistics.InputTokens.Total + $model.DataStatistics.OutputTokens.Total) * 3 | Should -Be $counted
        $model.DataStatistics.ExampleCount, $model.DataStatistics.StepCount, $model.DataStatistics.DroppedExampleCount | Should -Be 30, $model.Steps, 0
        $model.DataStatistics.OutputTokens.GetBuckets().Count | Should -Be 1
        (Get-TunedModel $model).DataStatistics | Should -Be $model.DataStatistics.ToString()
        $model | Format-List | Out-String | Should -Match "DataStatistics\s+: 30 examples, $counted billable tokens"
    }

    It 'counts the same for rows, a file on this computer and one in the bucket' {
        $rows = Get-Example 25
        $rows | Export-TuningExample "$TestDrive/count.jsonl" -Format Vertex
        $model = New-TunedModel -TrainingDataPath "$TestDrive/count.jsonl" -EpochCount 1 | Wait-TuningOperation
        $uri = (Invoke-RestMethod "$($Emulator.Endpoint)v1/$($model.Name)").supervisedTuningSpec.trainingDatasetUri
        $null = Start-Transcript "$TestDrive/counts.txt"
        try {
            $rows | New-TunedModel -EpochCount 2 -WhatIf -CountToken
            New-TunedModel -TrainingDataPath "$TestDrive/count.jsonl" -EpochCount 2 -WhatIf -PricePerMillionToken 1e6
            New-TunedModel -TrainingDataUri $uri -EpochCount 2 -WhatIf -CountToken
            $rows | New-TunedModel -SourceModel $model -EpochCount 2 -WhatIf -CountToken
        } finally { $null = Stop-Transcript }
        # A transcript breaks long lines where the window ends.
        $said = (Get-Content "$TestDrive/counts.txt" -Raw) -replace '\r?\n'
        [regex]::Matches($said, '100 training tokens \(50 x 2 epochs\)').Count | Should -Be 4
        $said | Should -Match '100 training tokens \(50 x 2 epochs\), cost 100\.00'
    }

    It 'estimates the tokens of a large dataset from a sample' {
        $before = $Emulator.Traffic.Requests
        $null = Start-Transcript "$TestDrive/sample.txt"
        try {
            1..1100 | ForEach-Object { @{ Input = "$_ " + 'a' * (4 * ($_ % 1200)); Output = 'b' * (1 + $_ % 4) } } |
                ForEach-Object { $_; $_; $_ } | New-TunedModel -EpochCount 1 -PricePerMillionToken 1 -WhatIf -WarningAction SilentlyContinue
        } finally { $null = Stop-Transcript }
        $said = (Get-Content "$TestDrive/sample.txt" -Raw) -replace '\r?\n'
        $said | Should -Match 'about [\d,]+ training tokens \([\d,]+ x 1 epoch\), 95% interval [\d,]+ to [\d,]+, estimated from [\d,]+ of 3,300 examples, cost about \d\.\d\d \(\d\.\d\d to \d\.\d\d\)'
        $Emulator.Traffic.Requests - $before | Should -BeLessOrEqual 20
        $truth = 3 * (1..1100 | ForEach-Object { [math]::Ceiling(("$_ ".Length + 4 * ($_ % 1200)) / 4) + 1 } | Measure-Object -Sum).Sum
        $tokens, $low, $high = [regex]::Match($said, 'about ([\d,]+) .*95% interval ([\d,]+) to ([\d,]+),').Groups[1..3].Value | ForEach-Object { [long] ($_ -replace ',') }
        $low, $high, [math]::Abs($tokens - $truth) | Should -Be @([math]::Min($low, $truth), [math]::Max($high, $truth), [math]::Min($truth * 0.02, [math]::Abs($tokens - $truth)))
    }

    It 'warns of a retired base model on create, ask and batch, and goes on' {
        $connection = Connect-GeminiTuning -Emulator -Vertex -NoSession
        $model = Get-Example | New-TunedModel -BaseModel gemini-2.5-flash -EpochCount 1 -Connection $connection -WarningVariable warned -WarningAction SilentlyContinue | Wait-TuningOperation -Connection $connection
        "$warned" | Should -Match "Google's retirement date for gemini-2.5-flash was October 16, 2026.*Use gemini-3.5-flash-lite or gemini-3.1-flash-lite instead"
        $answers = 1..3 | Invoke-TunedModel $model -ThinkingBudget 0 -Connection $connection -WarningVariable warned -WarningAction SilentlyContinue
        $answers.Count | Should -Be 3
        @($warned).Count | Should -Be 1
        $null = '1' | Start-TunedModelBatch $model -Connection $connection -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Match 'retirement date for gemini-2.5-flash'
        Get-Example | New-TunedModel -EpochCount 1 -WhatIf -Connection $connection -WarningVariable warned
        $warned | Should -BeNullOrEmpty
    }

    It 'lists the base models of the Model Garden with what is known of them' {
        $connection = Connect-GeminiTuning -Emulator -Vertex -NoSession
        $models = Get-TuningBaseModel -Connection $connection
        $default = $models | Where-Object Name -eq gemini-3.5-flash
        $default.CanTune, $default.LaunchStage, $default.RetirementDate | Should -Be $true, 'GA', ([DateOnly] '2027-05-19')
        ($models | Where-Object Name -eq gemini-2.5-flash).CanTune | Should -BeNullOrEmpty
        (Get-TuningBaseModel 'gemini-3*lite' -Connection $connection).Name | Should -Be 'gemini-3.1-flash-lite'
        Get-TuningBaseModel gemini-9 -Connection $connection -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -Match '^NotFound'
        (Get-Example | New-TunedModel -BaseModel $default.Name -EpochCount 1 -Connection $connection).Name | Should -Not -BeNullOrEmpty
    }

    It 'makes the checkpoint with the lowest validation loss the default, in one pipeline' {
        $model = Get-Example | New-TunedModel -DisplayName 'chosen' -EpochCount 4 -ValidationExample (Get-Example 5) | Wait-TuningOperation
        $model.DefaultCheckpointId | Should -Be '4'
        $worst = $model.Checkpoints | Sort-Object ValidationLoss -Descending | Select-Object -First 1
        $changed = $worst | Set-TunedModel -PassThru
        $changed.Name, $changed.DefaultCheckpointId | Should -Be $model.Name, '1'
        $changed.ValidationLoss | Should -Be $model.ValidationLoss
        (Get-TunedModel $model).DefaultCheckpointId | Should -Be '1'
        ((Get-TunedModel $model).Checkpoints | Where-Object IsDefault).CheckpointId | Should -Be '1'
        $first = Invoke-TunedModel $model 7 -Temperature 0 -Checkpoint 1
        (Invoke-TunedModel $model 7 -Temperature 0).ModelVersion | Should -Be $first.ModelVersion
        $best = $model.Checkpoints | Sort-Object ValidationLoss | Select-Object -First 1
        ($best | Set-TunedModel -PassThru).DefaultCheckpointId | Should -Be $best.CheckpointId
    }

    It 'changes the display name, the description and labels of a model' {
        $model = Get-VertexModel 'before' 1
        $changed = Set-TunedModel $model 'after' -Description 'For numbers.' -Label @{ team = 'b'; run = 7 } -PassThru
        $changed.DisplayName, $changed.Description, $changed.Labels['team'], $changed.Labels['run'] | Should -Be 'after', 'For numbers.', 'b', '7'
        $read = Get-TunedModel $model
        $read.DisplayName, $read.Description, $read.Labels['team'] | Should -Be 'after', 'For numbers.', 'b'
        (Get-TunedModel 'after*').Name | Should -Contain $model.Name
        $null = Set-TunedModel $model -Label @{ team = 'c' }
        (Get-TunedModel $model).Labels['run'] | Should -Be '7'
        Set-TunedModel $model -DefaultCheckpoint 1 -WhatIf
        { Set-TunedModel $model -DefaultCheckpoint 99 -ErrorAction Stop } | Should -Throw "*checkpoint '99' doesn't exist*" -ErrorId 'InvalidArgument,*'
        { Set-TunedModel $model -Temperature 1 -ErrorAction Stop } | Should -Throw -ErrorId 'NotOfService,*'
        { Set-TunedModel $model -ErrorAction Stop } | Should -Throw '*nothing to update*'
    }

    It 'sorts models by loss, read once and with few requests' {
        $connection = Connect-GeminiTuning -Emulator -Vertex -NoSession
        1, 6 | ForEach-Object { $null = Get-Example | New-TunedModel -DisplayName 'sorted' -EpochCount $_ -Connection $connection | Wait-TuningOperation -Connection $connection }
        $fresh = Connect-GeminiTuning -Emulator -Vertex -NoSession
        $before = $Emulator.Traffic.Methods.batchReadTensorboardTimeSeriesData.Requests
        $models = Get-TunedModel 'sorted*' -Connection $fresh
        ($models | Sort-Object Loss).Steps | Should -Be 30, 5
        $null = Get-TunedModel 'sorted*' -Connection $fresh
        $Emulator.Traffic.Methods.batchReadTensorboardTimeSeriesData.Requests | Should -Be ($before + 2)
    }

    It 'shows the loss in the operation, too' {
        $operation = Get-Example | New-TunedModel -EpochCount 3
        $null = $operation | Wait-TuningOperation
        ($operation | Get-TuningOperation).LossCurve | Should -Match '^\S{15}$'
    }

    It 'takes every setting that the service has' {
        $model = Get-Example | New-TunedModel -DisplayName 'all' -Description 'With all.' -BaseModel gemini-3.1-flash-lite -EpochCount 2 -LearningRateMultiplier 0.5 -AdapterSize 8 `
            -ExportLastCheckpointOnly -Label @{ team = 'research'; run = 7 } -KmsKeyName projects/p/locations/us-central1/keyRings/r/cryptoKeys/k -ServiceAccount tuner@p.iam.gserviceaccount.com `
            -ValidationExample (Get-Example 5) | Wait-TuningOperation
        $model.Description, $model.BaseModel | Should -Be 'With all.', 'gemini-3.1-flash-lite'
        $model.Hyperparameters.EpochCount, $model.Hyperparameters.LearningRateMultiplier, $model.Hyperparameters.AdapterSize | Should -Be 2, 0.5, 8
        $model.Labels['team'], $model.Labels['run'] | Should -Be 'research', '7'
        $model.Checkpoints | Should -BeNullOrEmpty
        $job = Invoke-RestMethod "$($Emulator.Endpoint)v1/$($model.Name)"
        $job.encryptionSpec.kmsKeyName, $job.serviceAccount | Should -Be 'projects/p/locations/us-central1/keyRings/r/cryptoKeys/k', 'tuner@p.iam.gserviceaccount.com'
        Get-Stored $job.supervisedTuningSpec.validationDatasetUri | Should -Match '^\{"contents"'
    }

    It 'writes the examples as the service reads them, with what the model is told beforehand' {
        $rows = @(
            [pscustomobject]@{ Question = 'a'; Answer = 'b'; system_instruction = 'Own.' }
            [pscustomobject]@{ Question = "c`nd"; Answer = "`u{e9} `"q`" `u{6570}"; system_instruction = '' }
        )
        $operation = $rows | New-TunedModel -SystemInstruction 'For all.' -WarningAction SilentlyContinue
        $uri = (Invoke-RestMethod "$($Emulator.Endpoint)v1/$($operation.Name)").supervisedTuningSpec.trainingDatasetUri
        $uri | Should -Match '^gs://emulator/geminituning/[0-9a-f]{64}\.jsonl$'
        $lines = (Get-Stored $uri).TrimEnd("`n") -split "`n"
        $lines[0] | Should -BeExactly '{"systemInstruction":{"parts":[{"text":"Own."}]},"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"b"}]}]}'
        $lines[1] | Should -BeExactly ('{"systemInstruction":{"parts":[{"text":"For all."}]},"contents":[{"role":"user","parts":[{"text":"c\nd"}]},{"role":"model","parts":[{"text":"E \"q\" S"}]}]}'.Replace('E', "`u{e9}").Replace('S', "`u{6570}"))
        $null = $operation | Wait-TuningOperation
        # A column of another name, and a message where it is not there.
        $null = $rows | New-TunedModel -SystemInstructionProperty system_instruction -WarningAction SilentlyContinue | Wait-TuningOperation
        { $rows | New-TunedModel -SystemInstructionProperty nope } | Should -Throw "*'nope'*-SystemInstructionProperty*Question, Answer, system_instruction*"
    }

    It 'sends the same set once' {
        $null = Get-VertexModel 'one' 1
        $before = $Emulator.Traffic.Methods.startUpload.Requests
        $null = Get-VertexModel 'two' 1
        $Emulator.Traffic.Methods.startUpload.Requests | Should -Be $before
        $null = Get-Example 21 | New-TunedModel -EpochCount 1 | Wait-TuningOperation
        $Emulator.Traffic.Methods.startUpload.Requests | Should -Be ($before + 1)
    }

    It 'shows how far an upload is' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$ModulePath'; 1..30 | ForEach-Object { [pscustomobject]@{ Input = [guid]::NewGuid(); Output = 'x' * 500000 } } | New-TunedModel -DisplayName bar").Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            $bar = @($shell.Streams.Progress | Where-Object Activity -Like 'Uploading gs://emulator/geminituning/*')
            $bar.Count | Should -BeGreaterThan 2
            $bar.StatusDescription | Should -Contain '15.0 of 15.0 MB'
            $bar[-1].RecordType | Should -Be 'Completed'
        } finally { $shell.Dispose() }
        Get-TuningOperation | Stop-TuningOperation
    }

    It 'takes a dataset that is in Cloud Storage already' {
        $operation = Get-Example | New-TunedModel -DisplayName 'first' -EpochCount 1
        $uri = (Invoke-RestMethod "$($Emulator.Endpoint)v1/$($operation.Name)").supervisedTuningSpec.trainingDatasetUri
        $null = $operation | Wait-TuningOperation
        $model = New-TunedModel -DisplayName 'from there' -TrainingDataUri $uri -ValidationDataUri $uri -EpochCount 1 | Wait-TuningOperation
        $model.State | Should -Be 'Active'
        { New-TunedModel -TrainingDataUri 'https://example.com/x.jsonl' } | Should -Throw '*TrainingDataUri: *isn''t a valid Cloud Storage object. Allowed: gs://BUCKET/OBJECT*'
        (New-TunedModel -TrainingDataUri $uri -WhatIf 6>&1 3>&1) | Should -BeNullOrEmpty
    }

    It 'sends a file on this computer as it is' {
        $file = "$TestDrive/training.jsonl"
        [IO.File]::WriteAllText($file, ((1..25 | ForEach-Object { '{ "contents": [{"role": "user", "parts": [{"text": "in ' + $_ + '"}]}, {"role": "model", "parts": [{"text": "out ' + $_ + '"}]}] }' }) -join "`r`n"))
        Get-Example 3 | Export-TuningExample "$TestDrive/validation.jsonl"
        $operation = New-TunedModel -DisplayName 'from a file' -TrainingDataPath $file -ValidationDataPath "$TestDrive/validation.jsonl" -EpochCount 1 -WarningVariable warned
        $warned | Should -BeNullOrEmpty
        $operation.ExampleCount | Should -Be 25
        $spec = (Invoke-RestMethod "$($Emulator.Endpoint)v1/$($operation.Name)").supervisedTuningSpec
        $hash = (Get-FileHash $file).Hash.ToLowerInvariant()
        $spec.trainingDatasetUri | Should -Be "gs://emulator/geminituning/$hash.jsonl"
        $spec.validationDatasetUri | Should -Match '^gs://emulator/geminituning/[0-9a-f]{64}\.jsonl$'
        Invoke-WebRequest "$($Emulator.Endpoint)storage/v1/b/emulator/o/geminituning%2F$hash.jsonl?alt=media" -OutFile "$TestDrive/sent.jsonl"
        (Get-FileHash "$TestDrive/sent.jsonl").Hash | Should -Be $hash
        ($operation | Wait-TuningOperation).State | Should -Be 'Active'

        # It is there already.
        New-TunedModel -TrainingDataPath $file -EpochCount 1 -Debug -WarningAction SilentlyContinue 5>&1 | Where-Object { "$_" -match 'POST .*upload' } | Should -BeNullOrEmpty
        Get-TuningOperation | Stop-TuningOperation
    }

    It 'checks a file on this computer as it checks rows, and names the lines' {
        $before = $Emulator.Traffic.Requests
        $lines = @(Get-Example 30 | ForEach-Object { @{ contents = @(@{ role = 'user'; parts = @(@{ text = $_.text_input }) }; @{ role = 'model'; parts = @(@{ text = $_.output }) }) } | ConvertTo-Json -Depth 5 -Compress })
        $lines[3] = '{"input": "a", "output": "b"}'
        $lines[20] = $lines[20] -replace '"text":"[^"]*"', '"text":""'
        $lines | Set-Content "$TestDrive/bad.jsonl"
        $problem = try { New-TunedModel -TrainingDataPath "$TestDrive/bad.jsonl" } catch { $_ }
        $problem.FullyQualifiedErrorId | Should -Be 'TrainingDataRefused,GeminiTuning.Commands.NewTunedModelCommand'
        $problem.Exception.InvalidRows.Line | Should -Be 4, 21
        $problem.Exception.InvalidRows[0].File | Should -Be (Join-Path $TestDrive bad.jsonl)
        $problem.Exception.Message | Should -Match 'bad\.jsonl, line 4: .*contents'
        { Get-Example | New-TunedModel -ValidationDataPath "$TestDrive/bad.jsonl" } | Should -Throw '-ValidationDataPath: 3 problems*line 4:*'
        { New-TunedModel -TrainingDataPath "$TestDrive/none.jsonl" } | Should -Throw '*none.jsonl*'
        { New-TunedModel -TrainingDataPath "$TestDrive/bad.jsonl" -InputProperty a } | Should -Throw '*Omit them with -TrainingDataPath*'
        { Get-Example | New-TunedModel -ValidationDataPath a -ValidationDataUri gs://b/o } | Should -Throw '-ValidationDataPath and -ValidationDataUri can''t be combined.*'
        @($lines[5..29] | Where-Object { $_ -ne $lines[20] }) + $lines[5] | Set-Content "$TestDrive/twice.jsonl"
        New-TunedModel -TrainingDataPath "$TestDrive/twice.jsonl" -WhatIf -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike 'Duplicate (twice.jsonl:25)*'
        $Emulator.Traffic.Requests | Should -Be $before
    }

    It 'sends chats as they are, also from a job or a file of Export-Clixml' {
        $chat = '{"contents":[{"role":"user","parts":[{"text":"Hi"}]},{"role":"model","parts":[{"text":"Hello"}]},{"role":"user","parts":[{"text":"2"}]},{"role":"model","parts":[{"text":"3"}]}],"tools":[]}'
        $chat, '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}' | Set-Content "$TestDrive/chats.jsonl"
        $examples = Import-TuningExample "$TestDrive/chats.jsonl"
        $examples | Export-Clixml "$TestDrive/chats.xml"
        $sent = foreach ($set in $examples, (Import-Clixml "$TestDrive/chats.xml")) {
            $operation = $set | New-TunedModel -EpochCount 1 -WarningAction SilentlyContinue
            (Invoke-RestMethod "$($Emulator.Endpoint)v1/$($operation.Name)").supervisedTuningSpec.trainingDatasetUri
            $null = $operation | Stop-TuningOperation
        }
        $sent[0] | Should -Be $sent[1]
        $text = Invoke-RestMethod "$($Emulator.Endpoint)storage/v1/b/emulator/o/$([uri]::EscapeDataString(($sent[0] -replace '^gs://emulator/')))?alt=media"
        ($text -split "`n")[0] | Should -Be $chat
    }

    It 'warns about a dataset that tunes badly, once, and not about a good one' {
        $rows = 1..30 | ForEach-Object { [pscustomobject]@{ Input = "in $_"; Output = $_ -le 28 ? 'a' : 'b' } }
        $rows + $rows[0] + @{ Input = 'IN  2'; Output = 'b' } | New-TunedModel -WhatIf -ValidationExample $rows[4, 5] -WarningVariable warned -WarningAction SilentlyContinue
        @($warned | ForEach-Object { "$_" -replace '[ :].*' }) | Should -Be 'Conflict', 'Duplicate', 'Leakage'
        "$warned" | Should -BeLike '*Conflict (rows 2, 32): *Duplicate (row 31): *Leakage (rows 5, 6): *'
        $rows | New-TunedModel -WhatIf -WarningVariable unbalanced -WarningAction SilentlyContinue
        "$unbalanced" | Should -BeLike 'Imbalance: *28 examples*2 examples*'
        1..30 | ForEach-Object { @{ Input = "in $_"; Output = 'same' } } | New-TunedModel -WhatIf -WarningVariable single -WarningAction SilentlyContinue
        "$single" | Should -BeLike "SingleOutput: *'same'*"
    }

    It 'goes on from a tuned model, and from one of its checkpoints' {
        $model = Get-VertexModel 'source' 3
        $next = Get-Example | New-TunedModel -DisplayName 'next' -SourceModel $model -EpochCount 1 | Wait-TuningOperation
        $next.SourceModel, $next.BaseModel | Should -Be $model.RegistryName, 'gemini-3.5-flash'
        $other = Get-Example | New-TunedModel -DisplayName 'other' -SourceModel $model.RegistryName -Checkpoint 2 -EpochCount 1 | Wait-TuningOperation
        (Invoke-RestMethod "$($Emulator.Endpoint)v1/$($other.Name)").preTunedModel.checkpointId | Should -Be '2'
    }

    It 'warns of examples that the service left out, by their rows' {
        $rows = @(Get-Example) + [pscustomobject]@{ text_input = 'x' * 600000; output = 'y' }
        $null = $rows | New-TunedModel -EpochCount 1 | Wait-TuningOperation -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Match '(?s)truncated or dropped 1 example\..*- Row 21: '
    }

    It 'says which rows are bad before anything is sent' {
        $before = $Emulator.Traffic.Requests
        { @([pscustomobject]@{ Input = 'a'; Output = 'b' }; [pscustomobject]@{ Input = ''; Output = 'b' }) | New-TunedModel } | Should -Throw '*row 2*input*empty*'
        { Get-Example | New-TunedModel -ValidationExample @([pscustomobject]@{ Input = 'a'; Output = '' }) } | Should -Throw '*-ValidationExample*row 1*output*empty*'
        { Get-Example | New-TunedModel -ValidationExample (1..5001 | ForEach-Object { @{ Input = 1; Output = 2 } }) } | Should -Throw '*There are 5,001 examples. The maximum is 5,000.*'
        { Get-Example | New-TunedModel -ValidationExample (Get-Example 2) -ValidationDataUri gs://bucket/o } | Should -Throw '-ValidationExample and -ValidationDataUri can''t be combined. Specify only one of them.'
        { Get-Example | New-TunedModel -Label @{ Team = 1 } } | Should -Throw "*label 'Team' = '1' isn't valid*"
        { Get-Example | New-TunedModel -KmsKeyName k } | Should -Throw '*cryptoKeys/KEY*'
        { Get-Example | New-TunedModel -ServiceAccount k } | Should -Throw '*email address*'
        { Get-Example | New-TunedModel -DisplayName ('x' * 129) } | Should -Throw '*The maximum is 128.*'
        $Emulator.Traffic.Requests | Should -Be $before
    }

    It 'asks for a bucket before it reads the examples' {
        Connect-GeminiTuning -AccessToken (ConvertTo-Secret 'a-token') -Vertex -Project p -Location us-central1
        try { { Get-Example | New-TunedModel } | Should -Throw '*-Bucket*GEMINITUNING_BUCKET*-TrainingDataUri*' } finally { Connect-GeminiTuning -Emulator -Vertex }
    }
}

Describe 'The quota of one tuning in a region' {
    BeforeAll {
        Connect-FastVertex -TuningDurationSec 1
        $script:Operations = 1, 2 | ForEach-Object { Get-Example | New-TunedModel -DisplayName "model $_" -EpochCount 1 }
    }

    It 'is shown, and outlasted' {
        $waiting = Get-TuningOperation $Operations[1]
        $waiting.TuningJobState, $waiting.IsWaiting | Should -Be 'WaitingForQuota', $true
        $waiting | Format-Table | Out-String | Should -Match 'Waiting'
        $waiting | Format-List | Out-String | Should -Match 'TuningJobState\s+: WaitingForQuota'

        $shell = [powershell]::Create()
        try {
            $models = $shell.AddScript("Import-Module '$ModulePath'; '$($Operations.Name -join "','")' | Wait-TuningOperation -PollIntervalSec 1 -Verbose").Invoke()
            $models.DisplayName | Should -Be 'model 1', 'model 2'
            $shell.Streams.Progress.StatusDescription | Should -Contain 'Waiting for the quota of concurrent tuning jobs'
            "$($shell.Streams.Verbose)" | Should -Match "$($Operations[1].Name): Waiting for the quota"
        } finally { $shell.Dispose() }
    }
}

Describe 'Stopping a tuning' {
    It 'cancels it, on <Service>' -ForEach @(
        @{ Service = 'the Gemini Developer API'; Connect = @{ Emulator = $true } }
        @{ Service = 'Vertex AI'; Connect = @{ Emulator = $true; Vertex = $true } }
    ) {
        Stop-TuningEmulator
        $null = Start-TuningEmulator -TuningDurationSec 3600
        Connect-GeminiTuning @Connect
        $operation = Get-Example | New-TunedModel
        $operation | Stop-TuningOperation -WhatIf
        (Get-TuningOperation $operation).Done | Should -BeFalse
        $operation | Stop-TuningOperation
        $operation | Wait-TuningOperation -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -BeLike 'TuningFailed,*'
        "$problem" | Should -Match 'CANCELLED'
        # Once more does no harm, and by the model's name neither.
        $operation | Stop-TuningOperation
        $operation.Model | Stop-TuningOperation
        'not-there' | Stop-TuningOperation -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.Count | Should -Be 1
    }

    It 'leaves a model that is cancelled, and says so' {
        Get-TunedModel | Where-Object State -EQ Cancelled | Should -Not -BeNullOrEmpty
    }
}

Describe 'A create on Vertex AI whose answer is lost' {
    It 'is looked up, and not made twice' {
        # The object is looked up, the session begun, the content sent; then the job is made, and its answer lost.
        Connect-FastVertex -Fault none, none, none, lost
        $operation = Get-Example | New-TunedModel -DisplayName 'once' -WarningAction SilentlyContinue
        $operation.DisplayName | Should -Be 'once'
        @(Get-TunedModel).Count | Should -Be 1
        $Emulator.Traffic.Methods.createTuningJob.Requests | Should -Be 1
    }

    It 'does not say that it may have been made where its examples were not uploaded' {
        Connect-FastVertex -Fault (@('none') * 2 + @('503') * 20)
        Connect-GeminiTuning -Emulator -Vertex -MaximumRetryCount 0
        $failure = { Get-Example | New-TunedModel -DisplayName 'never' } | Should -Throw -ErrorId 'ServiceFailed,*' -PassThru
        "$failure" | Should -Not -Match 'Get-TunedModel'
        $Emulator.Traffic.Methods.createTuningJob.Requests | Should -Be 0
    }

    It 'says how to find what may have been made' {
        Connect-FastVertex -Fault (@('none') * 3 + 'lost' + @('503') * 20)
        Connect-GeminiTuning -Emulator -Vertex -MaximumRetryCount 0
        $failure = { Get-Example | New-TunedModel -DisplayName 'perhaps' } | Should -Throw -PassThru
        $line = [regex]::Match("$failure", 'Get-TunedModel \| Where-Object \{.*\}').Value
        Connect-FastVertex
        $line | Should -Match "Labels\['geminituning-request'\] -eq 'perhaps-\w{12}'"
        [scriptblock]::Create($line).Invoke() | Should -BeNullOrEmpty
    }
}
