<#
.SYNOPSIS
    Builds, tries, tests and packages GeminiTuning.
.DESCRIPTION
    Build       leaves the importable module in out/GeminiTuning
    Quickstart  builds, and runs docs/examples/quickstart.ps1 on the built module
    Test        runs all tests: dotnet test, which runs the Pester suite too
    Docs        compiles the help pages in docs to the help in the module; installs platyPS where it is absent
    Benchmark   prints figures, side by side with the alternative
    Notices     writes THIRD-PARTY-NOTICES.txt anew, from the packages whose assemblies the module brings
    Package     makes the module's nupkg in out
.EXAMPLE
    pwsh ./build.ps1 -Task Quickstart
.EXAMPLE
    pwsh ./build.ps1 -Task Package -ProjectUri https://example.com/GeminiTuning
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Quickstart', 'Test', 'Docs', 'Benchmark', 'Notices', 'Package')]
    [string] $Task = 'Build',

    # The project's public address, for the package.
    [uri] $ProjectUri,

    # The folder for the package.
    [string] $DestinationPath = (Join-Path $PSScriptRoot 'out')
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

function Build-Module([string] $Folder = $module) {
    Write-Information 'Building ...'
    # The slash belongs to the property: it is a folder.
    $log = dotnet build (Join-Path $PSScriptRoot 'src/GeminiTuning') --configuration Release --nologo --verbosity quiet "-p:ModuleFolder=$Folder/"
    if ($LASTEXITCODE) { throw "The build failed:`n$($log -join "`n")" }
    Write-Information "The module is in $Folder"
}

# Starts the PowerShell that runs this script once more. A .NET tool runs in dotnet and need not be on PATH as pwsh.
function Invoke-Pwsh {
    $program = [Environment]::ProcessPath
    if ((Split-Path $program -LeafBase) -eq 'dotnet') { & $program (Join-Path $PSHOME 'pwsh.dll') @args } else { & $program @args }
}

# In a process of its own, so that this session keeps no file of the module open.
function Invoke-Quickstart {
    $start = "Import-Module '$($module -replace "'", "''")'; & '$((Join-Path $PSScriptRoot 'docs/examples/quickstart.ps1') -replace "'", "''")'"
    Invoke-Pwsh -NoProfile -Command $start
    if ($LASTEXITCODE) { throw "The quickstart failed ($LASTEXITCODE)." }
}

# From a folder of its own: what is packed is stamped, and out/GeminiTuning may be in use.
function Export-Package([string] $Folder, [uri] $Address) {
    $source = Join-Path $Folder 'package/GeminiTuning'
    Build-Module $source
    & (Join-Path $PSScriptRoot 'packaging/New-Package.ps1') -ModulePath $source -DestinationPath $Folder -ProjectUri $Address
}

Assert-Sdk
switch ($Task) {
    'Build' { Build-Module }
    'Quickstart' { Build-Module; Invoke-Quickstart }
    'Test' { Invoke-Dotnet test (Join-Path $PSScriptRoot 'GeminiTuning.slnx') }
    'Docs' { Assert-Module -Name platyPS -Version 0.14 -Below 0.15; $null = & (Join-Path $PSScriptRoot 'docs/build-help.ps1') }
    'Benchmark' { Invoke-Dotnet run --configuration Release --project (Join-Path $PSScriptRoot 'tests/GeminiTuning.Benchmarks') }
    'Notices' { Build-Module; & (Join-Path $PSScriptRoot 'packaging/build-notices.ps1') -ModulePath $module }
    'Package' { Export-Package $DestinationPath $ProjectUri }
}
