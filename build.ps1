<#
.SYNOPSIS
    Builds, tests, and packages GeminiTuning.
.DESCRIPTION
    Build       Builds the module in out/GeminiTuning.
    Quickstart  Builds the module and runs docs/examples/quickstart.ps1 with it.
    Test        Runs all tests with dotnet test, including the Pester suite.
    Docs        Compiles the help pages in docs to the help of the module. Installs platyPS if it's missing.
    Benchmark   Prints the table in docs/performance.md: figures beside those of the alternative, and of another build.
    Notices     Writes THIRD-PARTY-NOTICES.txt from the packages whose assemblies the module contains.
    Package     Creates the NuGet packages of the module, of the .NET library, and of the emulator as a .NET tool in out.
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

    # The public address of the project, for the packages.
    [uri] $ProjectUri,

    # The address of the folder that contains the help pages, for Get-Help -Online. Default: docs in the main branch of a project on
    # GitHub or GitLab.
    [uri] $DocsUri,

    # For Benchmark: a folder that contains another build of the module to compare with.
    [string] $BeforePath,

    # The output folder of the packages.
    [string] $DestinationPath = (Join-Path $PSScriptRoot 'out')
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
$InformationPreference = 'Continue'
$module = Join-Path $PSScriptRoot 'out/GeminiTuning'

function Assert-Sdk {
    # The solution format and the single-file quickstart require SDK 10. The module itself runs on .NET 8 and later.
    $sdks = @(if (Get-Command dotnet -CommandType Application -ErrorAction Ignore) { dotnet --list-sdks })
    if ($sdks -match '^(1\d|[2-9]\d)\.') { return }
    $found = if ($sdks) { " Found: $($sdks -replace ' .*' -join ', ')." }
    throw "The .NET SDK 10 or later is required. Download it from https://dotnet.microsoft.com/download.$found"
}

function Assert-Module {
    param([string] $Name, [version] $Version, [version] $Below)
    if (Get-Module $Name -ListAvailable | Where-Object { $_.Version -ge $Version -and $_.Version -lt $Below }) { return }
    if (-not (Get-Command Install-PSResource -ErrorAction Ignore)) {
        throw "$Name $Version or later is required, and this PowerShell has no Install-PSResource. Copy $Name to a folder in `$env:PSModulePath."
    }
    Write-Information "$Name is missing. Installing it for the current user: Install-PSResource $Name -Version '[$Version,$Below)'."
    Install-PSResource -Name $Name -Version "[$Version,$Below)" -TrustRepository -Scope CurrentUser
}

# Runs dotnet with these arguments and stops the script if it fails.
function Invoke-Dotnet {
    dotnet @args
    if ($LASTEXITCODE) { throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE." }
}

function Build-Module([string] $Folder = $module) {
    Write-Information 'Building ...'
    # The property ends with a slash because it's a folder.
    $log = dotnet build (Join-Path $PSScriptRoot 'src/GeminiTuning') --configuration Release --nologo --verbosity quiet "-p:ModuleFolder=$Folder/"
    if ($LASTEXITCODE) { throw "The build failed:`n$($log -join "`n")" }
    Write-Information "The module is in $Folder."
}

# Starts another process of the PowerShell that runs this script. If PowerShell is a .NET tool, its executable is dotnet, and pwsh
# might not be in PATH.
function Invoke-Pwsh {
    $program = [Environment]::ProcessPath
    if ((Split-Path $program -LeafBase) -eq 'dotnet') { & $program (Join-Path $PSHOME 'pwsh.dll') @args } else { & $program @args }
}

# Runs in a separate process, so that this session keeps no file of the module open.
function Invoke-Quickstart {
    $start = "Import-Module '$($module -replace "'", "''")'; & '$((Join-Path $PSScriptRoot 'docs/examples/quickstart.ps1') -replace "'", "''")'"
    Invoke-Pwsh -NoProfile -Command $start
    if ($LASTEXITCODE) { throw "The quickstart failed with exit code $LASTEXITCODE." }
}

# Packs from a separate folder, because packing modifies the manifest and out/GeminiTuning might be in use.
function Export-Package([string] $Folder, [uri] $Address, [uri] $Pages) {
    $source = Join-Path $Folder 'package/GeminiTuning'
    Build-Module $source
    & (Join-Path $PSScriptRoot 'packaging/New-Package.ps1') -ModulePath $source -DestinationPath $Folder -ProjectUri $Address -DocsUri $Pages
    foreach ($name in 'GeminiTuning.Core', 'GeminiTuning.Emulator') {
        & (Join-Path $PSScriptRoot 'packaging/New-ProjectPackage.ps1') -Name $name -DestinationPath $Folder -ProjectUri $Address
    }
}

Assert-Sdk
switch ($Task) {
    'Build' { Build-Module }
    'Quickstart' { Build-Module; Invoke-Quickstart }
    'Test' { Invoke-Dotnet test (Join-Path $PSScriptRoot 'GeminiTuning.slnx') }
    'Docs' { Assert-Module -Name platyPS -Version 0.14 -Below 0.15; $null = & (Join-Path $PSScriptRoot 'docs/build-help.ps1') }
    'Benchmark' { & (Join-Path $PSScriptRoot 'tests/Pwsh/Use-Pwsh.ps1'); Invoke-Dotnet run --configuration Release --project (Join-Path $PSScriptRoot 'tests/GeminiTuning.Benchmarks') -- @(if ($BeforePath) { '--before', (Resolve-Path $BeforePath).ProviderPath }) }
    'Notices' { Build-Module; & (Join-Path $PSScriptRoot 'packaging/build-notices.ps1') -ModulePath $module }
    'Package' { Export-Package $DestinationPath $ProjectUri $DocsUri }
}
