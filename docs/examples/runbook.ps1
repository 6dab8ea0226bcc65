<#
.SYNOPSIS
    Tunes a model and asks it a table of prompts, unattended, and goes on where an earlier run was cut off.
.DESCRIPTION
    What has been done is kept in a folder: the operation's name, the answers and a log. Run it again with the same
    parameters after a cut-off or a time-out: no model is made twice, and no prompt that has an answer is asked again.

    It ends with one of these exit codes:
      0  all is done
      1  something that a person has to look at; the log says what
      2  not done yet: run it again later
.EXAMPLE
    ./runbook.ps1 -ExamplePath tickets.csv -Id ticket-sorter
.EXAMPLE
    ./runbook.ps1 -ExamplePath tickets.csv -Id ticket-sorter -PromptPath new-tickets.csv -TimeoutSec 18000
#>
#Requires -Version 7.4
#Requires -Modules GeminiTuning
[CmdletBinding()]
param(
    # The CSV file of the examples.
    [Parameter(Mandatory)]
    [string] $ExamplePath,

    # The ID of the model. It is chosen here, so that a run after a cut-off finds what an earlier one made: a model that
    # has this ID is taken for that. So choose one that nothing else has.
    [Parameter(Mandatory)]
    [string] $Id,

    # The CSV file of the prompts, each with an id of its own in the column id. Without it, the model is tuned and no more.
    [string] $PromptPath,

    # The folder for what is kept.
    [string] $Folder = "runbook-$Id",

    # How long to wait for the tuning, in seconds, before this run ends with 2.
    [int] $TimeoutSec = 10800,

    # How often the prompts that failed are asked again in this run.
    [int] $Attempts = 3,

    # The name of an API key in the vault of SecretManagement. Without it, the environment or the machine signs in.
    [string] $SecretName,

    # How often a failed call is made again.
    [int] $RetryCount = 5
)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Set-StrictMode -Version 3.0

# What may well succeed in another run.
$later = 'TuningStillRunning', 'ServiceFailed', 'ServiceUnreachable', 'ServiceTimeout', 'AnswerNotUnderstood', 'TokenUnavailable', 'QuotaExceeded', 'DailyQuotaExceeded'

$null = New-Item -ItemType Directory $Folder -Force
$operationPath = Join-Path $Folder operation.txt
$answerPath = Join-Path $Folder answers.jsonl
$logPath = Join-Path $Folder runbook.log

function Get-ErrorId($Problem) { ($Problem.FullyQualifiedErrorId -split ',')[0] }

# Errors, warnings and verbose lines go to the log, each with its time; the rest is output.
filter Out-Log {
    $kind = if ($_ -is [Management.Automation.ErrorRecord]) { "ERROR $(Get-ErrorId $_)" }
    elseif ($_ -is [Management.Automation.WarningRecord]) { 'WARNING' }
    elseif ($_ -is [Management.Automation.VerboseRecord]) { 'VERBOSE' }
    if ($kind) { "$([DateTime]::UtcNow.ToString('o')) ${kind}: $_" | Add-Content $logPath } else { $_ }
}

# A file that is written whole or not at all.
function Write-WholeFile([string] $Path, $Value) {
    Set-Content "$Path.new" $Value
    Move-Item "$Path.new" $Path -Force
}

# The name of the operation: of an earlier run, or of the tuning that is started now.
function Resolve-Operation([string] $ExamplePath, [string] $Id) {
    if (Test-Path $operationPath) { return Get-Content $operationPath }
    try {
        $name = (Import-Csv $ExamplePath | New-TunedModel -Id $Id -DisplayName $Id).Name
    }
    catch {
        # An earlier run was cut off before it could keep the name; the model stands for its operation.
        if ((Get-ErrorId $_) -ne 'AlreadyExists') { throw }
        $name = "tunedModels/$Id"
    }
    Write-WholeFile $operationPath $name
    $name
}

# The answers that there are. A line that was cut off in the middle counts as missing.
function Get-Answer {
    if (-not (Test-Path $answerPath)) { return }
    Get-Content $answerPath | ForEach-Object { try { $_ | ConvertFrom-Json } catch { Write-Warning "Dropped from ${answerPath}: $_" } }
}

# Asks what has no answer yet, keeps each answer as it comes, and gives the exit code.
function Invoke-Prompt([string] $Model, [string] $PromptPath, [int] $Attempts) {
    $answers = @(Get-Answer)
    Write-WholeFile $answerPath @($answers | ForEach-Object { $_ | ConvertTo-Json -Compress })
    $done = [Collections.Generic.HashSet[string]]::new([string[]] @($answers | ForEach-Object id))
    $left = @(Import-Csv $PromptPath | Where-Object { -not $done.Contains($_.id) })
    $refused = 0
    for ($attempt = 1; $left -and $attempt -le $Attempts; $attempt++) {
        Write-Verbose "Attempt ${attempt}: $($left.Count) prompts."
        $left |
            Invoke-TunedModel -Model $Model -ErrorAction SilentlyContinue -ErrorVariable failed |
            ForEach-Object { [ordered]@{ id = $_.InputObject.id; answer = $_.Text } | ConvertTo-Json -Compress | Add-Content $answerPath }
        # A failed prompt's TargetObject is its row, which is asked again.
        $again = @($failed | Where-Object { (Get-ErrorId $_) -in $later })
        $refused += @($failed).Count - $again.Count
        $failed | ForEach-Object { Write-Warning "$($_.TargetObject.id): $(Get-ErrorId $_): $_" }
        $left = @($again | ForEach-Object TargetObject)
    }
    Write-Verbose "$(@(Get-Answer).Count) answers, $refused refused, $($left.Count) left for another run."
    if ($left) { 2 } elseif ($refused) { 1 } else { 0 }
}

$VerbosePreference = 'Continue'
try {
    # -Verify, so that a credential that does not do ends the run here.
    $credential = if ($SecretName) { @{ ApiKey = Get-Secret $SecretName } } else { @{} }
    Connect-GeminiTuning @credential -MaximumRetryCount $RetryCount -Verify 3>&1 4>&1 | Out-Log

    $operation = Resolve-Operation $ExamplePath $Id 3>&1 4>&1 | Out-Log
    $model = Wait-TuningOperation $operation -TimeoutSec $TimeoutSec 3>&1 4>&1 | Out-Log
    Write-Verbose "$($model.Name) is $($model.State), with a mean loss of $($model.Snapshots[-1].MeanLoss)." 4>&1 | Out-Log

    $code = if ($PromptPath) { Invoke-Prompt $model.Name $PromptPath $Attempts 3>&1 4>&1 | Out-Log } else { 0 }
}
catch {
    $_ | Out-Log
    $code = if ((Get-ErrorId $_) -in $later) { 2 } else { 1 }
}
"$Id ended with $code; the log is $logPath"
exit $code
