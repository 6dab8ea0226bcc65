<#
.SYNOPSIS
    Writes Messages.Members.cs: a member for each message of Messages.resx, with the message's arguments.
.EXAMPLE
    ./build-messages.ps1
#>
[CmdletBinding()]
[OutputType([IO.FileInfo])]
param()
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

$messages = ([xml] [IO.File]::ReadAllText("$PSScriptRoot/Messages.resx")).root.data
$members = foreach ($message in $messages) {
    $names = @([regex]::Matches($message.value, '\{(\w+)(?::[^{}]+)?\}').ForEach{ $_.Groups[1].Value } | Select-Object -Unique)
    if ($names) {
        $parameters = $names.ForEach{ "object? $_" } -join ', '
        $arguments = $names.ForEach{ "(nameof($_), $_)" } -join ', '
        "    public static string $($message.name)($parameters) => Text(nameof($($message.name)), $arguments);"
    } else { "    public static string $($message.name) => Text(nameof($($message.name)));" }
}
$text = @(
    '// Written by build-messages.ps1, out of Messages.resx.'
    'namespace GeminiTuning;'
    ''
    'static partial class Messages'
    '{'
    $members -join "`n`n"
    '}'
) -join "`n"
$path = "$PSScriptRoot/Messages.Members.cs"
[IO.File]::WriteAllText($path, "$text`n", [Text.UTF8Encoding]::new($false))
Get-Item $path
