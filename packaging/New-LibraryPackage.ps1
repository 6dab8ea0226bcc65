<#
.SYNOPSIS
    Creates the NuGet package of the .NET library, GeminiTuning.Core.
.DESCRIPTION
    The package contains the assembly, its XML documentation, and the page src/GeminiTuning.Core/README.md. Returns the package
    file.
.EXAMPLE
    ./New-LibraryPackage.ps1 -DestinationPath ../out
#>
[CmdletBinding()]
[OutputType([IO.FileInfo])]
param(
    # The output folder of the package.
    [Parameter(Mandatory)]
    [string] $DestinationPath,

    # The public address of the project.
    [uri] $ProjectUri
)
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0
if ($ProjectUri -and $ProjectUri.Scheme -ne 'https') { throw "-ProjectUri must be an HTTPS address: $ProjectUri" }
$project = Join-Path $PSScriptRoot '../src/GeminiTuning.Core'
$destination = (New-Item -ItemType Directory $DestinationPath -Force).FullName
$log = dotnet pack $project --configuration Release --nologo --output $destination "-p:DeterministicTimestamp=$(& "$PSScriptRoot/Get-PackageDate.ps1")" "-p:PackageProjectUrl=$ProjectUri"
if ($LASTEXITCODE) { throw "Creating the package failed:`n$($log -join "`n")" }
Get-ChildItem $destination -Filter 'GeminiTuning.Core.*.nupkg' | Sort-Object LastWriteTime | Select-Object -Last 1
