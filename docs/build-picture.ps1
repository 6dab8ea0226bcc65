<#
.SYNOPSIS
    Creates the pictures of a terminal in docs/images, such as quickstart.svg, from real runs.
.DESCRIPTION
    Runs the commands of each picture with the built module in a tmux terminal, captures the screen with its colors, and writes
    it as SVG. Requires tmux but no network connection.
.EXAMPLE
    ./build-picture.ps1
.EXAMPLE
    ./build-picture.ps1 closed-loop
#>
[CmdletBinding()]
[OutputType([IO.FileInfo])]
param(
    # The names of the pictures to create. Default: all.
    [ValidateSet('quickstart', 'closed-loop')]
    [string[]] $Name = @('quickstart', 'closed-loop'),

    # The folder of the pictures.
    [string] $Path = (Join-Path $PSScriptRoot 'images'),

    # The module folder.
    [string] $ModulePath = (Join-Path $PSScriptRoot '../out/GeminiTuning'),

    # The width of the terminal in columns.
    [int] $Width = 92
)
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

# What is typed in each picture, line by line, in a folder that has the examples where the repository has them.
$pictures = @{
    'quickstart'  = @{ Title = 'The quickstart in a terminal'; Command = @('./docs/examples/quickstart.ps1') }
    'closed-loop' = @{
        Title   = 'The closed loop in a terminal'
        Command = @(
            'Connect-GeminiTuning -Emulator -Vertex'
            '$loop = @{ DisplayName = ''ticket sorter''; EpochCount = 2, 4; ThinkingLevel = ''Minimal'' }'
            './docs/examples/closed-loop.ps1 docs/examples/tickets.csv @loop'
        )
    }
}

# The screen of a terminal after the commands, line by line, with its escape sequences.
function Get-Screen([string[]] $Command, [string] $ModulePath, [int] $Width) {
    $folder = (New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName()))).FullName
    $null = New-Item -ItemType Directory (Join-Path $folder docs)
    Copy-Item (Join-Path $PSScriptRoot examples) (Join-Path $folder docs) -Recurse
    $script = Join-Path $folder 'run.ps1'
    $typed = foreach ($line in $Command) {
        "`"``e[36mPS>``e[0m `" + '$($line -replace "'", "''")'"
        $line
    }
    Set-Content $script @"
[cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
Import-Module '$((Resolve-Path $ModulePath).ProviderPath -replace "'", "''")'
Set-Location '$($folder -replace "'", "''")'
$($typed -join "`n")
'THE END'
Start-Sleep 60
"@
    $socket = "picture-$PID"
    # Higher than any picture, so that nothing scrolls away.
    tmux -u -L $socket -f /dev/null new-session -d -x $Width -y 150 "env LC_ALL=C.UTF-8 TERM=xterm-256color pwsh -NoProfile -File '$script'"
    try {
        $deadline = [datetime]::UtcNow.AddSeconds(180)
        do {
            Start-Sleep -Milliseconds 200
            $screen = @(tmux -u -L $socket capture-pane -e -p)
        } until ("$screen" -match 'THE END' -or [datetime]::UtcNow -gt $deadline)
    }
    finally {
        tmux -L $socket kill-server
        Remove-Item $folder -Recurse
    }
    if ("$screen" -notmatch 'THE END') { throw "The commands didn't finish: $screen" }
    # The empty lines at the end are the rest of the screen; two that follow on each other are one.
    (($screen | Where-Object { $_ -notmatch 'THE END' }) -join "`n").TrimEnd() -replace '\n(\s*\n){2,}', "`n`n" -split "`n"
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

function ConvertTo-Svg([string] $Title, [string[]] $Line, [int] $Width) {
    $cell, $row, $margin = 8.4, 18, 16
    $height = $margin * 2 + $row * $Line.Count
    $pixels = [math]::Ceiling($margin * 2 + $cell * $Width)
    "<svg xmlns=`"http://www.w3.org/2000/svg`" width=`"$pixels`" height=`"$height`" viewBox=`"0 0 $pixels $height`" role=`"img`">"
    "  <title>$Title</title>"
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
            # Each run has its own column and its own length, so that a font of another width shifts nothing.
            $x, $length = ($margin + $cell * $column), ($cell * $run.Text.Length) | ForEach-Object { $_.ToString('0.#', [cultureinfo]::InvariantCulture) }
            $column += $run.Text.Length
            if ($run.Text.Trim()) {
                "<tspan x=`"$x`" textLength=`"$length`" lengthAdjust=`"spacingAndGlyphs`" class=`"$($run.Colour)`">$([Security.SecurityElement]::Escape($run.Text))</tspan>"
            }
        }
        if ($spans) { "  <text y=`"$($y - 5)`" xml:space=`"preserve`">$(-join $spans)</text>" }
    }
    '</svg>'
}

if (-not (Get-Command tmux -CommandType Application -ErrorAction Ignore)) {
    throw 'The pictures require tmux, which isn''t installed.'
}
$null = New-Item -ItemType Directory $Path -Force
foreach ($picture in $Name) {
    $screen = Get-Screen $pictures[$picture].Command $ModulePath $Width
    $file = Join-Path (Resolve-Path $Path).ProviderPath "$picture.svg"
    [IO.File]::WriteAllText($file, ((ConvertTo-Svg $pictures[$picture].Title $screen $Width) -join "`n") + "`n", [Text.UTF8Encoding]::new($false))
    Get-Item $file
}
