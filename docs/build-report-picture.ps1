<#
.SYNOPSIS
    Creates docs/images/report-light.png and docs/images/report-dark.png, the pictures of a report, from a real run.
.DESCRIPTION
    Tunes two models on invented support tickets with the built module and its emulator, measures and compares them, exports the
    report, and takes a picture of its beginning in each color scheme. Requires Chromium or Chrome but no network connection.
.EXAMPLE
    ./build-report-picture.ps1
#>
[CmdletBinding()]
[OutputType([IO.FileInfo])]
param(
    # The folder of the pictures.
    [string] $Path = (Join-Path $PSScriptRoot 'images'),

    # The module folder.
    [string] $ModulePath = (Join-Path $PSScriptRoot '../out/GeminiTuning')
)
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

# Tickets of six classes. The same seed makes the same tickets.
function New-Ticket([int] $Count, [int] $Seed) {
    $random = [random]::new($Seed)
    $texts = [ordered]@{
        card_arrival    = 'My card has not arrived', 'When does my new card come', 'I still wait for the card that you sent'
        exchange_rate   = 'What is your exchange rate', 'How do you convert euros to dollars', 'The rate for my purchase is wrong'
        lost_card       = 'I lost my card', 'My card is gone', 'Somebody took my wallet with the card'
        pin_blocked     = 'My PIN is blocked', 'I typed the wrong PIN three times', 'The machine says that my PIN is locked'
        top_up          = 'How can I top up', 'My top up is pending', 'Can I top up with cash'
        transfer_failed = 'My transfer failed', 'The transfer was declined', 'Why does my transfer not go through'
    }
    $ends = 'please', 'today', 'since Monday', 'and I am abroad', 'again', 'what now', 'in the app', 'at the cash machine'
    foreach ($number in 1..$Count) {
        $class = @($texts.Keys)[$number % $texts.Count]
        $text = $texts[$class][$random.Next(3)], $ends[$random.Next(8)], $ends[$random.Next(8)], $number -join ' '
        [pscustomobject]@{ text_input = $text; output = $class }
    }
}

# Rows of which some have the label of another row.
function Edit-Label([object[]] $Row, [int] $Every) {
    for ($index = 0; $index -lt $Row.Count; $index++) {
        $output = if ($index % $Every) { $Row[$index].output } else { $Row[($index * 7 + 1) % $Row.Count].output }
        [pscustomobject]@{ text_input = $Row[$index].text_input; output = $output }
    }
}

function New-Report([string] $File) {
    $null = Start-TuningEmulator -TuningDurationSec 0
    Connect-GeminiTuning -Emulator -Vertex
    try {
        $split = New-Ticket 360 7 | Split-TuningExample -ValidationRatio 0.1 -TestRatio 0.35 -Seed 42 -WarningAction Ignore
        $check = $split.Training | Test-TuningExample -ValidationExample $split.Validation -WarningAction Ignore
        $old = Edit-Label $split.Training 2 | New-TunedModel 'tickets v1' -EpochCount 2 -ValidationExample $split.Validation -WarningAction Ignore | Wait-TuningOperation
        $new = Edit-Label $split.Training 12 | New-TunedModel 'tickets v2' -EpochCount 4 -ValidationExample $split.Validation -WarningAction Ignore | Wait-TuningOperation
        $measures = $split.Test | Measure-TunedModel $old, $new -Temperature 0
        $comparison = $measures | Compare-TunedModel
        $check, $split, $old, $new, $measures, $comparison | Export-TuningReport $File -Title 'Support tickets: version 2'
    } finally {
        Disconnect-GeminiTuning
        Stop-TuningEmulator
    }
}

$browser = Get-Command chromium, chromium-browser, google-chrome, chrome -CommandType Application -ErrorAction Ignore | Select-Object -First 1
if (-not $browser) { throw 'The pictures require Chromium or Chrome, which isn''t installed.' }
Import-Module (Resolve-Path $ModulePath).ProviderPath
$folder = (New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName()))).FullName
try {
    $report = Join-Path $folder 'report.html'
    New-Report $report
    $null = New-Item -ItemType Directory $Path -Force
    # The values are those of Chromium's setting: 0 is dark, 1 is light.
    foreach ($scheme in @{ Name = 'light'; Value = 1 }, @{ Name = 'dark'; Value = 0 }) {
        $picture = Join-Path (Resolve-Path $Path).ProviderPath "report-$($scheme.Name).png"
        & $browser.Source --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --disable-background-networking `
            --disable-component-update --disable-sync --no-proxy-server '--host-resolver-rules=MAP * ~NOTFOUND' "--user-data-dir=$folder/profile" `
            --hide-scrollbars --window-size=1000,1050 "--blink-settings=preferredColorScheme=$($scheme.Value)" "--screenshot=$picture" ([uri]::new($report)).AbsoluteUri 2>&1 | Out-Null
        if ($LASTEXITCODE -ne 0) { throw "$($browser.Name) ended with exit code $LASTEXITCODE." }
        Get-Item $picture
    }
} finally {
    Remove-Item $folder -Recurse -Force
}
