# Tunes a model on Vertex AI, uses it in all ways, and deletes it. It costs money, so it runs only if these environment variables are set:
#   GEMINITUNING_LIVE_PROJECT     the project
#   GEMINITUNING_LIVE_LOCATION    the region, such as us-central1
#   GEMINITUNING_LIVE_BUCKET      the bucket in that region, such as gs://my-bucket
#   GEMINITUNING_LIVE_MAXTOKENS   the training tokens that you accept to pay for: 2000 is enough. About 20 prompts of a few words come on top
#   GEMINITUNING_LIVE_MODEL       optional: the base model
#   GEMINITUNING_LIVE_TRANSCRIPT  optional: the file for the requests and responses. Default: vertex-ai.json beside this file
# It uses Application Default Credentials. Start it with: Invoke-Pester ./tests/Live
# Don't run it twice at the same time in one project: it first deletes what an interrupted run has left.
# The tuning job itself and its experiment stay, because Vertex AI can't delete them.
# Each run of the whole suite rehearses it on the emulator, and never runs it on Google's service.
BeforeDiscovery {
    $script:Targets = @(@{ Service = 'the emulator'; IsLive = $false })
    $named = 'PROJECT', 'LOCATION', 'BUCKET', 'MAXTOKENS' | Where-Object { [Environment]::GetEnvironmentVariable("GEMINITUNING_LIVE_$_") }
    if (@($named).Count -eq 4) { $script:Targets += @{ Service = 'Vertex AI'; IsLive = $true } }
}

BeforeAll {
    . "$PSScriptRoot/../Module/Common.ps1"
    if (-not ('GeminiTuning.Live.Recorder' -as [type])) { Add-Type -Path "$PSScriptRoot/Recorder.cs" }

    function Get-LiveExample {
        $words = 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen', 'twenty', 'twenty one'
        for ($i = 0; $i -lt 20; $i++) { [pscustomobject]@{ input = $words[$i]; output = $words[$i + 1] } }
    }

    # Whatever a run has made, this one or one that was interrupted.
    function Remove-Leftover([GeminiTuning.TuningConnection] $Connection, [string] $Api, [string] $Storage) {
        Get-TunedModel -Connection $Connection | Where-Object { $_.Labels['geminituning-live'] -eq 'check' } | ForEach-Object {
            if ($_.State -notin 'Failed', 'Cancelled') { $_ | Remove-TunedModel -Force -Connection $Connection }
        }
        foreach ($batch in Get-TunedModelBatch -Connection $Connection | Where-Object { $_.Labels['geminituning-live'] -eq 'check' }) {
            if (-not $batch.Done) { $batch | Stop-TunedModelBatch -Connection $Connection -Confirm:$false }
            $null = [GeminiTuning.Live.Recorder]::Send($Connection, 'DELETE', "$Api/v1/$($batch.Name)")
        }
        $bucket, $folder = $Connection.Bucket -replace '^gs://' -split '/', 2
        foreach ($name in Get-LiveObject $Connection $Storage) {
            $null = [GeminiTuning.Live.Recorder]::Send($Connection, 'DELETE', "$Storage/storage/v1/b/$bucket/o/$([uri]::EscapeDataString($name))")
        }
    }

    # The names of the objects in the check's own folder of the bucket.
    function Get-LiveObject([GeminiTuning.TuningConnection] $Connection, [string] $Storage) {
        $bucket, $folder = $Connection.Bucket -replace '^gs://' -split '/', 2
        $list = [GeminiTuning.Live.Recorder]::Send($Connection, 'GET', "$Storage/storage/v1/b/$bucket/o?prefix=$([uri]::EscapeDataString("$folder/"))")
        ($list | ConvertFrom-Json).items.name | Where-Object { $_ }
    }
}

