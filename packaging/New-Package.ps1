<#
.SYNOPSIS
    Packs a module's folder as the PowerShell Gallery wants it.
.DESCRIPTION
    Writes the nuspec that the Gallery's own tools write, out of the module's manifest, and lets NuGet's packer make the
    nupkg of it. Writes the package's file.
.EXAMPLE
    ./New-Package.ps1 -ModulePath ../out/package/GeminiTuning -DestinationPath ../out
#>
[CmdletBinding()]
[OutputType([IO.FileInfo])]
param(
    # The module's folder, named as the module. All that is in it goes in.
    [Parameter(Mandatory)]
    [string] $ModulePath,

    # The folder for the package.
    [Parameter(Mandatory)]
    [string] $DestinationPath,

    # The project's public address. It goes into the manifest, too.
    [uri] $ProjectUri
)
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0
$module = (Resolve-Path $ModulePath).ProviderPath
$name = Split-Path $module -Leaf
$manifestPath = Join-Path $module "$name.psd1"
$project = Join-Path $PSScriptRoot "../src/$name"

if ($ProjectUri) {
    if (-not $ProjectUri.IsAbsoluteUri -or $ProjectUri.Scheme -ne 'https') { throw "The project's address is no https address: $ProjectUri" }
    $stamp = "PSData = @{`n            ProjectUri   = '$($ProjectUri.AbsoluteUri.Replace("'", '%27'))'"
    [IO.File]::WriteAllText($manifestPath, [IO.File]::ReadAllText($manifestPath).Replace('PSData = @{', $stamp))
}
$manifest = Import-PowerShellDataFile $manifestPath
$data = $manifest.PrivateData.PSData
# One place for what may not be there.
function Get-Value([string] $Key) { if ($data.ContainsKey($Key)) { $data[$Key] } }

# The Gallery finds a module's commands by these.
$cmdlets = $manifest.CmdletsToExport
$tags = @($data.Tags) + 'PSModule' + 'PSIncludes_Cmdlet' + $cmdlets.ForEach{ "PSCmdlet_$_" } + $cmdlets.ForEach{ "PSCommand_$_" }
$metadata = [ordered]@{
    id                       = $name
    version                  = @($manifest.ModuleVersion; Get-Value Prerelease) -join '-'
    authors                  = $manifest.Author
    owners                   = $manifest.CompanyName
    requireLicenseAcceptance = 'false'
    licenseUrl               = Get-Value LicenseUri
    projectUrl               = Get-Value ProjectUri
    description              = $manifest.Description
    releaseNotes             = Get-Value ReleaseNotes
    copyright                = $manifest.Copyright
    tags                     = $tags -join ' '
}
$nuspec = [xml] '<package xmlns="http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd"><metadata /><files><file src="**" target="" /></files></package>'
foreach ($key in $metadata.Keys.Where{ $metadata[$_] }) {
    $element = $nuspec.CreateElement($key, $nuspec.DocumentElement.NamespaceURI)
    $element.InnerText = $metadata[$key]
    $null = $nuspec.DocumentElement.FirstChild.AppendChild($element)
}
$nuspecPath = "$module.nuspec"
$nuspec.Save($nuspecPath)

# Files are of the commit's date, so that the same commit gives the same package. Without git it is the packer's own.
$date = if ($env:SOURCE_DATE_EPOCH) { $env:SOURCE_DATE_EPOCH } elseif (Get-Command git -CommandType Application -ErrorAction Ignore) { git -C $PSScriptRoot log -1 --format=%ct 2>$null }
$destination = (New-Item -ItemType Directory $DestinationPath -Force).FullName
# The packer's analysis is for libraries: it wants assemblies in a folder lib. NU5125: the Gallery's tools write licenseUrl.
$log = dotnet pack $project --configuration Release --no-build --nologo --output $destination "-p:NuspecFile=$nuspecPath" "-p:NuspecBasePath=$module" `
    -p:NoPackageAnalysis=true -p:NoWarn=NU5125 "-p:DeterministicTimestamp=$date"
if ($LASTEXITCODE) { throw "The package was not made:`n$($log -join "`n")" }
Get-Item (Join-Path $destination "$name.$($metadata.version).nupkg")
