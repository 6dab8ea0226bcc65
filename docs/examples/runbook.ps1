<#
.SYNOPSIS
    Tunes a model and sends it the prompts of a CSV file, unattended, and resumes after an interruption.
.DESCRIPTION
    The script runs on Vertex AI, on the Gemini Developer API and on the emulator. Environment variables choose the
    service and the credential.

    It saves its progress in a folder: the operation's name, the responses and a log. After an interruption or a timeout,
    run it again with the same parameters. It doesn't create a second model, and it doesn't send a prompt again that
    already has a response.

    Exit codes:
      0  everything is done
      1  something needs a person's attention; the log says what
      2  not done yet; run the script again later
.EXAMPLE
    ./runbook.ps1 -ExamplePath tickets.csv -Id ticket-sorter
.EXAMPLE
    ./runbook.ps1 -ExamplePath tickets.csv -InputProperty text -OutputProperty category -Id ticket-sorter -PromptPath new-tickets.csv -TimeoutSec 18000
#>
#Requires -Version 7.4
#Requires -Modules GeminiTuning
[CmdletBinding()]
param(
    # The CSV file that contains the training examples.
    [Parameter(Mandatory)]
    [string] $ExamplePath,

    # A name that identifies the model, so that a later run finds what an earlier run created. It becomes the model's ID,
    # or on Vertex AI, which chooses IDs itself, the value of the model's label "runbook". Any model that has this ID or
    # label is taken for the runbook's own, so choose a name that nothing else uses. It starts with a lowercase letter,
    # followed by up to 39 lowercase letters, digits and hyphens, and doesn't end with a hyphen.
    [Parameter(Mandatory)]
    [ValidatePattern('^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$', Options = 'None')]
    [string] $Id,

    # The columns of the examples that contain the inputs and the outputs. Default: New-TunedModel finds them by name.
    [string] $InputProperty,
    [string] $OutputProperty,

    # The CSV file that contains the prompts. Default: the script tunes the model and sends no prompts.
    [string] $PromptPath,

    # The column that contains the prompts. Default: the value of InputProperty, or Invoke-TunedModel finds it by name.
    [string] $PromptProperty = $InputProperty,

    # The column that contains a unique ID for each prompt.
    [string] $PromptIdProperty = 'id',

    # The folder for the operation's name, the responses and the log.
    [string] $Folder = "runbook-$Id",

    # How long to wait for the tuning job, in seconds, before this run ends with exit code 2.
    [int] $TimeoutSec = 10800,

    # How many times this run sends a prompt that fails with an error that may pass.
    [int] $Attempts = 3,

    # The name of a Gemini API key in a SecretManagement vault; Vertex AI doesn't accept keys. Default: environment
    # variables or Application Default Credentials.
    [string] $SecretName,

    # How many times the module retries a failed request.
    [int] $RetryCount = 5
)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Set-StrictMode -Version 3.0

# Errors that a later run may not meet.
$transient = 'TuningStillRunning', 'ServiceFailed', 'ServiceUnreachable', 'ServiceTimeout', 'AnswerNotUnderstood',
    'NoAnswer', 'TokenUnavailable', 'QuotaExceeded', 'DailyQuotaExceeded'

$null = New-Item -ItemType Directory $Folder -Force
$operationPath = Join-Path $Folder operation.txt
$answerPath = Join-Path $Folder answers.jsonl
$logPath = Join-Path $Folder runbook.log

# Only the parameters that have a value, so that a cmdlet applies its own default to the others.
$columns, $promptColumn = @{}, @{}
if ($InputProperty) { $columns.InputProperty = $InputProperty }
if ($OutputProperty) { $columns.OutputProperty = $OutputProperty }
if ($PromptProperty) { $promptColumn.InputProperty = $PromptProperty }

function Get-ErrorId($Problem) { ($Problem.FullyQualifiedErrorId -split ',')[0] }

# Writes errors, warnings and verbose messages to the log, each with its time, and passes on everything else.
filter Out-Log {
    $kind = if ($_ -is [Management.Automation.ErrorRecord]) { "ERROR $(Get-ErrorId $_)" }
    elseif ($_ -is [Management.Automation.WarningRecord]) { 'WARNING' }
    elseif ($_ -is [Management.Automation.VerboseRecord]) { 'VERBOSE' }
    if ($kind) { "$([DateTime]::UtcNow.ToString('o')) ${kind}: $_" | Add-Content $logPath } else { $_ }
}

# Replaces a file at once, so that an interruption never leaves half of it.
function Write-WholeFile([string] $Path, $Value) {
    Set-Content "$Path.new" $Value
    Move-Item "$Path.new" $Path -Force
}