Describe 'The check on <Service>' -ForEach $Targets {
    BeforeAll {
        if ($IsLive) {
            $script:Project, $script:Location, $script:Bucket = $env:GEMINITUNING_LIVE_PROJECT, $env:GEMINITUNING_LIVE_LOCATION, ($env:GEMINITUNING_LIVE_BUCKET -replace '^gs://' -replace '/.*')
            $script:Most, $base, $script:Patience = [long] $env:GEMINITUNING_LIVE_MAXTOKENS, $env:GEMINITUNING_LIVE_MODEL, 6 * 3600
            $script:Transcript = if ($env:GEMINITUNING_LIVE_TRANSCRIPT) { $env:GEMINITUNING_LIVE_TRANSCRIPT } else { Join-Path $PSScriptRoot 'vertex-ai.json' }
            $script:Api, $script:Storage = "https://$Location-aiplatform.googleapis.com", 'https://storage.googleapis.com'
            $PSDefaultParameterValues['Connect-GeminiTuning:TimeoutSec'], $PSDefaultParameterValues['Connect-GeminiTuning:MaximumRetryCount'] = 300, 5
            $connect = @{ Vertex = $true; ApplicationDefault = $true }
        } else {
            $script:Project, $script:Location, $script:Bucket = 'rehearsed-project', 'us-central1', 'rehearsed-bucket'
            $script:Most, $base, $script:Patience = 2000, $null, 60
            $script:Transcript = if ($env:GEMINITUNING_REHEARSAL_TRANSCRIPT) { $env:GEMINITUNING_REHEARSAL_TRANSCRIPT } else { Join-Path $TestDrive 'emulator.json' }
            Stop-TuningEmulator
            $emulator = Start-TuningEmulator -TuningDurationSec 0
            $script:Api = $script:Storage = "$($emulator.Endpoint)".TrimEnd('/')
            $connect = @{ Emulator = $true; Vertex = $true; RetryIntervalSec = 1 }
        }
        $script:Recorder = [GeminiTuning.Live.Recorder]::new($(if (-not $IsLive) { ([uri] $Api).Authority }))
        $script:Replaced = @{ $Project = 'my-project'; $Bucket = 'my-bucket' }
        if (-not $IsLive) { $Replaced[([uri] $Api).Authority] = 'emulator' }
        $script:Connection = $null
        $script:Connection = Connect-GeminiTuning @connect -Project $Project -Location $Location -Bucket "gs://$Bucket/geminituning-live" -NoSession
        $script:On = @{ Connection = $Connection }
        $script:Tune = @{ DisplayName = [GeminiTuning.Live.Recorder]::DisplayName; EpochCount = 2; AdapterSize = 1; Label = @{ 'geminituning-live' = 'check' }; WarningAction = 'SilentlyContinue' }
        if ($base) { $Tune.BaseModel = $base }
        $script:Model = $null
        if ($Connection.Account) { $Replaced[$Connection.Account] = 'someone@example.com' }
        Remove-Leftover $Connection $Api $Storage
    }

    AfterAll {
        try {
            if ($Connection) { Remove-Leftover $Connection $Api $Storage }
        } finally {
            $Recorder.Dispose()
            $Recorder.Write($Replaced) | Set-Content -LiteralPath $Transcript -Encoding utf8NoBOM
            if ($Connection) { $Connection.Dispose() }
            if (-not $IsLive) { Stop-TuningEmulator }
        }
    }

    It 'counts the training tokens, and there are no more than were accepted' {
        $Recorder.Step = 'count'
        $model = if ($Tune.BaseModel) { $Tune.BaseModel } else { $Connection.Open().DefaultBaseModel }
        $examples = [GeminiTuning.TuningExample[]] @(Get-LiveExample | ForEach-Object { [GeminiTuning.TuningExample]@{ TextInput = $_.input; Output = $_.output } })
        $script:Tokens = 2 * $Connection.Open().CountTokensAsync($model, $true, $examples).GetAwaiter().GetResult()
        $Tokens | Should -BeGreaterThan 0
        $Tokens | Should -BeLessOrEqual $Most -Because 'GEMINITUNING_LIVE_MAXTOKENS is the number of training tokens that you accept to pay for'
        $script:IsAccepted = $true
    }

    It 'tunes a model and waits for it' {
        $Recorder.Step = 'tune'
        $IsAccepted | Should -BeTrue -Because 'nothing is tuned before its tokens are known and accepted'
        $operation = Get-LiveExample | New-TunedModel @Tune @On -ValidationExample (Get-LiveExample | Select-Object -Last 5)
        $operation.Name | Should -Match "/locations/$Location/tuningJobs/\d+$"
        $Recorder.Step = 'wait'
        $script:Model = $operation | Wait-TuningOperation @On -TimeoutSec $Patience -ErrorAction Stop
        $Model.State | Should -Be 'Active'
        $Model.Endpoint | Should -Match '/endpoints/\d+$'
    }

    It 'has the statistics of the dataset, and was charged for the tokens that were counted' {
        $Model.DataStatistics.ExampleCount | Should -Be 20
        $Model.DataStatistics.DroppedExampleCount | Should -Be 0
        # Google documents the price as tokens x epochs, and not whether a turn adds tokens of its own.
        $Model.DataStatistics.BillableTokenCount | Should -BeGreaterOrEqual $Tokens
        if (-not $IsLive) { $Model.DataStatistics.BillableTokenCount | Should -Be $Tokens }
    }

    It 'has its loss' {
        $Recorder.Step = 'loss'
        $measured = Get-TunedModel $Model @On
        $measured.Loss | Should -BeGreaterThan 0
        $measured.ValidationLoss | Should -BeGreaterThan 0
        ($measured.Snapshots | Where-Object { $null -ne $_.MeanLoss }).Count | Should -BeGreaterThan 0
    }

    It 'responds, whole and streamed' {
        $Recorder.Step = 'ask'
        $answer = Invoke-TunedModel $Model 'seven' -Temperature 0 @On -WarningAction SilentlyContinue
        $answer.Text | Should -Not -BeNullOrEmpty
        $answer.Usage.PromptTokenCount | Should -BeGreaterThan 0
        $Recorder.Step = 'ask streamed'
        -join (Invoke-TunedModel $Model 'seven' -Temperature 0 -Stream @On -WarningAction SilentlyContinue) | Should -Not -BeNullOrEmpty
        $Recorder.Step = 'ask the base model'
        (Invoke-TunedModel -BaseModel $Model.BaseModel -Prompt 'seven' @On -WarningAction SilentlyContinue).Text | Should -Not -BeNullOrEmpty
    }

    It 'responds without thinking' {
        $Recorder.Step = 'thinking off'
        # Gemini 2.5 has a budget, and newer models have levels.
        $thinking = if ($Model.BaseModel -like 'gemini-2.5*') { @{ ThinkingBudget = 0 } } else { @{ ThinkingLevel = 'Minimal' } }
        $answer = Invoke-TunedModel $Model 'seven' @thinking @On
        $answer.Text | Should -Not -BeNullOrEmpty
        [int] $answer.Usage.ThoughtsTokenCount | Should -BeLessOrEqual 50
    }

    It 'has checkpoints that respond, and one of them becomes the default' {
        $Recorder.Step = 'checkpoints'
        $Model.Checkpoints.Count | Should -BeGreaterThan 0
        foreach ($checkpoint in $Model.Checkpoints) { (Invoke-TunedModel $Model 'seven' -Checkpoint $checkpoint @On -WarningAction SilentlyContinue).Text | Should -Not -BeNullOrEmpty }
        $first = $Model.Checkpoints[0].CheckpointId
        (Set-TunedModel $Model -DefaultCheckpoint $first -PassThru @On).DefaultCheckpointId | Should -Be $first
    }

    It 'responds to a batch of three prompts' {
        $Recorder.Step = 'batch'
        $batch = 'two', 'three', 'four' | Start-TunedModelBatch $Model -DisplayName ([GeminiTuning.Live.Recorder]::DisplayName) -Label @{ 'geminituning-live' = 'check' } @On -WarningAction SilentlyContinue
        $ended = $batch | Wait-TunedModelBatch @On -TimeoutSec $Patience -ErrorAction Stop
        $answers = $ended | Receive-TunedModelBatch @On -WarningAction SilentlyContinue
        $answers.Count | Should -Be 3
        $answers.Prompt | Sort-Object | Should -Be 'four', 'three', 'two'
        $answers.Text | Should -Not -Contain ''
    }

    It 'is deleted, with what it left in the bucket' {
        $Recorder.Step = 'delete'
        $Model | Remove-TunedModel -Force @On
        (Get-TunedModel @On).Name | Should -Not -Contain $Model.Name
        { Invoke-TunedModel $Model 'seven' -ErrorAction Stop @On } | Should -Throw
        Remove-Leftover $Connection $Api $Storage
        Get-LiveObject $Connection $Storage | Should -BeNullOrEmpty
        Get-TunedModelBatch @On | Where-Object { $_.Labels['geminituning-live'] -eq 'check' } | Should -BeNullOrEmpty
    }

    It 'has a transcript without the names of the project, the bucket and the account' {
        $text = $Recorder.Write($Replaced)
        foreach ($secret in $Project, $Bucket, $Connection.Account, 'ya29', 'Bearer' | Where-Object { $_ }) { $text | Should -Not -Match ([regex]::Escape($secret)) }
        foreach ($id in ($Model.Name -split '/')[-1], ($Model.Endpoint -split '/')[-1]) { $text | Should -Not -Match $id }
        $entries = $text | ConvertFrom-Json
        $entries.step | Select-Object -Unique | Should -Be '', 'count', 'tune', 'wait', 'loss', 'ask', 'ask streamed', 'ask the base model', 'thinking off', 'checkpoints', 'batch', 'delete'
        ($entries | Where-Object step -EQ 'tune' | Where-Object path -Like '*/tuningJobs').request.labels.'geminituning-live' | Should -Be 'check'
    }
}

Describe 'The check on Vertex AI' -ForEach @(@{ IsNamed = $Targets.Count -gt 1 }) {
    It 'runs where a project, a region, a bucket and the accepted cost are named' {
        if (-not $IsNamed) {
            Set-ItResult -Skipped -Because 'no project is named that pays for it. To run it on Vertex AI, see the limitations in README.md.'
        }
    }
}
