<#
.SYNOPSIS
    Tunes a model on the tutorial's fifteen examples and asks it something.
.DESCRIPTION
    Runs against the emulator, which needs no account. For another service, change the one line that connects:
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

# A column of inputs, a column of outputs: 1 -> 2, 'twenty two' -> 'twenty three'.
$examples = Import-Csv (Join-Path $PSScriptRoot 'number-generator.csv')

$model = $examples |
    New-TunedModel -DisplayName 'number generator' -EpochCount 5 |
    Wait-TuningOperation

$model | Format-List

'Epoch by epoch, with the mean loss where the service tells it:'
$model.Snapshots | Group-Object Epoch | ForEach-Object {
    $loss = ($_.Group | Measure-Object MeanLoss -Average).Average
    [pscustomobject]@{
        Epoch    = [int] $_.Name
        LastStep = $_.Group[-1].Step
        MeanLoss = [double]::IsNaN($loss) ? $null : $loss
    }
} | Format-Table Epoch, LastStep, @{ Name = 'MeanLoss'; Expression = 'MeanLoss'; FormatString = '0.0000' }

$model | Invoke-TunedModel -Prompt $Prompt | Format-Table Prompt, Text
