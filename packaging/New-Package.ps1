<#
.SYNOPSIS
    Creates a NuGet package for the PowerShell Gallery from a module folder.
.DESCRIPTION
    Writes the same nuspec as the Gallery's own tools, based on the module manifest, and packs it with 'dotnet pack'. Returns
    the package file.
.EXAMPLE
    ./New-Package.ps1 -ModulePath ../out/package/GeminiTuning -DestinationPath ../out
#>
[CmdletBinding()]
[OutputType([IO.FileInfo])]
param(
    # The module folder. Its name is the module name, and the package contains all of its files.
    [Parameter(Mandatory)]
    [string] $ModulePath,

    # The output folder of the package.
    [Parameter(Mandatory)]
    [string] $DestinationPath,

    # The public address of the project. It's also added to the manifest.
    [uri] $ProjectUri,

    # The address of the folder that contains the help pages (docs), for Get-Help -Online. Default: the folder in the main branch of
    # a project on GitHub or GitLab; for other projects, Get-Help -Online has no page to open.
    [uri] $DocsUri
)
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

# Adds the address of each command's page as the first related link, which Get-Help -Online opens.
function Add-OnlineLink([string] $HelpPath, [string] $Folder) {
    $text = [IO.File]::ReadAllText($HelpPath)
    $linked = [regex]::Replace($text, '(?s)<command:name>([^<]+)</command:name>(.*?)<command:relatedLinks>', {
            param($match)
            $page = [Security.SecurityElement]::Escape("$Folder/$($match.Groups[1].Value).md")
            "$($match.Value)`n      <maml:navigationLink>`n        <maml:linkText>Online Version:</maml:linkText>`n        <maml:uri>$page</maml:uri>`n      </maml:navigationLink>"
        })
    [IO.File]::WriteAllText($HelpPath, $linked)
}

$module = (Resolve-Path $ModulePath).ProviderPath
$name = Split-Path $module -Leaf
$manifestPath = Join-Path $module "$name.psd1"
$project = Join-Path $PSScriptRoot "../src/$name"

if ($ProjectUri) {
    if (-not $ProjectUri.IsAbsoluteUri -or $ProjectUri.Scheme -ne 'https') { throw "-ProjectUri must be an HTTPS address: $ProjectUri" }
    $stamp = "PSData = @{`n            ProjectUri   = '$($ProjectUri.AbsoluteUri.Replace("'", '%27'))'"
    [IO.File]::WriteAllText($manifestPath, [IO.File]::ReadAllText($manifestPath).Replace('PSData = @{', $stamp))
}
if (-not $DocsUri -and $ProjectUri -and $ProjectUri.Host -in 'github.com', 'gitlab.com') {
    $DocsUri = "$($ProjectUri.AbsoluteUri.TrimEnd('/'))$(if ($ProjectUri.Host -eq 'gitlab.com') { '/-' })/blob/main/docs"
}
if ($DocsUri) {
    if (-not $DocsUri.IsAbsoluteUri -or $DocsUri.Scheme -ne 'https') { throw "-DocsUri must be an HTTPS address: $DocsUri" }
    Add-OnlineLink (Join-Path $module "en-US/$name.dll-Help.xml") $DocsUri.AbsoluteUri.TrimEnd('/')
}
$manifest = Import-PowerShellDataFile $manifestPath
$data = $manifest.PrivateData.PSData
# Returns nothing for a missing key, which strict mode would report as an error.
function Get-Value([string] $Key) { if ($data.ContainsKey($Key)) { $data[$Key] } }

# The Gallery uses these tags to find the commands of a module.
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

$destination = (New-Item -ItemType Directory $DestinationPath -Force).FullName
# Package analysis is for libraries: it expects assemblies in a lib folder. NU5125: the Gallery's tools write licenseUrl.
$log = dotnet pack $project --configuration Release --no-build --nologo --output $destination "-p:NuspecFile=$nuspecPath" "-p:NuspecBasePath=$module" `
    -p:NoPackageAnalysis=true -p:NoWarn=NU5125 "-p:DeterministicTimestamp=$(& "$PSScriptRoot/Get-PackageDate.ps1")"
if ($LASTEXITCODE) { throw "Creating the package failed:`n$($log -join "`n")" }
Get-Item (Join-Path $destination "$name.$($metadata.version).nupkg")
