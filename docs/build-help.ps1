<#
.SYNOPSIS
    Compiles the help pages in this folder to the help files that Get-Help reads.
.DESCRIPTION
    Compiles the cmdlet pages (VERB-NOUN.md) and the about_ pages to GeminiTuning.dll-Help.xml and about_*.help.txt with
    platyPS 0.14. The same pages always produce the same files. The compiled help contains the SHA-256 hash of its pages, so
    that a test can detect outdated help without platyPS.
.EXAMPLE
    ./build-help.ps1
#>
[CmdletBinding()]
[OutputType([IO.FileInfo])]
param(
    # The output folder.
    [string] $OutputPath = (Join-Path $PSScriptRoot '../src/GeminiTuning/en-US')
)
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

# The normalized bytes of a page: UTF-8 without a byte order mark, with LF line endings.
function Get-PageByte([string] $Path) {
    $text = [IO.File]::ReadAllText($Path).Replace("`r`n", "`n")
    , [Text.UTF8Encoding]::new($false).GetBytes($text)
}

function Get-PageHash([string[]] $Path) {
    $hash = [Security.Cryptography.IncrementalHash]::CreateHash('SHA256')
    foreach ($file in $Path) {
        $hash.AppendData((Get-PageByte $file))
    }
    [Convert]::ToHexString($hash.GetHashAndReset())
}

# LF line endings, no trailing spaces, and one line ending at the end of the file.
function Write-Text([string] $Path, [string] $Text) {
    $lines = $Text.Replace("`r`n", "`n").TrimEnd() -split "`n" | ForEach-Object TrimEnd
    [IO.File]::WriteAllText($Path, ($lines -join "`n") + "`n", [Text.UTF8Encoding]::new($false))
}

$platyPS = Get-Module -ListAvailable platyPS | Where-Object { $_.Version.Major -eq 0 -and $_.Version.Minor -eq 14 } | Select-Object -First 1
if (-not $platyPS) {
    throw 'Compiling the help requires platyPS 0.14. To install it, run: Install-Module platyPS -RequiredVersion 0.14.2 -Scope CurrentUser'
}
Import-Module $platyPS.Path

[string[]] $pages = Get-ChildItem $PSScriptRoot -Filter *.md | Where-Object Name -CMatch '^([A-Z]\w+-\w+|about_\w+)\.md$' | ForEach-Object FullName
[Array]::Sort($pages, [StringComparer]::Ordinal)

# platyPS compiles every page in a folder, so the help pages are copied to a separate folder.
$stage = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
$source, $target = 'pages', 'help' | ForEach-Object { (New-Item -ItemType Directory (Join-Path $stage $_)).FullName }
try {
    foreach ($page in $pages) {
        [IO.File]::WriteAllBytes((Join-Path $source (Split-Path $page -Leaf)), (Get-PageByte $page))
    }
    $null = New-ExternalHelp -Path $source -OutputPath $target -Encoding ([Text.UTF8Encoding]::new($false)) -Force

    $null = New-Item -ItemType Directory $OutputPath -Force
    foreach ($file in Get-ChildItem $target -File) {
        $text = [IO.File]::ReadAllText($file.FullName)
        if ($file.Extension -eq '.xml') {
            # Get-Help -Online opens the first address among the related links, which would be another page than the command's. So the
            # addresses stand in the texts. Packaging adds the address of the command's page if it's known.
            $text = $text -replace '<maml:linkText>([^<]*)</maml:linkText>(\s*)<maml:uri>([^<]+)</maml:uri>', '<maml:linkText>$1: $3</maml:linkText>$2<maml:uri></maml:uri>'
            $text = $text -replace '^(<\?xml[^>]*\?>)\s*', "`$1`n<!-- sha256: $(Get-PageHash $pages) -->`n"
        }
        $written = Join-Path (Resolve-Path $OutputPath).ProviderPath $file.Name
        Write-Text $written $text
        Get-Item $written
    }
}
finally {
    Remove-Item $stage -Recurse -Force
}
