# about_GeminiTuning says what each service has. Each cell of its table is tried here.
BeforeDiscovery {
    . "$PSScriptRoot/Common.ps1"
    $text = [IO.File]::ReadAllText("$Repository/docs/about_GeminiTuning.md").Replace("`r`n", "`n")
    $script:Rows = foreach ($row in [regex]::Matches($text, '(?m)^([A-Z]\w+-\w+)(?: -(\w+))? +(yes|no) +(yes|no)\b')) {
        @{ Command = $row.Groups[1].Value; Parameter = $row.Groups[2].Value; GeminiApi = $row.Groups[3].Value -eq 'yes'; VertexAI = $row.Groups[4].Value -eq 'yes' }
    }
    $script:Cells = foreach ($row in $Rows) {
        foreach ($service in 'GeminiApi', 'VertexAI') {
            @{ Command = $row.Command; Parameter = $row.Parameter; Service = $service; Has = $row[$service]; Says = if ($row[$service]) { 'is there' } else { 'is refused' } }
        }
    }
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:Folder = Join-Path $TestDrive keys
    Stop-TuningEmulator
    $script:Emulator = Start-TuningEmulator -TuningDurationSec 0

    # What both services need to have been made: a model each, and on Vertex AI a dataset and a batch.
    $script:Made = @{}
    foreach ($service in 'GeminiApi', 'VertexAI') {
        $connection = Connect-GeminiTuning -Emulator -Vertex:($service -eq 'VertexAI') -PassThru
        $model = Get-Example | New-TunedModel -DisplayName 'made' -EpochCount 2 | Wait-TuningOperation
        $Made[$service] = @{ Connection = $connection; Model = $model; BaseModel = $model.BaseModel }
    }
    $Made.VertexAI.Uri = (Invoke-RestMethod "$($Emulator.Endpoint)v1/$($Made.VertexAI.Model.Name)").supervisedTuningSpec.trainingDatasetUri
    $Made.VertexAI.Batch = '1' | Start-TunedModelBatch -Model $Made.VertexAI.Model -Connection $Made.VertexAI.Connection | Wait-TunedModelBatch -Connection $Made.VertexAI.Connection
    $Made.GeminiApi.Uri, $Made.GeminiApi.Batch = 'gs://bucket/o.jsonl', 'b'

    # A command with the least that it needs.
    function Invoke-Least {
        [CmdletBinding()]
        param([string] $Command, $It)
        $model, $connection = $It.Model, $It.Connection
        switch ($Command) {
            'Get-GeminiTuningConnection' { Get-GeminiTuningConnection }
            'Disconnect-GeminiTuning' { Disconnect-GeminiTuning }
            'Connect-GeminiTuning' { Connect-GeminiTuning -Emulator -Vertex:($connection.Kind -eq 'VertexAI') }
            'Start-TuningEmulator' { Start-TuningEmulator -WhatIf }
            'Stop-TuningEmulator' { Stop-TuningEmulator -WhatIf }
            'Import-TuningExample' { Import-TuningExample $NumberCsv; break }
            'Export-TuningExample' { Get-Example | Export-TuningExample "$TestDrive/examples.jsonl"; break }
            'Export-TuningReport' { Get-Example | Test-TuningExample -WarningAction SilentlyContinue | Export-TuningReport "$TestDrive/report.html"; break }
            'Select-TuningExample' { Get-Example | Select-TuningExample (Get-Example | Test-TuningExample -Connection $connection); break }
            { $_ -like '*-TuningExample' } { Get-Example | & $Command -Connection $connection; break }
            'New-TunedModel' { Get-Example | New-TunedModel -Connection $connection }
            'New-TuningSweep' { Get-Example | New-TuningSweep sweep -EpochCount 1, 2 -Connection $connection; break }
            'Invoke-TunedModel' { Invoke-TunedModel $model 1 -Connection $connection }
            'Measure-TunedModel' { Get-Example 2 | Measure-TunedModel $model -Connection $connection }
            'Compare-TunedModel' { Get-Example 2 | Measure-TunedModel $model, $model -Connection $connection | Compare-TunedModel }
            'Set-TunedModel' { Set-TunedModel $model 'other' -Connection $connection }
            'Remove-TunedModel' { Remove-TunedModel $model -WhatIf -Connection $connection }
            'Stop-TuningOperation' { Stop-TuningOperation $model -Connection $connection }
            'Grant-TunedModelPermission' { Grant-TunedModelPermission $model -Everyone -Role Reader -Connection $connection }
            'Revoke-TunedModelPermission' { Revoke-TunedModelPermission $model -Everyone -Connection $connection }
            'Set-TunedModelOwner' { Set-TunedModelOwner $model her@example.com -WhatIf -Connection $connection }
            'Start-TunedModelBatch' { '1' | Start-TunedModelBatch $model -Connection $connection; break }
            { $_ -like '*-TunedModelBatch' } { & $Command $It.Batch -Connection $connection }
            'Get-TuningBaseModel' { Get-TuningBaseModel -Connection $connection }
            default { & $Command $model -Connection $connection }
        }
    }

    # A value for each parameter of New-TunedModel, and what has to stand beside it.
    function Invoke-New([string] $Parameter, $It) {
        $value = @{
            InputProperty = 'text_input'; OutputProperty = 'output'; SystemInstruction = 'Count.'; SystemInstructionProperty = 'text_input'; RejectedProperty = 'rejected'; Method = 'Supervised'; Beta = 0.1; EvaluationMetric = 'ExactMatch'; EvaluationOutputUri = 'gs://emulator/results'; TrainingDataUri = $It.Uri; TrainingDataPath = "$TestDrive/training.jsonl"; ValidationDataPath = "$TestDrive/training.jsonl"
            ValidationExample = @(Get-Example 3); ValidationDataUri = $It.Uri; DisplayName = 'a name'; Description = 'What it is for.'; Id = "m$([guid]::NewGuid().ToString('N').Substring(0, 20))"
            Label = @{ team = 'a' }; BaseModel = $It.BaseModel; SourceModel = $It.Model; Checkpoint = '1'; EpochCount = 1; BatchSize = 4; LearningRate = 0.001; LearningRateMultiplier = 1
            AdapterSize = 1; ExportLastCheckpointOnly = $true; Temperature = 0.5; TopP = 0.5; TopK = 5; KmsKeyName = 'projects/p/locations/us-central1/keyRings/r/cryptoKeys/k'
            ServiceAccount = 'a@b.iam.gserviceaccount.com'; CountToken = $true; PricePerMillionToken = 3; Connection = $It.Connection; WhatIf = $true; Confirm = $false
        }
        Get-Example | Export-TuningExample "$TestDrive/training.jsonl" -Format Vertex
        $arguments = @{ Connection = $It.Connection; WarningAction = 'SilentlyContinue' }
        if ($Parameter -ne 'InputObject') {
            $value.Keys | Should -Contain $Parameter
            $arguments[$Parameter] = $value[$Parameter]
        }
        if ($Parameter -eq 'Checkpoint') { $arguments.SourceModel = $It.Model }
        if ($Parameter -in 'EvaluationMetric', 'EvaluationOutputUri' -and $It.Connection.Kind -eq 'VertexAI') { $arguments.EvaluationMetric = 'ExactMatch'; $arguments.ValidationExample = @(Get-Example 3) }
        if ($Parameter -in 'TrainingDataUri', 'TrainingDataPath') { New-TunedModel @arguments }
        elseif ($Parameter -in 'RejectedProperty', 'Beta') { Get-Example | Select-Object text_input, @{ Name = 'preferred'; Expression = 'output' }, @{ Name = 'rejected'; Expression = { 'no' } } | New-TunedModel @arguments }
        elseif ($Parameter -eq 'InputObject') { New-TunedModel -InputObject (Get-Example) @arguments }
        else { Get-Example | New-TunedModel @arguments }
    }

    function Invoke-Ask([string] $Parameter, $It) {
        $value = @{
            InputProperty = 'x'; SystemInstruction = 'Count.'; Checkpoint = '1'; Stream = $true; ThrottleLimit = 2; Temperature = 0.5; TopP = 0.5; TopK = 5; MaxOutputTokens = 100
            StopSequence = 'z'; CandidateCount = 2; Seed = 1; SafetySetting = @{ Harassment = 'BlockNone' }; Connection = $It.Connection
            ThinkingLevel = 'Minimal'; ThinkingBudget = 0; ResponseMimeType = 'application/json'; ResponseSchema = '{"type": "STRING"}'; ResponseLogprobs = $true; Logprobs = 3; Model = $It.Model; Prompt = '1'
        }
        $arguments = @{ Connection = $It.Connection; Model = $It.Model }
        if ($Parameter -eq 'BaseModel') { return Invoke-TunedModel -BaseModel ($It.Connection.Kind -eq 'VertexAI' ? 'gemini-3.5-flash' : 'gemini-2.5-flash') -Prompt 1 -Connection $It.Connection }
        if ($Parameter -eq 'InputObject') { return '1' | Invoke-TunedModel @arguments }
        $value.Keys | Should -Contain $Parameter
        $arguments[$Parameter] = $value[$Parameter]
        if ($Parameter -eq 'InputProperty') { return [pscustomobject]@{ x = '1' } | Invoke-TunedModel @arguments }
        $arguments.Prompt = '1'
        Invoke-TunedModel @arguments
    }

    function Invoke-Set([string] $Parameter, $It) {
        $value = @{
            Name = $It.Model; DisplayName = 'other'; Description = 'For numbers.'; DefaultCheckpoint = '1'; Label = @{ team = 'a' }; Temperature = 0.5; TopP = 0.5; TopK = 5
            PassThru = $true; Connection = $It.Connection; WhatIf = $true; Confirm = $false
        }
        $arguments = @{ Name = $It.Model; Connection = $It.Connection; PassThru = $true }
        $value.Keys | Should -Contain $Parameter
        $arguments[$Parameter] = $value[$Parameter]
        if ($Parameter -in 'Name', 'PassThru', 'Connection', 'WhatIf', 'Confirm') { $arguments.DisplayName = 'other' }
        Set-TunedModel @arguments
    }

    # With what else it takes to be a connection; nothing is sent.
    function Invoke-Connect([string] $Parameter, [string] $Service) {
        $null = New-Item -ItemType Directory $Folder -Force
        $rsa = [Security.Cryptography.RSA]::Create(2048)
        $key = Join-Path $Folder key.json
        @{ type = 'service_account'; project_id = 'p'; client_email = 'a@p.iam.gserviceaccount.com'; private_key = $rsa.ExportPkcs8PrivateKeyPem(); private_key_id = '1' } | ConvertTo-Json | Set-Content $key
        $token = @{ AccessToken = ConvertTo-Secret 'a-token' }
        $file = @{ CredentialPath = $key }
        $sets = @{
            Emulator = @{ Emulator = $true }; Vertex = $token + @{ Vertex = $Service -eq 'VertexAI' }; Location = $token + @{ Location = 'us-central1' }; Bucket = $token + @{ Bucket = 'b12' }
            Project = $token + @{ Project = 'other' }; QuotaProject = $token + @{ QuotaProject = 'q' }; ApiKey = @{ ApiKey = ConvertTo-Secret 'a-key' }; AccessToken = $token
            ImpersonateServiceAccount = $file + @{ ImpersonateServiceAccount = 'c@p.iam.gserviceaccount.com' }; CredentialPath = $file; MetadataServer = @{ MetadataServer = $true }
            Endpoint = $token + @{ Endpoint = 'https://example.com' }; MaximumRetryCount = $token + @{ MaximumRetryCount = 1 }; RetryIntervalSec = $token + @{ RetryIntervalSec = 1 }
            TimeoutSec = $token + @{ TimeoutSec = 7 }; PassThru = $token; NoSession = $token + @{ NoSession = $true }; Verify = @{ Emulator = $true; Verify = $true }; ApplicationDefault = @{ ApplicationDefault = $true }
        }
        $sets.Keys | Should -Contain $Parameter
        $arguments = $sets[$Parameter] + @{ PassThru = $true }
        if ($Service -eq 'VertexAI') {
            $arguments.Vertex = $true
            if (-not $arguments.Emulator) {
                if (-not $arguments.Location) { $arguments.Location = 'us-central1' }
                if (-not $arguments.Project) { $arguments.Project = 'p' }
            }
        }
        if ($Parameter -eq 'ApplicationDefault') { $env:GOOGLE_APPLICATION_CREDENTIALS = $key }
        try { Connect-GeminiTuning @arguments } finally { Remove-Item Env:GOOGLE_APPLICATION_CREDENTIALS -ErrorAction Ignore }
    }
}

AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'The table of what each service has' {
    It 'has every command, and every parameter of those that connect, tune, change and ask' {
        $expected = foreach ($command in (Get-Module GeminiTuning).ExportedCmdlets.Values) {
            $command.Name
            if ($command.Name -in 'Connect-GeminiTuning', 'New-TunedModel', 'Set-TunedModel', 'Invoke-TunedModel') {
                $command.Parameters.Keys | Where-Object { $_ -notin [Management.Automation.Cmdlet]::CommonParameters } | ForEach-Object { "$($command.Name) $_" }
            }
        }
        $text = [IO.File]::ReadAllText("$Repository/docs/about_GeminiTuning.md")
        $said = [regex]::Matches($text, '(?m)^([A-Z]\w+-\w+(?: -\w+)?) +(?:yes|no) +(?:yes|no)\b').ForEach({ $_.Groups[1].Value -replace ' -', ' ' })
        $said | Sort-Object | Should -Be ($expected | Sort-Object)
    }

    It 'is what the commands say of themselves' {
        foreach ($command in (Get-Module GeminiTuning).ExportedCmdlets.Values) {
            # What is a service's own as a whole says so once.
            $base = $command.ImplementingType
            while ($base -and $base.Name -ne 'ServiceCommand`1') { $base = $base.BaseType }
            if ($base -and $base.GenericTypeArguments[0] -ne [GeminiTuning.ITuningService]) { continue }
            foreach ($parameter in $command.Parameters.Values) {
                $only = $parameter.Attributes | Where-Object { $_ -is [GeminiTuning.Binding.IServiceRequirement] }
                if (-not $only) { continue }
                # Help says it, too, in its first words.
                [IO.File]::ReadAllText("$Repository/docs/$($command.Name).md") | Should -Match "(?m)^### -$($parameter.Name)\r?\n$($only.Service) only\." -Because "$($command.Name) -$($parameter.Name)"
            }
        }
    }
}

