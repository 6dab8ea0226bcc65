<#
.SYNOPSIS
    Runs Pester files in this process, one after the other.
.DESCRIPTION
    Invoke-Suite.ps1 starts it: for one file in its own process, and for many files in several processes at the same time. These
    processes share the folder of the run. The first process that creates a file's claim there runs the file, and leaves the
    result beside the claim as JSON.
#>
[CmdletBinding(DefaultParameterSetName = 'Run')]
[OutputType([pscustomobject])]
param(
    # The test file. Its result is written to the pipeline, and Pester prints while the file runs.
    [Parameter(Mandatory, ParameterSetName = 'Run')]
    [string] $Path,

    # Tests with these tags are left out.
    [Parameter(ParameterSetName = 'Run')]
    [string[]] $ExcludeTag = @(),

    # The folder of the run. Its file plan.json lists the test files in their order, and the tags to leave out.
    [Parameter(Mandatory, ParameterSetName = 'Share')]
    [string] $Share
)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

# If a block's setup fails, its tests fail without an error of their own.
function Get-Fault($Test) {
    $part = $Test
    while ($part -and -not $part.ErrorRecord) { $part = if ($part -eq $Test) { $Test.Block } else { $part.Parent } }
    $part.ErrorRecord | Out-String
}

function ConvertTo-Result($Test) {
    $outcome = switch ($Test.Result) { 'Passed' { 'Passed' } { $_ -in 'Skipped', 'NotRun' } { $_ } default { 'Failed' } }
    [pscustomobject]@{
        Name    = $Test.ExpandedPath
        Outcome = $outcome
        Message = switch ($outcome) { 'Failed' { Get-Fault $Test } 'Skipped' { "$($Test.ErrorRecord)" -replace '^is skipped, because ' } default { '' } }
        Tag     = @($Test.Tag)
        Seconds = [math]::Round($Test.Duration.TotalSeconds, 3)
    }
}

function Invoke-File([string] $File, [string[]] $Without) {
    $configuration = New-PesterConfiguration
    $configuration.Run.Path = $File
    $configuration.Run.PassThru = $true
    $configuration.Filter.ExcludeTag = $Without
    $configuration.Output.Verbosity = 'Detailed'
    $configuration.Output.RenderMode = 'Plaintext'
    $run = Invoke-Pester -Configuration $configuration
    $results = @($run.Tests | ForEach-Object { ConvertTo-Result $_ })
    $results += foreach ($container in $run.Containers | Where-Object ErrorRecord) {
        [pscustomobject]@{ Name = "$($container.Item)"; Outcome = 'Failed'; Message = $container.ErrorRecord | Out-String; Tag = @(); Seconds = 0 }
    }
    [pscustomobject]@{ Name = (Split-Path $File -Leaf) -replace '\.Tests\.ps1$'; Seconds = [math]::Round($run.Duration.TotalSeconds, 3); Tests = $results }
}

# Creates a file, and returns whether it was this process that did.
function Test-Claim([string] $File) {
    try { $stream = [IO.File]::Open($File, 'CreateNew') } catch [IO.IOException] { return $false }
    try { $stream.Write([Text.Encoding]::ASCII.GetBytes("$PID")) } finally { $stream.Dispose() }
    $true
}

# What Pester wrote to the host.
function Format-Host($Record) {
    -join $Record.ForEach({ "$_"; if (-not $_.MessageData.NoNewLine) { [Environment]::NewLine } })
}

function Invoke-SharedFile([string] $Folder, [string] $File, [string[]] $Without) {
    $result = Join-Path $Folder "$(Split-Path $File -LeafBase)"
    if (-not (Test-Claim "$result.claim")) { return }
    $said, $all = (Invoke-File $File $Without 6>&1).Where({ $_ -is [Management.Automation.InformationRecord] }, 'Split')
    $all[-1] | Add-Member Output (Format-Host $said)
    # Appears as a whole.
    ConvertTo-Json $all[-1] -Depth 4 | Set-Content -LiteralPath "$result.part" -Encoding utf8
    [IO.File]::Move("$result.part", "$result.json")
}

# Last on the path, so that an installed Pester comes first.
$env:PSModulePath += [IO.Path]::PathSeparator + (Join-Path $PSScriptRoot '../../out/modules')
Import-Module Pester -MinimumVersion 5.5 -MaximumVersion 5.999

# What tests start and what they show has the same characters in every code page of a console.
[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)

# Tests start pwsh by its name.
& "$PSScriptRoot/../Pwsh/Use-Pwsh.ps1"

# What the person's own environment names, and what the person is signed in with, must not reach the tests. Each process has
# folders of its own for what a test signs in with.
'GEMINI_API_KEY', 'GOOGLE_API_KEY', 'GOOGLE_GEMINI_BASE_URL', 'GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_CLOUD_QUOTA_PROJECT', 'GOOGLE_CLOUD_PROJECT',
'GOOGLE_GENAI_USE_ENTERPRISE', 'GOOGLE_GENAI_USE_VERTEXAI', 'GOOGLE_CLOUD_LOCATION', 'GOOGLE_VERTEX_BASE_URL', 'GEMINITUNING_BUCKET', 'STORAGE_EMULATOR_HOST', 'GCE_METADATA_HOST', 'CLOUDSDK_API_ENDPOINT_OVERRIDES_IAMCREDENTIALS', 'BROWSER' | ForEach-Object { Remove-Item "Env:$_" -ErrorAction Ignore }
$nobody = Join-Path ([IO.Path]::GetTempPath()) "geminituning-$([IO.Path]::GetRandomFileName())"
$env:CLOUDSDK_CONFIG = Join-Path $nobody 'gcloud'
$env:GEMINITUNING_CONFIG = Join-Path $nobody 'own'
$env:NO_GCE_CHECK = 'true'

if ($Path) {
    Invoke-File $Path $ExcludeTag
} else {
    $plan = Get-Content (Join-Path $Share 'plan.json') -Raw | ConvertFrom-Json
    foreach ($file in $plan.Files) { Invoke-SharedFile $Share $file $plan.ExcludeTag }
}
