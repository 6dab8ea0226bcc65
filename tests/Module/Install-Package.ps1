<#
.SYNOPSIS
    Packs the module and installs it from a folder, as those who get it do.
.DESCRIPTION
    Writes where the package and the installed module are. The folder is a local repository: PSResourceGet installs from
    it where it is there. Elsewhere the package is expanded as PSResourceGet does it.
#>
[CmdletBinding()]
param(
    # The folder for the package, and beneath it for the modules; what was there before is removed.
    [string] $Path = (Join-Path $PSScriptRoot '../../out/test')
)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
if (Test-Path $Path) { Remove-Item $Path -Recurse -Force }
$repository = (New-Item -ItemType Directory $Path).FullName
$modules = (New-Item -ItemType Directory (Join-Path $repository 'modules')).FullName

# The package of a moment that never changes can be compared with another one.
$date = $env:SOURCE_DATE_EPOCH
$env:SOURCE_DATE_EPOCH = '1600000000'
try { $package = & "$PSScriptRoot/../../build.ps1" -Task Package -DestinationPath $repository -InformationAction Ignore 6>$null } finally { $env:SOURCE_DATE_EPOCH = $date }

if (Get-Command Save-PSResource -ErrorAction Ignore) {
    # Save is Install into a folder of one's own: the person's modules stay as they are.
    $name = "GeminiTuning-$([IO.Path]::GetRandomFileName())"
    Register-PSResourceRepository -Name $name -Uri $repository -Trusted
    try { Save-PSResource -Name GeminiTuning -Repository $name -Path $modules -Prerelease } finally { Unregister-PSResourceRepository -Name $name }
} else {
    $version = $package.BaseName.Substring('GeminiTuning.'.Length)
    $target = Join-Path $modules "GeminiTuning/$($version -replace '-.*')"
    [IO.Compression.ZipFile]::ExtractToDirectory($package.FullName, $target)
    'GeminiTuning.nuspec', '[Content_Types].xml', '_rels', 'package' | ForEach-Object { Remove-Item -LiteralPath (Join-Path $target $_) -Recurse -Force }
}
[pscustomobject]@{ Package = $package.FullName; Module = Join-Path $modules 'GeminiTuning' }
