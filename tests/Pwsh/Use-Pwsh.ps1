<#
.SYNOPSIS
    Lets this process start PowerShell as pwsh where PowerShell is a .NET tool.
.DESCRIPTION
    A .NET tool runs in dotnet, and a local one has no pwsh on PATH. This puts the program that this folder builds first
    on PATH, and tells it which PowerShell to start: this one. Does nothing where PowerShell is a program of its own.
#>
[CmdletBinding()]
param()
$process = [Environment]::ProcessPath
if ((Split-Path $process -LeafBase) -eq 'dotnet') {
    $env:GEMINITUNING_PWSH = Join-Path $PSHOME 'pwsh.dll'
    $env:DOTNET_ROOT = Split-Path $process
    $env:PATH = [IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../../out/pwsh')) + [IO.Path]::PathSeparator + $env:PATH
}
