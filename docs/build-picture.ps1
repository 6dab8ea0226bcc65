<#
.SYNOPSIS
    Creates docs/images/quickstart.svg, the picture of the quickstart, from a real run in a terminal.
.DESCRIPTION
    Runs examples/quickstart.ps1 with the built module in a tmux terminal, captures the screen with its colors, and writes it
    as SVG. Requires tmux but no network connection.
.EXAMPLE
    ./build-picture.ps1
#>
[CmdletBinding()]
[OutputType([IO.FileInfo])]
param(
    # The output file.
    [string] $Path = (Join-Path $PSScriptRoot 'images/quickstart.svg'),

    # The module folder.
    [string] $ModulePath = (Join-Path $PSScriptRoot '../out/GeminiTuning'),

    # The width of the terminal in columns.
    [int] $Width = 92
)
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

# The screen of a terminal after the quickstart, line by line, with its escape sequences.
function Get-Screen([string] $ModulePath, [int] $Width) {
    $folder = (New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName()))).FullName
    $script = Join-Path $folder 'run.ps1'
    $quickstart = (Resolve-Path (Join-Path $PSScriptRoot 'examples/quickstart.ps1')).Path
    Set-Content $script @"
[cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
Import-Module '$((Resolve-Path $ModulePath).ProviderPath -replace "'", "''")'
& '$($quickstart -replace "'", "''")'
'THE END'
Start-Sleep 60
"@
    $socket = "picture-$PID"
    tmux -u -L $socket -f /dev/null new-session -d -x $Width -y 60 "env LC_ALL=C.UTF-8 TERM=xterm-256color pwsh -NoProfile -File '$script'"
    try {
        $deadline = [datetime]::UtcNow.AddSeconds(60)
        do {
            Start-Sleep -Milliseconds 200
            $screen = @(tmux -u -L $socket capture-pane -e -p)
        } until ("$screen" -match 'THE END' -or [datetime]::UtcNow -gt $deadline)
    }
    finally {
        tmux -L $socket kill-server
        Remove-Item $folder -Recurse
    }
    if ("$screen" -notmatch 'THE END') { throw "The quickstart didn't finish: $screen" }
    $screen | Where-Object { $_ -notmatch 'THE END' }
}

# The lines' texts in runs of one colour. A colour lasts over the end of its line.
function Split-Colour([string[]] $Line) {
    $colour = 'plain'
    $names = @{ 31 = 'red'; 32 = 'green'; 33 = 'yellow'; 34 = 'blue'; 35 = 'magenta'; 36 = 'cyan'; 91 = 'red'; 92 = 'green'; 93 = 'yellow'; 96 = 'cyan' }
    foreach ($text in $Line) {
        $runs = foreach ($match in [regex]::Matches($text, '\e\[([\d;]*)m|([^\e]+)')) {
            if ($match.Groups[2].Success) {
                [pscustomobject]@{ Colour = $colour; Text = $match.Groups[2].Value }
                continue
            }
            foreach ($code in [int[]] ($match.Groups[1].Value -split ';' | ForEach-Object { $_ ? $_ : 0 })) {
                if ($code -in 0, 39) { $colour = 'plain' } elseif ($names[$code]) { $colour = $names[$code] }
            }
        }
        , @($runs)
    }
}

function ConvertTo-Svg([string[]] $Line, [int] $Width) {
    $cell, $row, $margin = 8.4, 18, 16
    $height = $margin * 2 + $row * $Line.Count
    $pixels = [math]::Ceiling($margin * 2 + $cell * $Width)
    "<svg xmlns=`"http://www.w3.org/2000/svg`" width=`"$pixels`" height=`"$height`" viewBox=`"0 0 $pixels $height`" role=`"img`">"
    '  <title>The quickstart in a terminal</title>'
    '  <style>'
    '    rect { fill: #1e1e2e } text { fill: #d9e0ee; font: 14px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre }'
    '    .red { fill: #f28fad } .green { fill: #abe9b3 } .yellow { fill: #fae3b0 } .blue { fill: #96cdfb } .magenta { fill: #ddb6f2 } .cyan { fill: #89dceb }'
    '  </style>'
    "  <rect width=`"$pixels`" height=`"$height`" rx=`"8`"/>"
    $y = $margin
    foreach ($runs in Split-Colour $Line) {
        $y += $row
        $column = 0
        $spans = foreach ($run in $runs) {
            # Each run stands at its own column, so that a font of another width shifts nothing.
            $x = ($margin + $cell * $column).ToString('0.#', [cultureinfo]::InvariantCulture)
            $column += $run.Text.Length
            if ($run.Text.Trim()) { "<tspan x=`"$x`" class=`"$($run.Colour)`">$([Security.SecurityElement]::Escape($run.Text))</tspan>" }
        }
        if ($spans) { "  <text y=`"$($y - 5)`" xml:space=`"preserve`">$(-join $spans)</text>" }
    }
    '</svg>'
}

if (-not (Get-Command tmux -CommandType Application -ErrorAction Ignore)) {
    throw 'The picture requires tmux, which isn''t installed.'
}
# The empty lines at the end are the rest of the screen; two that follow on each other are one.
$screen = ((Get-Screen $ModulePath $Width) -join "`n").TrimEnd() -replace '\n(\s*\n){2,}', "`n`n" -split "`n"
$lines = @("`e[36mPS>`e[0m ./docs/examples/quickstart.ps1") + $screen
$null = New-Item -ItemType Directory (Split-Path $Path) -Force
[IO.File]::WriteAllText($Path, ((ConvertTo-Svg $lines $Width) -join "`n") + "`n", [Text.UTF8Encoding]::new($false))
Get-Item $Path
