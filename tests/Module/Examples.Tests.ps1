# Every example of every page and every recipe of the README runs as it stands, on the emulator. Those of a page build on
# each other, so they run in order in one fresh PowerShell. What signs in finds the files that it names, and somebody who
# has signed in before, at a Google on loopback.
BeforeDiscovery {
    . "$PSScriptRoot/Common.ps1"
    function Read-Code([string] $Text) {
        [regex]::Matches($Text, '(?s)```powershell\n(.*?)\n```').ForEach({ $_.Groups[1].Value })
    }

    $pages = @(foreach ($page in Get-ChildItem "$Repository/docs" -Filter *-*.md) {
        $text = [IO.File]::ReadAllText($page.FullName).Replace("`r`n", "`n")
        $section = ($text -split '(?m)^## EXAMPLES$')[1] -split '(?m)^## PARAMETERS$' | Select-Object -First 1
        $examples = foreach ($part in ($section -split '(?m)^### ' | Select-Object -Skip 1)) {
            @{ Title = ($part -split "`n")[0]; Code = (Read-Code $part) -join "`n" }
        }
        @{ Name = $page.BaseName; Examples = @($examples) }
    })
    $readme = [IO.File]::ReadAllText("$Repository/README.md").Replace("`r`n", "`n")
    $recipes = Read-Code (($readme -split '(?m)^## Recipes$')[1] -split '(?m)^## ' | Select-Object -First 1)
    $pages += @{
        Name     = 'README'
        Examples = @(0..($recipes.Count - 1) | ForEach-Object { @{ Title = "Example $($_ + 1): recipe"; Code = $recipes[$_] } })
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
Import-Module $Module
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
        $google = Open-Google
        Set-Content "$TestDrive/service-account.json" $google.Files.ServiceAccountFile($false)
        Set-Content "$TestDrive/client_secret.json" $google.Files.ClientSecretFile('installed')
        $own = $env:GEMINITUNING_CONFIG
        $env:GEMINITUNING_CONFIG = (New-Item -ItemType Directory "$TestDrive/own").FullName
        $signIn = $google.Files.UserFile($null) | ConvertFrom-Json -AsHashtable
        $signIn.scopes = 'https://www.googleapis.com/auth/cloud-platform', 'https://www.googleapis.com/auth/generative-language.tuning'
        $null = New-Item -ItemType Directory "$env:GEMINITUNING_CONFIG/sign-ins"
        $module = (Resolve-Path $ModulePath).ProviderPath
        $Examples | ForEach-Object { $_.Code = $_.Code.Replace('./out/GeminiTuning', "'$module'") }
        $list = Join-Path $TestDrive 'examples.json'
        $results = Join-Path $TestDrive 'results.json'
        ConvertTo-Json -InputObject $Examples | Set-Content $list
        # Only where the page signs in: elsewhere nobody is.
        if ("$($Examples.Code)" -match 'ClientSecretPath') {
            ConvertTo-Json $signIn | Set-Content "$env:GEMINITUNING_CONFIG/sign-ins/$([GeminiTuning.Testing.GoogleFiles]::ClientId).json"
        }
        Push-Location $TestDrive
        try {
            $script:said = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File $runner $module $list $results 2>&1 | Out-String
        } finally {
            Pop-Location
            $env:GEMINITUNING_CONFIG = $own
            $google.Dispose()
        }
        $script:run = if (Test-Path $results) { @(Get-Content $results -Raw | ConvertFrom-Json) }
    }

    It 'are three or more' {
        $Examples.Count | Should -BeGreaterOrEqual 3
    }

    It '<Title>' -ForEach $Examples {
        $Code | Should -Not -BeNullOrEmpty
        $run | Should -Not -BeNullOrEmpty -Because $said
        $number = [int][regex]::Match($Title, '^Example (\d+): ').Groups[1].Value
        $run[$number - 1].Error | Should -BeNullOrEmpty
    }
}
