# Every example of every page runs as it stands, on the emulator: of the cmdlets' pages, of the topics, of the other pages
# of docs and of the README. Those of a page build on each other, so they run in order in one fresh PowerShell. What signs
# in finds the files that it names, and somebody who has signed in before, at a Google on loopback. The person at the
# keyboard, the vault, the installer of modules and the assets of Azure Automation are stood in for.
BeforeDiscovery {
    . "$PSScriptRoot/Common.ps1"
    function Read-Page([string] $Path) { [IO.File]::ReadAllText($Path).Replace("`r`n", "`n") }
    function Read-Code([string] $Text) {
        [regex]::Matches($Text, '(?s)```powershell\n(.*?)\n```').ForEach({ $_.Groups[1].Value })
    }

    $pages = @(foreach ($page in Get-ChildItem "$Repository/docs" -Filter *-*.md | Where-Object Name -CMatch '^[A-Z]') {
        $section = ((Read-Page $page.FullName) -split '(?m)^## EXAMPLES$')[1] -split '(?m)^## PARAMETERS$' | Select-Object -First 1
        $examples = foreach ($part in ($section -split '(?m)^### ' | Select-Object -Skip 1)) {
            @{ Title = ($part -split "`n")[0]; Code = (Read-Code $part) -join "`n" }
        }
        @{ Name = $page.BaseName; IsHelp = $true; Examples = @($examples) }
    })
    # Elsewhere an example is a block of PowerShell, and is called by the heading that it stands under.
    $pages += foreach ($page in @(Get-Item "$Repository/README.md") + (Get-ChildItem "$Repository/docs" -Filter *.md | Where-Object Name -CNotMatch '^[A-Z]\w+-\w+')) {
        $number = 0
        $examples = foreach ($part in (Read-Page $page.FullName) -split '(?m)^#+ (?=[^\n]*$)') {
            $heading = ($part -split "`n")[0]
            foreach ($code in Read-Code $part) {
                $number++
                @{ Title = "Example ${number}: $heading"; Code = $code }
            }
        }
        if ($examples) { @{ Name = $page.BaseName; IsHelp = $false; Examples = @($examples) } }
    }
}

