<#
.SYNOPSIS
    Tunes a model on the fifteen examples of the tutorial and sends prompts to it.
.DESCRIPTION
    Uses the emulator, which requires no account. To use Vertex AI, change the line that connects:
    Connect-GeminiTuning -Vertex -Project my-project -Location us-central1 -Bucket gs://my-bucket
.EXAMPLE
    ./quickstart.ps1
.EXAMPLE
    ./quickstart.ps1 -Prompt 'eighty', '8'
#>
#Requires -Version 7.4
#Requires -Modules GeminiTuning
[CmdletBinding()]
param(
    [string[]] $Prompt = @('twenty two', 'LXIII')
)
$ErrorActionPreference = 'Stop'

Connect-GeminiTuning -Emulator

# The columns input and output, for example 1 -> 2 and 'twenty two' -> 'twenty three'.
$examples = Import-Csv (Join-Path $PSScriptRoot 'number-generator.csv')

$model = $examples |
    New-TunedModel -DisplayName 'number generator' -EpochCount 5 |
    Wait-TuningOperation

$model | Format-List

'Mean loss of each epoch:'
$model.Snapshots | Group-Object Epoch | ForEach-Object {
    $losses = @($_.Group.MeanLoss | Where-Object { $null -ne $_ })
    [pscustomobject]@{
        Epoch    = [int] $_.Name
        LastStep = $_.Group[-1].Step
        MeanLoss = if ($losses) { ($losses | Measure-Object -Average).Average }
    }
} | Format-Table Epoch, LastStep, @{ Name = 'MeanLoss'; Expression = 'MeanLoss'; FormatString = '0.0000' }

$model | Invoke-TunedModel -Prompt $Prompt | Format-Table Prompt, Text
