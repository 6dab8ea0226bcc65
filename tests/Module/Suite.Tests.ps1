# How the tests themselves run on a machine that has little.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:TestFiles = Get-ChildItem $PSScriptRoot -Filter *.Tests.ps1
}

Describe 'The test suite' {
    It 'runs with nothing on PATH, and reports each missing tool once, with how to get it' {
        $results = Join-Path $TestDrive 'results.json'
        $program = [Environment]::ProcessPath
        [string[]] $dll = if ((Split-Path $program -LeafBase) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' }
        $path = $env:PATH
        # Only dotnet is there.
        $env:PATH = (Get-Item (Get-Command dotnet -CommandType Application)[0].Source).ResolvedTarget | Split-Path
        try { $said = & $program @dll -NoProfile -NonInteractive -File "$PSScriptRoot/Invoke-Suite.ps1" -Name Picture -ResultPath $results 2>&1 | Out-String } finally { $env:PATH = $path }
        $LASTEXITCODE | Should -Be 0 -Because $said
        $all = Get-Content $results -Raw | ConvertFrom-Json
        $all | Where-Object Outcome -EQ Failed | Should -BeNullOrEmpty
        $all | Where-Object Outcome -EQ Passed | Should -Not -BeNullOrEmpty
        ($all | Where-Object Outcome -EQ Skipped).Message | Should -Be '1 test was skipped: Needs tmux. Install it with your package manager, for example "apt-get install tmux" or "brew install tmux".'
    }

    It 'skips nothing without a reason' {
        $TestFiles | Select-String '^\s*(It|Context|Describe)\b.*\s-Skip(:|\s+[-{])' | Should -BeNullOrEmpty -Because 'a tag or Set-ItResult -Because says why'
    }

    It 'knows what each tag needs' {
        $tags = @($TestFiles | Select-String '^\s*(It|Context|Describe)\b.*\s-Tag (\w+)' | ForEach-Object { $_.Matches[0].Groups[2].Value } | Sort-Object -Unique)
        $known = [regex]::Matches([IO.File]::ReadAllText("$PSScriptRoot/Find-MissingTool.ps1"), "Tag = '(\w+)'").ForEach({ $_.Groups[1].Value }) | Sort-Object
        $tags | Should -Be $known
    }

    It 'is what the README says to run, and so is the public workflow' {
        $commands = [regex]::Match([IO.File]::ReadAllText("$Repository/README.md").Replace("`r`n", "`n"), '(?s)## Try it\n.*?```\n(.*?)\n```').Groups[1].Value -split "`n"
        $commands.Count | Should -Be 2
        foreach ($command in $commands) { "$Repository/.github/workflows/ci.yml" | Should -FileContentMatch ([regex]::Escape($command)) }
        "$Repository/.ci/run" | Should -FileContentMatch ([regex]::Escape($commands[1]))
    }
}
