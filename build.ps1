<#
.SYNOPSIS
    Builds, tries, tests and packages GeminiTuning.
.DESCRIPTION
    Build       leaves the importable module in out/GeminiTuning
    Quickstart  builds, and runs docs/examples/quickstart.ps1 on the built module
    Test        runs all tests: dotnet test, which runs the Pester suite too; installs Pester where it is absent
    Docs        compiles the help pages in docs to the help in the module; installs platyPS where it is absent
    Benchmark   prints figures, side by side with the alternative
    Package     makes the module's nupkg in out
.EXAMPLE
    pwsh ./build.ps1 -Task Quickstart
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Quickstart', 'Test', 'Docs', 'Benchmark', 'Package')]
    [string] $Task = 'Build'
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
$InformationPreference = 'Continue'
$module = Join-Path $PSScriptRoot 'out/GeminiTuning'

function Assert-Sdk {
    # The solution's format and the single-file quickstart need the SDK 10; the module itself runs on .NET 8 and later.
    $sdks = @(if (Get-Command dotnet -CommandType Application -ErrorAction Ignore) { dotnet --list-sdks })
    if ($sdks -match '^(1\d|[2-9]\d)\.') { return }
    $found = if ($sdks) { " Found: $($sdks -replace ' .*' -join ', ')." }
    throw "The .NET SDK 10 or later is missing. It is free: https://dotnet.microsoft.com/download.$found"
}

function Assert-Module {
    param([string] $Name, [version] $Version, [version] $Below)
    if (Get-Module $Name -ListAvailable | Where-Object { $_.Version -ge $Version -and $_.Version -lt $Below }) { return }
    if (-not (Get-Command Install-PSResource -ErrorAction Ignore)) {
        throw "$Name $Version or later is missing, and this PowerShell has no Install-PSResource to get it with. Put $Name in a folder of `$env:PSModulePath."
    }
    Write-Information "$Name is missing. Installing it for this user: Install-PSResource $Name -Version '[$Version,$Below)'"
    Install-PSResource -Name $Name -Version "[$Version,$Below)" -TrustRepository -Scope CurrentUser
}

# Runs dotnet with these arguments, and ends where it fails.
function Invoke-Dotnet {
    dotnet @args
    if ($LASTEXITCODE) { throw "dotnet $($args[0]) failed ($LASTEXITCODE)." }
}

function Build-Module {
    Write-Information 'Building ...'
    $log = dotnet build (Join-Path $PSScriptRoot 'src/GeminiTuning') --configuration Release --nologo --verbosity quiet
    if ($LASTEXITCODE) { throw "The build failed:`n$($log -join "`n")" }
    Write-Information "The module is in $module"
}

# A process of its own, so that this session keeps no file of the module open.
function Invoke-Quickstart {
    $start = "Import-Module '$($module -replace "'", "''")'; & '$((Join-Path $PSScriptRoot 'docs/examples/quickstart.ps1') -replace "'", "''")'"
    & (Get-Process -Id $PID).Path -NoProfile -Command $start
    if ($LASTEXITCODE) { throw "The quickstart failed ($LASTEXITCODE)." }
}

function Publish-Package {
    if (-not (Get-Command Compress-PSResource -ErrorAction Ignore)) {
        throw 'Compress-PSResource is missing. It comes with Microsoft.PowerShell.PSResourceGet 1.1 or later: Install-PSResource Microsoft.PowerShell.PSResourceGet'
    }
    Compress-PSResource -Path $module -DestinationPath (Join-Path $PSScriptRoot 'out') -PassThru
}

Assert-Sdk
switch ($Task) {
    'Build' { Build-Module }
    'Quickstart' { Build-Module; Invoke-Quickstart }
    'Test' { Assert-Module -Name Pester -Version 5.5 -Below 6.0; Invoke-Dotnet test (Join-Path $PSScriptRoot 'GeminiTuning.slnx') }
    'Docs' { Assert-Module -Name platyPS -Version 0.14 -Below 0.15; $null = & (Join-Path $PSScriptRoot 'docs/build-help.ps1') }
    'Benchmark' { Invoke-Dotnet run --configuration Release --project (Join-Path $PSScriptRoot 'tests/GeminiTuning.Benchmarks') }
    'Package' { Build-Module; Publish-Package }
}
