<#
.SYNOPSIS
    Builds, tries, tests and packages GeminiTuning.
.DESCRIPTION
    Build       leaves the importable module in out/GeminiTuning
    Quickstart  builds, and runs docs/examples/quickstart.ps1 on the built module
    Test        runs all tests: dotnet test, which runs the Pester suite too; installs Pester where it is absent
    Docs        compiles the help pages in docs to the help in the module; installs platyPS where it is absent
    Benchmark   prints figures, side by side with the alternative
    Package     makes out/GeminiTuning.VERSION.nupkg
.EXAMPLE
    pwsh ./build.ps1 -Task Quickstart
.EXAMPLE
    pwsh ./build.ps1 -Task Build, Test
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Quickstart', 'Test', 'Docs', 'Benchmark', 'Package')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
$module = Join-Path $PSScriptRoot 'out/GeminiTuning'

function Assert-Sdk {
    # The file-based quickstart and the solution's format need the SDK 10; the module itself runs on .NET 8 and later.
    $sdks = @(if (Get-Command dotnet -CommandType Application -ErrorAction Ignore) { dotnet --list-sdks })
    if (-not ($sdks -match '^(1\d|[2-9]\d)\.')) {
        throw "The .NET SDK 10 or later is missing. It is free: https://dotnet.microsoft.com/download$(
            if ($sdks) { " (found: $($sdks -replace ' .*' -join ', '))" })"
    }
}

function Assert-Module([string] $Name, [version] $Version, [version] $Below) {
    $found = Get-Module $Name -ListAvailable | Where-Object { $_.Version -ge $Version -and $_.Version -lt $Below }
    if ($found) { return }
    $how = "Install-PSResource $Name -Version '[$Version,$Below)' -TrustRepository"
    Write-Host "$Name $Version is missing; installing it: $how"
    if (-not (Get-Command Install-PSResource -ErrorAction Ignore)) {
        throw "$Name $Version or later is missing, and this PowerShell has no Install-PSResource to get it with. Put $Name in a folder of `$env:PSModulePath."
    }
    Install-PSResource $Name -Version "[$Version,$Below)" -TrustRepository -Scope CurrentUser
}

function Invoke-Dotnet {
    dotnet @args
    if ($LASTEXITCODE) { throw "dotnet $($args[0]) failed ($LASTEXITCODE)." }
}

function Invoke-Build {
    Invoke-Dotnet build (Join-Path $PSScriptRoot 'src/GeminiTuning') --configuration $Configuration --nologo --verbosity quiet --consoleLoggerParameters:NoSummary
    Write-Host "The module is in $module"
}

function Invoke-Quickstart {
    Invoke-Build
    # In a process of its own, so that this session keeps no file of the module open.
    $script = Join-Path $PSScriptRoot 'docs/examples/quickstart.ps1'
    & (Get-Process -Id $PID).Path -NoProfile -Command "Import-Module '$($module -replace "'", "''")'; & '$($script -replace "'", "''")'"
    if ($LASTEXITCODE) { throw "The quickstart failed ($LASTEXITCODE)." }
}

function Invoke-Test {
    Assert-Module Pester 5.5 6.0
    Invoke-Dotnet test (Join-Path $PSScriptRoot 'GeminiTuning.slnx')
}

function Invoke-Docs {
    Assert-Module platyPS 0.14 1.0
    & (Join-Path $PSScriptRoot 'docs/build-help.ps1')
}

function Invoke-Benchmark {
    Invoke-Dotnet run --configuration Release --project (Join-Path $PSScriptRoot 'tests/GeminiTuning.Benchmarks')
}

function Invoke-Package {
    Invoke-Build
    if (-not (Get-Command Compress-PSResource -ErrorAction Ignore)) {
        throw 'Compress-PSResource is missing: it comes with Microsoft.PowerShell.PSResourceGet 1.1 or later (Install-PSResource Microsoft.PowerShell.PSResourceGet).'
    }
    Compress-PSResource -Path $module -DestinationPath (Join-Path $PSScriptRoot 'out') -PassThru
}

Assert-Sdk
foreach ($name in $Task) { & "Invoke-$name" }