Describe 'The examples of <Name>' -ForEach $pages {
    BeforeAll {
        . "$PSScriptRoot/Common.ps1"
        $script:runner = Join-Path $TestDrive 'runner.ps1'
        Set-Content $runner @'
param([string] $Module, [string] $ExamplePath, [string] $ResultPath)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
# Found in other runspaces, too, as an installed module is.
$env:PSModulePath = "$(Split-Path $Module)$([IO.Path]::PathSeparator)$env:PSModulePath"
Import-Module $Module
# Who or what answers where nobody is: the person at the keyboard, the vault, the installer of modules (Package.Tests.ps1
# installs), the assets of Azure Automation.
function New-Secret {
    $secret = [securestring]::new()
    'made-up'.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
    $secret
}
function Read-Host { param([switch] $AsSecureString) New-Secret }
function Get-Secret { param([string] $Name) New-Secret }
function Register-PSResourceRepository { param([string] $Name, [uri] $Uri, [switch] $Trusted) }
function Install-PSResource { param([string] $Name, [string] $Repository) }
function Get-AutomationPSCredential { param([string] $Name) [pscredential]::new($Name, (New-Secret)) }
function Get-AutomationVariable { param([string] $Name) $script:assets[$Name] }
function Set-AutomationVariable { param([string] $Name, $Value) $script:assets[$Name] = $Value }
$script:assets = @{ TunerKey = Get-Content service-account.json -Raw }
$results = @(foreach ($example in Get-Content $ExamplePath -Raw | ConvertFrom-Json) {
    # Dot-sourced, so that the next example has this one's variables.
    try {
        $output = . ([scriptblock]::Create($example.Code)) 3>$null 6>&1 | Out-String
        @{ Output = $output; Error = '' }
    } catch {
        @{ Output = ''; Error = "$($_.FullyQualifiedErrorId): $_ $($_.InvocationInfo.PositionMessage)" }
    }
})
ConvertTo-Json -InputObject $results | Set-Content $ResultPath
'@
        # The folder looks like the repository to the recipes, and takes what they write.
        $null = New-Item -ItemType Directory "$TestDrive/docs"
        Copy-Item "$Repository/docs/examples" "$TestDrive/docs" -Recurse
        'numbers.csv', 'tickets.csv' | ForEach-Object { Copy-Item $NumberCsv "$TestDrive/$_" }
        $google = Open-Google
        'service-account.json', 'first.json', 'second.json' | ForEach-Object { Set-Content "$TestDrive/$_" $google.Files.ServiceAccountFile($false) }
        Set-Content "$TestDrive/subject-token" $google.Files.SubjectToken
        Set-Content "$TestDrive/workload.json" $google.Files.WorkloadFile("$TestDrive/subject-token", $false)
        Set-Content "$TestDrive/client_secret.json" $google.Files.ClientSecretFile('installed')
        $own = $env:GEMINITUNING_CONFIG
        $env:GEMINITUNING_CONFIG = (New-Item -ItemType Directory "$TestDrive/own").FullName
        $signIn = $google.Files.UserFile($null) | ConvertFrom-Json -AsHashtable
        $signIn.scopes = 'https://www.googleapis.com/auth/cloud-platform', 'https://www.googleapis.com/auth/generative-language.tuning'
        $null = New-Item -ItemType Directory "$env:GEMINITUNING_CONFIG/sign-ins"
        # Off the cmdlets' pages, the environment names an emulator, so that what connects to nothing else has a service.
        $addresses = $env:GOOGLE_GEMINI_BASE_URL, $env:GOOGLE_VERTEX_BASE_URL
        if (-not $IsHelp) {
            Stop-TuningEmulator
            $env:GOOGLE_GEMINI_BASE_URL = $env:GOOGLE_VERTEX_BASE_URL = (Start-TuningEmulator -TuningDurationSec 0).Endpoint
        }
        $module = (Resolve-Path $ModulePath).ProviderPath
        $port = Get-FreePort
        $Examples | ForEach-Object { $_.Code = $_.Code.Replace('./out/GeminiTuning', "'$module'").Replace('8085', $port) }
        $list = Join-Path $TestDrive 'examples.json'
        $results = Join-Path $TestDrive 'results.json'
        ConvertTo-Json -InputObject $Examples | Set-Content $list
        # Only where the page signs in: elsewhere nobody is.
        if ("$($Examples.Code)" -match 'ClientSecretPath') {
            ConvertTo-Json $signIn | Set-Content "$env:GEMINITUNING_CONFIG/sign-ins/$([GeminiTuning.Testing.GoogleFiles]::ClientId).json"
        }
        Push-Location $TestDrive
        try {
            $script:said = pwsh -NoProfile -NonInteractive -File $runner $module $list $results 2>&1 | Out-String
        } finally {
            Pop-Location
            $env:GEMINITUNING_CONFIG = $own
            $env:GOOGLE_GEMINI_BASE_URL, $env:GOOGLE_VERTEX_BASE_URL = $addresses
            Stop-TuningEmulator
            $google.Dispose()
        }
        $script:run = if (Test-Path $results) { @(Get-Content $results -Raw | ConvertFrom-Json) }
    }

    if ($IsHelp) {
        It 'are three or more' { $Examples.Count | Should -BeGreaterOrEqual 3 }
    }

    It '<Title>' -ForEach $Examples {
        $Code | Should -Not -BeNullOrEmpty
        $run | Should -Not -BeNullOrEmpty -Because $said
        $number = [int][regex]::Match($Title, '^Example (\d+): ').Groups[1].Value
        $run[$number - 1].Error | Should -BeNullOrEmpty
    }
}
