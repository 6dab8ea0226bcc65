<#
.SYNOPSIS
    Creates the NuGet package of a project: the .NET library or the emulator.
.DESCRIPTION
    GeminiTuning.Core is a library. Its package contains the assembly, its XML documentation, and its README. GeminiTuning.Emulator
    is a .NET tool, which installs the command gemini-tuning-emulator. Returns the package file.
.EXAMPLE
    ./New-ProjectPackage.ps1 -Name GeminiTuning.Core -DestinationPath ../out
#>
[CmdletBinding()]
[OutputType([IO.FileInfo])]
param(
    # The project, which is also the ID of the package.
    [Parameter(Mandatory)]
    [ValidateSet('GeminiTuning.Core', 'GeminiTuning.Emulator')]
    [string] $Name,

    # The output folder of the package.
    [Parameter(Mandatory)]
    [string] $DestinationPath,

    # The public address of the project.
    [uri] $ProjectUri
)
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0
if ($ProjectUri -and $ProjectUri.Scheme -ne 'https') { throw "-ProjectUri must be an HTTPS address: $ProjectUri" }
$project = Join-Path $PSScriptRoot '../src' $Name
$destination = (New-Item -ItemType Directory $DestinationPath -Force).FullName
$log = dotnet pack $project --configuration Release --nologo --output $destination "-p:DeterministicTimestamp=$(& "$PSScriptRoot/Get-PackageDate.ps1")" "-p:PackageProjectUrl=$ProjectUri"
if ($LASTEXITCODE) { throw "Creating the package failed:`n$($log -join "`n")" }
Get-ChildItem $destination -Filter "$Name.*.nupkg" | Sort-Object LastWriteTime | Select-Object -Last 1