Describe '<Command> -<Parameter> on <Service>' -ForEach @($Cells | Where-Object Parameter) {
    It '<Says>' {
        $it = $Made[$Service]
        $problem = $null
        $before = $Emulator.Traffic.Requests
        $result = try {
            switch ($Command) {
                'New-TunedModel' { Invoke-New $Parameter $it }
                'Invoke-TunedModel' { Invoke-Ask $Parameter $it }
                'Set-TunedModel' { Invoke-Set $Parameter $it }
                # A person has to be there; what can be tried is that both go together.
                'Connect-GeminiTuning' {
                    if ($Parameter -in 'ClientSecretPath', 'NoBrowser', 'SignInTimeoutSec') {
                        (Get-Command Connect-GeminiTuning).ParameterSets | Where-Object { $_.Parameters.Name -contains $Parameter -and $_.Parameters.Name -contains 'Vertex' }
                    } else { Invoke-Connect $Parameter $Service }
                }
            }
        } catch { $problem = $_ }
        if ($Has) {
            $problem | Should -BeNullOrEmpty
            if ($Parameter -ne 'WhatIf') { $result | Should -Not -BeNullOrEmpty }
            if ($Command -eq 'Connect-GeminiTuning' -and $result -is [GeminiTuning.TuningConnection]) { $result.Kind | Should -Be $Service }
        } else {
            # Before anything is sent, and naming what has it.
            $problem | Should -Not -BeNullOrEmpty
            $Emulator.Traffic.Requests | Should -Be $before
            if ($Command -eq 'Connect-GeminiTuning') {
                "$problem" | Should -Match 'Vertex|Parameter set cannot be resolved'
            } else {
                $problem.FullyQualifiedErrorId | Should -BeLike 'NotOfService,*'
                "$problem" | Should -Match "^-$Parameter .*$(@{ GeminiApi = 'Vertex AI'; VertexAI = 'Gemini Developer API' }[$Service])"
            }
        }
    }
}

Describe '<Command> on <Service>' -ForEach @($Cells | Where-Object { -not $_.Parameter }) {
    It '<Says>' {
        $it = $Made[$Service]
        $before = $Emulator.Traffic.Requests
        if ($Has) {
            Invoke-Least $Command $it -ErrorAction Stop
        } else {
            { Invoke-Least $Command $it } | Should -Throw -ErrorId 'NotOfService,*'
            $Emulator.Traffic.Requests | Should -Be $before
        }
    }
}
