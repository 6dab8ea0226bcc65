# Every example of every page runs as it stands, on the emulator: of the cmdlets' pages, of the topics, of the other pages
# of docs and of the README. Those of a page build on each other, so they run in order in one session. Each page has a new
# session, in which nobody is connected, with the environment that the tests began with. What signs in finds the files that
# it names, and somebody who has signed in before, at a Google on loopback. The person at the keyboard, the vault, the
# installer of modules and the assets of Azure Automation are stood in for. A block of text directly below an example is its
# output, and has to be what the example writes.
BeforeDiscovery {
    . "$PSScriptRoot/Common.ps1"
    function Read-Page([string] $Path) { [IO.File]::ReadAllText($Path).Replace("`r`n", "`n") }
    function Read-Code([string] $Text) {
        [regex]::Matches($Text, '(?s)```powershell\n(.*?)\n```(?:\n\n```text\n(.*?)\n```)?').ForEach({ @{ Code = $_.Groups[1].Value; Shown = $_.Groups[2].Value } })
    }

    $pages = @(foreach ($page in Get-ChildItem "$Repository/docs" -Filter *-*.md | Where-Object Name -CMatch '^[A-Z]') {
        $section = ((Read-Page $page.FullName) -split '(?m)^## EXAMPLES$')[1] -split '(?m)^## PARAMETERS$' | Select-Object -First 1
        $examples = foreach ($part in ($section -split '(?m)^### ' | Select-Object -Skip 1)) {
            $blocks = @(Read-Code $part)
            @{ Title = ($part -split "`n")[0]; Code = $blocks.Code -join "`n"; Shown = $blocks.Shown -join "`n" }
        }
        @{ Name = $page.BaseName; IsHelp = $true; Examples = @($examples) }
    })
    # Elsewhere an example is a block of PowerShell, and is called by the heading that it stands under.
    $pages += foreach ($page in @(Get-Item "$Repository/README.md") + (Get-ChildItem "$Repository/docs" -Filter *.md | Where-Object Name -CNotMatch '^[A-Z]\w+-\w+')) {
        $number = 0
        $examples = foreach ($part in (Read-Page $page.FullName) -split '(?m)^#+ (?=[^\n]*$)') {
            $heading = ($part -split "`n")[0]
            foreach ($block in Read-Code $part) {
                $number++
                @{ Title = "Example ${number}: $heading" } + $block
            }
        }
        if ($examples) { @{ Name = $page.BaseName; IsHelp = $false; Examples = @($examples) } }
    }
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    Add-Type -Path "$ModuleFolder/GeminiTuning.Emulator.dll"
    $script:Runner = @'
param([string] $Module, [object[]] $Examples, [string] $Folder)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
# Found in other runspaces, too, as an installed module is.
$env:PSModulePath = "$(Split-Path $Module)$([IO.Path]::PathSeparator)$env:PSModulePath"
Import-Module $Module
Set-Location $Folder
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
foreach ($example in $Examples) {
    # Dot-sourced, so that the next example has this one's variables.
    try {
        $output = . ([scriptblock]::Create($example.Code)) 3>$null 6>&1 | Out-String -Width 80
        [pscustomobject]@{ Output = $output; Error = '' }
    } catch {
        [pscustomobject]@{ Output = ''; Error = "$($_.FullyQualifiedErrorId): $_ $($_.InvocationInfo.PositionMessage)" }
    }
}
'@

    # A text without what differs from run to run: the IDs that the emulator chooses, and colors and spaces at the ends of lines.
    function Get-Comparable([string] $Text) {
        ($Text -replace '\e\[[\d;]*m' -replace '\d{16,}', 'ID' -replace '(?m)[ \r]+$').Trim("`n") -split "`n"
    }

    # Runs the examples of a page in a session of their own, and puts the process back as it was.
    function Invoke-Page([object[]] $Example, [string] $Folder) {
        $environment = [Environment]::GetEnvironmentVariables()
        $current = [Environment]::CurrentDirectory
        $shell = [powershell]::Create()
        try {
            [Environment]::CurrentDirectory = $Folder
            $null = $shell.AddScript($Runner).AddArgument((Resolve-Path $ModulePath).ProviderPath).AddArgument($Example).AddArgument($Folder)
            $shell.Invoke()
        } finally {
            $shell.Dispose()
            Disconnect-GeminiTuning
            Stop-TuningEmulator
            [Environment]::CurrentDirectory = $current
            foreach ($name in [Environment]::GetEnvironmentVariables().Keys) { if (-not $environment.Contains($name)) { [Environment]::SetEnvironmentVariable($name, $null) } }
            foreach ($name in $environment.Keys) { [Environment]::SetEnvironmentVariable($name, $environment[$name]) }
        }
    }
}

Describe 'The examples of <Name>' -ForEach $pages {
    BeforeAll {
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
        $other = $null
        if (-not $IsHelp) {
            $other = [GeminiTuning.Emulator.TuningEmulator]::Start([GeminiTuning.Emulator.TuningEmulatorOptions] @{ TuningDuration = 0 })
            $env:GOOGLE_GEMINI_BASE_URL = $env:GOOGLE_VERTEX_BASE_URL = $other.Endpoint
        } elseif ("$($Examples.Code)" -notmatch 'Start-TuningEmulator|Stop-TuningOperation') {
            # The page neither starts an emulator of its own nor cancels what is being tuned, so that nothing need take time.
            $null = Start-TuningEmulator -TuningDurationSec 0
        }
        $module = (Resolve-Path $ModulePath).ProviderPath
        $port = Get-FreePort
        $Examples | ForEach-Object { $_.Code = $_.Code.Replace('./out/GeminiTuning', "'$module'").Replace('8085', $port) }
        # Only where the page signs in: elsewhere nobody is.
        if ("$($Examples.Code)" -match 'ClientSecretPath') {
            ConvertTo-Json $signIn | Set-Content "$env:GEMINITUNING_CONFIG/sign-ins/$([GeminiTuning.Testing.GoogleFiles]::ClientId).json"
        }
        try { $script:run = @(Invoke-Page $Examples "$TestDrive") } finally {
            $env:GEMINITUNING_CONFIG = $own
            $env:GOOGLE_GEMINI_BASE_URL, $env:GOOGLE_VERTEX_BASE_URL = $addresses
            if ($other) { $null = $other.DisposeAsync().AsTask().Wait(10000) }
            $google.Dispose()
        }
    }

    if ($IsHelp) {
        It 'are three or more' { $Examples.Count | Should -BeGreaterOrEqual 3 }
    }

    It '<Title>' -ForEach $Examples {
        $Code | Should -Not -BeNullOrEmpty
        $run.Count | Should -Be $Examples.Count
        $number = [int][regex]::Match($Title, '^Example (\d+): ').Groups[1].Value
        $run[$number - 1].Error | Should -BeNullOrEmpty
        if ($Shown.Trim()) { Get-Comparable $run[$number - 1].Output | Should -Be (Get-Comparable $Shown) }
    }
}