# Starts the tuning job and returns the operation's name.
function Request-Tuning([string] $ExamplePath) {
    $examples = Import-Csv $ExamplePath
    if ((Get-GeminiTuningConnection).Kind -eq 'VertexAI') {
        # An earlier run may have been interrupted before it saved the name. The label identifies its tuning job.
        $started = Get-TunedModel -Filter "labels.runbook=$Id" | Where-Object State -notin Failed, Cancelled | Select-Object -First 1
        if ($started) { return $started.Name }
        return ($examples | New-TunedModel -DisplayName $Id -Label @{ runbook = $Id } @columns).Name
    }
    try { ($examples | New-TunedModel -DisplayName $Id -Id $Id @columns).Name }
    catch {
        # The same interruption: the model exists, and its name stands for its operation.
        if ((Get-ErrorId $_) -ne 'AlreadyExists') { throw }
        "tunedModels/$Id"
    }
}

# Returns the operation's name: the one that an earlier run saved, or that of a new tuning job.
function Resolve-Operation([string] $ExamplePath) {
    if (Test-Path $operationPath) { return Get-Content $operationPath }
    $name = Request-Tuning $ExamplePath
    Write-WholeFile $operationPath $name
    $name
}

# Returns the responses so far. A line that was cut off by an interruption counts as missing.
function Get-Answer {
    if (-not (Test-Path $answerPath)) { return }
    Get-Content $answerPath | ForEach-Object { try { $_ | ConvertFrom-Json } catch { Write-Warning "Dropped from ${answerPath}: $_" } }
}

# Sends the prompts that have no response yet, saves each response as it arrives, and returns the exit code.
function Send-Prompt([string] $Model, [string] $PromptPath, [string] $IdProperty, [int] $Attempts) {
    $answers = @(Get-Answer)
    Write-WholeFile $answerPath @($answers | ForEach-Object { $_ | ConvertTo-Json -Compress })
    $done = [Collections.Generic.HashSet[string]]::new([string[]] @($answers | ForEach-Object id))
    $left = @(Import-Csv $PromptPath | Where-Object { -not $done.Contains($_.$IdProperty) })
    $refused = 0
    for ($attempt = 1; $left -and $attempt -le $Attempts; $attempt++) {
        Write-Verbose "Attempt ${attempt}: $($left.Count) prompts."
        $left |
            Invoke-TunedModel -Model $Model @promptColumn -ErrorAction SilentlyContinue -ErrorVariable failed |
            ForEach-Object { [ordered]@{ id = $_.InputObject.$IdProperty; answer = $_.Text } | ConvertTo-Json -Compress | Add-Content $answerPath }
        # The TargetObject of an error is the row that failed.
        $again = @($failed | Where-Object { (Get-ErrorId $_) -in $transient })
        $refused += @($failed).Count - $again.Count
        $failed | ForEach-Object { Write-Warning "$($_.TargetObject.$IdProperty): $(Get-ErrorId $_): $_" }
        $left = @($again | ForEach-Object TargetObject)
    }
    Write-Verbose "$(@(Get-Answer).Count) responses, $refused refused, $($left.Count) left for another run."
    if ($left) { 2 } elseif ($refused) { 1 } else { 0 }
}

function Write-Outcome($Model) {
    Write-Verbose "$($Model.Name) ($Id) is $($Model.State)$(if ($null -ne $Model.Loss) { ", mean loss $($Model.Loss)" })."
}

$VerbosePreference = 'Continue'
try {
    $credential = if ($SecretName) { @{ ApiKey = Get-Secret $SecretName } } else { @{} }
    # With -Verify, a credential that doesn't work ends the run before anything is created.
    Connect-GeminiTuning @credential -MaximumRetryCount $RetryCount -Verify 3>&1 4>&1 | Out-Log

    $operation = Resolve-Operation $ExamplePath 3>&1 4>&1 | Out-Log
    $model = Wait-TuningOperation $operation -TimeoutSec $TimeoutSec 3>&1 4>&1 | Out-Log
    Write-Outcome $model 4>&1 | Out-Log

    $code = if ($PromptPath) { Send-Prompt $model.Name $PromptPath $PromptIdProperty $Attempts 3>&1 4>&1 | Out-Log } else { 0 }
}
catch {
    $_ | Out-Log
    $code = if ((Get-ErrorId $_) -in $transient) { 2 } else { 1 }
}
"$Id ended with exit code $code; see the log in $logPath"
exit $code
