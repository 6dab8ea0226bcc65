<#
.SYNOPSIS
    Packs the module and installs it from a local repository, as users install it.
.DESCRIPTION
    Returns the paths of the packages and of the installed module. PSResourceGet installs the module if it's available.
    Otherwise, the package is expanded in the same way.
#>
[CmdletBinding()]
param(
    # The folder of the package and of the installed modules. Its previous content is removed.
    [string] $Path = (Join-Path $PSScriptRoot '../../out/test')
)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
if (Test-Path $Path) { Remove-Item $Path -Recurse -Force }
$repository = (New-Item -ItemType Directory $Path).FullName
$modules = (New-Item -ItemType Directory (Join-Path $repository 'modules')).FullName

# A fixed date makes the package comparable with another one. Analyzers change no byte of an assembly, and take as long as the
# rest of the build: the build of the solution has run them.
$date, $analyzers = $env:SOURCE_DATE_EPOCH, $env:RunAnalyzers
$env:SOURCE_DATE_EPOCH, $env:RunAnalyzers = '1600000000', 'false'
try { $package, $library, $emulator = & "$PSScriptRoot/../../build.ps1" -Task Package -DestinationPath $repository -InformationAction Ignore 6>$null } finally { $env:SOURCE_DATE_EPOCH, $env:RunAnalyzers = $date, $analyzers }

if (Get-Command Save-PSResource -ErrorAction Ignore) {
    # Save-PSResource installs into this folder and leaves the user's modules unchanged.
    $name = "GeminiTuning-$([IO.Path]::GetRandomFileName())"
    Register-PSResourceRepository -Name $name -Uri $repository -Trusted
    try { Save-PSResource -Name GeminiTuning -Repository $name -Path $modules -Prerelease } finally { Unregister-PSResourceRepository -Name $name }
} else {
    $version = $package.BaseName.Substring('GeminiTuning.'.Length)
    $target = Join-Path $modules "GeminiTuning/$($version -replace '-.*')"
    [IO.Compression.ZipFile]::ExtractToDirectory($package.FullName, $target)
    'GeminiTuning.nuspec', '[Content_Types].xml', '_rels', 'package' | ForEach-Object { Remove-Item -LiteralPath (Join-Path $target $_) -Recurse -Force }
}
[pscustomobject]@{ Package = $package.FullName; Library = $library.FullName; Emulator = $emulator.FullName; Module = Join-Path $modules 'GeminiTuning' }
