<#
.SYNOPSIS
    Runs the Pester suite on the module and writes each test's result as JSON.
.DESCRIPTION
    The module is the one that was built, in out/GeminiTuning, or with -Installed the one that comes out of the package.
    Ends with 0 when the suite ran, whatever its results; with 3 where PowerShell is older than 7.4, with 4 where there
    is no Pester 5.5 or later.
#>
[CmdletBinding()]
param(
    # The file for the results; without it, Pester just prints.
    [string] $ResultPath,

    # The test files, by their names.
    [string] $Name = '*',

    # Packs the module first, installs it from a folder, and runs on that copy.
    [switch] $Installed
)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

if ($PSVersionTable.PSVersion -lt [version] '7.4') { exit 3 }
if (-not (Get-Module Pester -ListAvailable | Where-Object Version -ge '5.5')) { exit 4 }
Import-Module Pester -MinimumVersion 5.5

# What the person's own environment names, and what the person is signed in with, must not reach the tests.
'GEMINI_API_KEY', 'GOOGLE_API_KEY', 'GOOGLE_GEMINI_BASE_URL', 'GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_CLOUD_QUOTA_PROJECT', 'GOOGLE_CLOUD_PROJECT',
'GOOGLE_GENAI_USE_VERTEXAI', 'GOOGLE_CLOUD_LOCATION', 'GOOGLE_VERTEX_BASE_URL', 'GEMINITUNING_BUCKET', 'STORAGE_EMULATOR_HOST', 'GCE_METADATA_HOST', 'CLOUDSDK_API_ENDPOINT_OVERRIDES_IAMCREDENTIALS', 'BROWSER' | ForEach-Object { Remove-Item "Env:$_" -ErrorAction Ignore }
$nobody = Join-Path ([IO.Path]::GetTempPath()) "geminituning-$([IO.Path]::GetRandomFileName())"
$env:CLOUDSDK_CONFIG = Join-Path $nobody 'gcloud'
$env:GEMINITUNING_CONFIG = Join-Path $nobody 'own'
$env:NO_GCE_CHECK = 'true'

if ($Installed) {
    $copy = & "$PSScriptRoot/Install-Package.ps1"
    $env:GEMINITUNING_MODULE, $env:GEMINITUNING_PACKAGE = $copy.Module, $copy.Package
}

$configuration = New-PesterConfiguration
$configuration.Run.Path = @(Get-ChildItem $PSScriptRoot -Filter "$Name.Tests.ps1").FullName
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = 'Plaintext'
$run = Invoke-Pester -Configuration $configuration

if ($ResultPath) {
    $results = @(
        foreach ($test in $run.Tests) {
            $outcome = if ($test.Result -in 'Passed', 'Skipped') { $test.Result } else { 'Failed' }
            $message = if ($outcome -eq 'Failed') { $test.ErrorRecord | Out-String } elseif ($outcome -eq 'Skipped') { "$($test.ErrorRecord)" }
            @{ Name = $test.ExpandedPath; Outcome = $outcome; Message = "$message" }
        }
        foreach ($container in $run.Containers | Where-Object { $_.ErrorRecord }) {
            @{ Name = "$($container.Item)"; Outcome = 'Failed'; Message = $container.ErrorRecord | Out-String }
        }
    )
    ConvertTo-Json -InputObject $results -Depth 3 | Set-Content -LiteralPath $ResultPath -Encoding utf8
}
exit 0
