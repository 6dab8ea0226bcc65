<#
.SYNOPSIS
    Writes the third-party notices for the assemblies that the module contains.
.DESCRIPTION
    Reads the restored packages of the adapters, selects those whose assemblies are in the module, and writes the content of
    their nuspecs and license files. The same packages always produce the same file.
.EXAMPLE
    ./build-notices.ps1 -ModulePath ../out/GeminiTuning
#>
[CmdletBinding()]
[OutputType([IO.FileInfo])]
param(
    # The folder of the built module.
    [Parameter(Mandatory)]
    [string] $ModulePath,

    # The file to write.
    [string] $OutputPath = (Join-Path $PSScriptRoot '../THIRD-PARTY-NOTICES.txt')
)
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

function Read-Text([string] $Path) {
    ([IO.File]::ReadAllText($Path).Replace("`r`n", "`n").Trim("`n") -split "`n" | ForEach-Object TrimEnd) -join "`n"
}

$assets = Get-Content (Join-Path $PSScriptRoot '../src/GeminiTuning.Adapters/obj/project.assets.json') -Raw | ConvertFrom-Json -AsHashtable
$folders = @($assets.packageFolders.Keys)
$bundled = Get-ChildItem (Join-Path $ModulePath 'Adapters') -Filter *.dll | ForEach-Object Name

$packages = foreach ($id in $assets.libraries.Keys | Sort-Object -Culture '') {
    $runtime = @($assets.targets.Values)[0][$id]['runtime']
    $assemblies = @(if ($runtime) { $runtime.Keys | Split-Path -Leaf | Where-Object { $_ -in $bundled } | Sort-Object -Culture '' })
    if ($assets.libraries[$id].type -ne 'package' -or -not $assemblies) { continue }
    $folder = $folders | ForEach-Object { Join-Path $_ $assets.libraries[$id].path } | Where-Object { Test-Path $_ } | Select-Object -First 1
    $metadata = ([xml] [IO.File]::ReadAllText((Get-Item "$folder/*.nuspec").FullName)).package.metadata
    $licence = Get-ChildItem $folder -File | Where-Object Name -Match '^LICEN[CS]E(\.(md|txt))?$' | Select-Object -First 1
    # A package can be used under any of the licenses that it offers. The text of Apache-2.0 is that of this project's own.
    $expression = $metadata.license.InnerText -split ' OR ' | Sort-Object { $_ -ne 'Apache-2.0' } | Select-Object -First 1
    if (-not $licence -and $expression -eq 'Apache-2.0') { $licence = Get-Item (Join-Path $PSScriptRoot '../LICENSE') }
    # A person must decide whether a package without a license file can be distributed.
    if (-not $licence) { throw "The package $id has no license file in $folder." }
    $notice = Get-ChildItem $folder -File | Where-Object Name -Match '^(NOTICE|THIRD-?PARTY-?NOTICES?)(\.(md|txt))?$' | Select-Object -First 1
    [pscustomobject]@{
        Head    = "$($metadata.id) $($metadata.version)`n  $($assemblies -join ', ')`n  $($metadata.copyright)`n  $($metadata.projectUrl)`n  $expression"
        Licence = @((Read-Text $licence.FullName); if ($notice) { Read-Text $notice.FullName }) -join "`n`n"
    }
}

$text = @(
    "GeminiTuning includes the following third-party libraries without changes. The license of each library follows its name."
    # Packages with an identical license text are grouped.
    foreach ($group in $packages | Group-Object Licence -CaseSensitive | Sort-Object { $_.Group[0].Head } -Culture '') {
        '-' * 80
        $group.Group.Head
        $group.Group[0].Licence
    }
) -join "`n`n"
[IO.File]::WriteAllText($OutputPath, "$text`n", [Text.UTF8Encoding]::new($false))
Get-Item $OutputPath
