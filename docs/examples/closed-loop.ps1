<#
.SYNOPSIS
    Tunes models with several settings, measures them against their base model, and keeps the best one.
.DESCRIPTION
    The script closes the loop of tuning: it checks and splits the examples, tunes a model for each setting side by side,
    measures all checkpoints and the base model on validation examples, makes the best checkpoint the default, measures
    it on test examples that nothing else has used, writes a report, and removes the other models.

    It runs on Vertex AI and on the emulator without changes. Connect first, or set the environment variables of
    about_GeminiTuning_Authentication.

    If the script is interrupted, run it again with the same parameters. No job is started twice: New-TuningSweep finds
    those that exist. The choice is saved in a file before other models are removed, so that a later run completes the
    removal and doesn't tune them again.
.EXAMPLE
    Connect-GeminiTuning -Emulator -Vertex
    ./closed-loop.ps1 tickets.csv -DisplayName 'ticket sorter'
.EXAMPLE
    Connect-GeminiTuning -Vertex -Project my-project -Location us-central1 -Bucket gs://my-bucket
    ./closed-loop.ps1 tickets.csv -DisplayName 'ticket sorter' -EpochCount 2, 4, 8 -TimeoutSec 36000
#>
#Requires -Version 7.4
#Requires -Modules GeminiTuning
[CmdletBinding(SupportsShouldProcess)]
param(
    # The file of examples: CSV, JSON or JSON Lines, as Import-TuningExample reads it.
    [Parameter(Mandatory, Position = 0)]
    [string] $ExamplePath,

    # The display name of the models, which identifies the sweep.
    [Parameter(Mandatory, Position = 1)]
    [string] $DisplayName,

    # The settings to try: one model for each number of epochs, fewest first.
    [int[]] $EpochCount = @(1, 3, 9),

    # The columns of the examples. Default: Import-TuningExample finds them by name.
    [string] $InputProperty,
    [string] $OutputProperty,

    # How much the models think when they are measured, such as Minimal. Default: what the service chooses.
    [string] $ThinkingLevel,

    # The folder for the choice and the report.
    [string] $Folder = "closed-loop-$($DisplayName -replace '[^\w-]', '-')",

    # How long to wait for the tuning jobs, in seconds. They continue after that; run the script again.
    [int] $TimeoutSec = 36000
)
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

$choicePath = Join-Path $Folder choice.json
$reportPath = Join-Path $Folder report.html
$columns = @{}
if ($InputProperty) { $columns.InputProperty = $InputProperty }
if ($OutputProperty) { $columns.OutputProperty = $OutputProperty }
$asking = @{ Temperature = 0 }
if ($ThinkingLevel) { $asking.ThinkingLevel = $ThinkingLevel }

# Returns the models of all settings, in the order of their numbers of epochs. A setting whose tuning fails is a warning.
function Get-Candidate($Split) {
    # Only Vertex AI takes validation examples.
    $validation = $isVertex ? @{ ValidationExample = $Split.Validation } : @{}
    $operations = $Split.Training | New-TuningSweep $DisplayName -EpochCount $EpochCount @validation
    $models = $operations | Wait-TuningOperation -TimeoutSec $TimeoutSec -ErrorAction SilentlyContinue -ErrorVariable problems
    foreach ($problem in $problems) {
        # A choice among some of the models would not be a choice among all settings.
        if ($problem.FullyQualifiedErrorId -notlike 'TuningFailed,*') { throw $problem }
        Write-Warning "$problem"
    }
    if (-not $models) { throw 'No tuning job succeeded.' }
    $models | Sort-Object { $_.Hyperparameters.EpochCount } -Stable
}

# Measures the models and their base model on the same rows. On Vertex AI, each checkpoint is measured.
function Measure-Candidate($Rows, $Models) {
    $checkpoints = $isVertex ? @{ Checkpoint = '*' } : @{}
    $Rows | Measure-TunedModel $Models -BaseModel @($Models)[0].BaseModel @asking @checkpoints
}

# Tunes, measures and chooses, and saves the choice.
function Select-Candidate {
    $examples = Import-TuningExample $ExamplePath @columns
    $check = $examples | Test-TuningExample
    if ($check.Findings | Where-Object Severity -EQ Error) { $check; throw 'The service would refuse these examples.' }
    $split = $examples |
        Select-TuningExample ($check.Findings | Where-Object Rule -EQ Duplicate) |
        Split-TuningExample -ValidationRatio 0.2 -TestRatio 0.2

    $models = @(Get-Candidate $split)
    $models | Show-TuningLoss | Out-Host

    # The validation examples choose. The base model is measured, too, but it can't be chosen.
    $measurements = @(Measure-Candidate $split.Validation $models)
    $measurements | Out-Host
    $ranked = @($measurements | Where-Object Model -In $models.Name | Sort-Object Accuracy -Descending -Stable)
    $best = $ranked[0]
    if ($ranked.Count -gt 1) {
        $others = @($ranked | Compare-TunedModel)
        "$(@($others | Where-Object Verdict -EQ Worse).Count) of $($others.Count) others are shown to be worse than the choice. The rest may be as good." | Out-Host
    }

    # The test examples prove: the highest of several values overstates how well the model does on new rows.
    $checkpoint = $best.Checkpoint ? @{ Checkpoint = $best.Checkpoint } : @{}
    $proof = @($split.Test | Measure-TunedModel $best.Model -BaseModel $models[0].BaseModel @asking @checkpoint)
    $comparison = $proof | Compare-TunedModel
    $comparison | Out-Host
    @($check) + $models + $measurements + $proof + @($comparison) | Export-TuningReport $reportPath -Title $DisplayName

    $choice = [ordered]@{
        Model      = $best.Model
        Checkpoint = $best.Checkpoint
        Accuracy   = $proof[1].Accuracy
        Interval   = "$($proof[1].AccuracyInterval)"
        Summary    = "$comparison"
        Others     = @($models.Name | Where-Object { $_ -ne $best.Model })
    }
    # Under another name first, so that an interruption never leaves half of the file.
    $choice | ConvertTo-Json | Set-Content "$choicePath.new"
    Move-Item "$choicePath.new" $choicePath -Force
}

# Without a connection, environment variables choose the service. -Verify ends the run before anything is created.
$connection = (Get-GeminiTuningConnection) ?? (Connect-GeminiTuning -Verify -PassThru)
$isVertex = $connection.Kind -eq 'VertexAI'

if (-not (Test-Path $choicePath)) {
    if (-not $PSCmdlet.ShouldProcess("$DisplayName ($connection)", "Tune $($EpochCount.Count) models on $ExamplePath, and keep the best")) { return }
    $null = New-Item -ItemType Directory $Folder -Force
    Select-Candidate
}
$choice = Get-Content $choicePath -Raw | ConvertFrom-Json

# Both steps can be repeated, so that a run that was interrupted here is completed by the next one.
if ($choice.Checkpoint) { Set-TunedModel $choice.Model -DefaultCheckpoint $choice.Checkpoint }
Get-TunedModel | Where-Object Name -In $choice.Others | Remove-TunedModel -Force

$choice | Select-Object Model, Checkpoint, Accuracy, Interval, Summary, @{ Name = 'Report'; Expression = { $reportPath } }
