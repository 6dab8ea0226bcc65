<#
.SYNOPSIS
    Lists what this computer lacks for some of the tests.
.DESCRIPTION
    A test that needs more than .NET and PowerShell has a tag that says what. Writes each tag whose need isn't met, with
    advice on how to meet it.
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param()

function Test-Program([string[]] $Name) {
    -not ($Name | Where-Object { -not (Get-Command $_ -CommandType Application -ErrorAction Ignore) })
}

function Test-Module([string] $Name, [version] $Minimum, [version] $Below) {
    [bool] (Get-Module $Name -ListAvailable | Where-Object { $_.Version -ge $Minimum -and $_.Version -lt $Below })
}

# Since NuGet 7.9, pack can be told the files' date.
function Test-Packer {
    if (-not (Test-Program dotnet)) { return $false }
    $sdk = (dotnet --info) -match '^\s*Base Path:' -replace '^.*?:\s*' | Select-Object -First 1
    [bool] (Select-String DeterministicTimestamp (Join-Path $sdk 'NuGet.Build.Tasks.Pack.targets') -Quiet -ErrorAction Ignore)
}

@(
    @{ Tag = 'Unix'; Found = -not $IsWindows; Advice = 'Linux and macOS only.' }
    @{ Tag = 'Pwsh'; Found = Test-Program pwsh; Advice = 'Needs pwsh on PATH.' }
    @{ Tag = 'Tmux'; Found = Test-Program tmux; Advice = 'Needs tmux. Install it with your package manager, for example "apt-get install tmux" or "brew install tmux".' }
    @{ Tag = 'Chromium'; Found = [bool] (Get-Command chromium, chromium-browser, google-chrome, chrome -CommandType Application -ErrorAction Ignore); Advice = 'Needs Chromium or Chrome on the path, for example from "apt-get install chromium".' }
    @{ Tag = 'Shell'; Found = -not $IsWindows -and (Test-Program bash, curl); Advice = 'Needs bash and curl on Linux or macOS. Install them with your package manager, for example "apt-get install bash curl".' }
    @{ Tag = 'Python'; Found = -not $IsWindows -and (Test-Program bash, python3); Advice = 'Needs bash and Python 3 on Linux or macOS. Install them with your package manager, for example "apt-get install bash python3".' }
    @{ Tag = 'Node'; Found = -not $IsWindows -and (Test-Program node, npm); Advice = 'Needs Node.js 20 or later with npm on Linux or macOS: https://nodejs.org.' }
    @{ Tag = 'PlatyPS'; Found = Test-Module platyPS 0.14 0.15; Advice = 'Needs the PowerShell module platyPS 0.14. Install it with "Install-PSResource platyPS -Version ''[0.14,0.15)''".' }
    @{ Tag = 'PSScriptAnalyzer'; Found = Test-Module PSScriptAnalyzer 1.20 2.0; Advice = 'Needs the PowerShell module PSScriptAnalyzer. Install it with "Install-PSResource PSScriptAnalyzer".' }
    @{ Tag = 'PSResourceGet'; Found = [bool] (Get-Command Compress-PSResource -ErrorAction Ignore); Advice = 'Needs the PowerShell module Microsoft.PowerShell.PSResourceGet 1.1 or later. Install it with "Install-PSResource Microsoft.PowerShell.PSResourceGet".' }
    @{ Tag = 'DeterministicPack'; Found = Test-Packer; Advice = 'Needs a .NET SDK with NuGet 7.9 or later: https://dotnet.microsoft.com/download.' }
) | Where-Object { -not $_.Found } | ForEach-Object { [pscustomobject]@{ Tag = $_.Tag; Advice = $_.Advice } }
