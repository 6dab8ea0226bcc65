<#
.SYNOPSIS
    Runs the Pester suite on the module and writes each test's result as JSON.
.DESCRIPTION
    The module is the one that was built, in out/GeminiTuning, or with -Installed the one that comes out of the package.
    Uses an installed Pester 5.5 or later, or else the one that building tests/GeminiTuning.Module.Tests leaves in
    out/modules. Tests that need a tool that this computer doesn't have are left out and reported as one result for each
    tool, which says how to get it.
    The exit code is 0 when the suite ran, whatever its results, and 3 if PowerShell is older than 7.4.
.EXAMPLE
    ./Invoke-Suite.ps1 -Name Views
#>
[CmdletBinding()]
param(
    # The file for the results. By default, Pester only prints them.
    [string] $ResultPath,

    # The test files, by their names.
    [string] $Name = '*',

    # Packs the module first, installs it from a folder, and runs on that copy.
    [switch] $Installed
)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

function Format-Skipped([int] $Count, [string] $Reason) {
    if ($Count -eq 1) { "1 test was skipped: $Reason" } else { "$Count tests were skipped: $Reason" }
}

# If a block's setup fails, its tests fail without an error of their own.
function Get-Fault($Test) {
    $part = $Test
    while ($part -and -not $part.ErrorRecord) { $part = if ($part -eq $Test) { $Test.Block } else { $part.Parent } }
    $part.ErrorRecord | Out-String
}

if ($PSVersionTable.PSVersion -lt [version] '7.4') { exit 3 }

# Last on the path, so that an installed Pester comes first.
$env:PSModulePath += [IO.Path]::PathSeparator + (Join-Path $PSScriptRoot '../../out/modules')
Import-Module Pester -MinimumVersion 5.5 -MaximumVersion 5.999

# What tests start and what they show has the same characters in every code page of a console.
[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)

# Tests start pwsh by its name.
& "$PSScriptRoot/../Pwsh/Use-Pwsh.ps1"

# What the person's own environment names, and what the person is signed in with, must not reach the tests.
'GEMINI_API_KEY', 'GOOGLE_API_KEY', 'GOOGLE_GEMINI_BASE_URL', 'GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_CLOUD_QUOTA_PROJECT', 'GOOGLE_CLOUD_PROJECT',
'GOOGLE_GENAI_USE_ENTERPRISE', 'GOOGLE_GENAI_USE_VERTEXAI', 'GOOGLE_CLOUD_LOCATION', 'GOOGLE_VERTEX_BASE_URL', 'GEMINITUNING_BUCKET', 'STORAGE_EMULATOR_HOST', 'GCE_METADATA_HOST', 'CLOUDSDK_API_ENDPOINT_OVERRIDES_IAMCREDENTIALS', 'BROWSER' | ForEach-Object { Remove-Item "Env:$_" -ErrorAction Ignore }
$nobody = Join-Path ([IO.Path]::GetTempPath()) "geminituning-$([IO.Path]::GetRandomFileName())"
$env:CLOUDSDK_CONFIG = Join-Path $nobody 'gcloud'
$env:GEMINITUNING_CONFIG = Join-Path $nobody 'own'
$env:NO_GCE_CHECK = 'true'

if ($Installed) {
    $copy = & "$PSScriptRoot/Install-Package.ps1"
    $env:GEMINITUNING_MODULE, $env:GEMINITUNING_PACKAGE = $copy.Module, $copy.Package
}

$missing = & "$PSScriptRoot/Find-MissingTool.ps1"
$configuration = New-PesterConfiguration
$configuration.Run.Path = @(Get-ChildItem $PSScriptRoot -Filter "$Name.Tests.ps1").FullName
$configuration.Run.PassThru = $true
$configuration.Filter.ExcludeTag = @($missing.Tag)
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = 'Plaintext'
$run = Invoke-Pester -Configuration $configuration

# Each reason once, with the number of tests that it applies to.
$skipped = @(
    foreach ($tool in $missing) {
        $tests = @($run.Tests | Where-Object { $tool.Tag -in $_.Tag })
        if ($tests) { Format-Skipped $tests.Count $tool.Advice }
    }
    $run.Skipped | Group-Object { "$($_.ErrorRecord)" -replace '^is skipped, because ' } | ForEach-Object { Format-Skipped $_.Count $_.Name }
)
$skipped | Write-Output

if ($ResultPath) {
    $results = @(
        foreach ($test in $run.Tests | Where-Object Result -NotIn 'Skipped', 'NotRun') {
            $outcome = if ($test.Result -eq 'Passed') { 'Passed' } else { 'Failed' }
            @{ Name = $test.ExpandedPath; Outcome = $outcome; Message = if ($outcome -eq 'Failed') { Get-Fault $test } else { '' } }
        }
        foreach ($container in $run.Containers | Where-Object { $_.ErrorRecord }) {
            @{ Name = "$($container.Item)"; Outcome = 'Failed'; Message = $container.ErrorRecord | Out-String }
        }
        foreach ($reason in $skipped) { @{ Name = $reason; Outcome = 'Skipped'; Message = $reason } }
    )
    ConvertTo-Json -InputObject $results -Depth 3 | Set-Content -LiteralPath $ResultPath -Encoding utf8
}
exit 0
