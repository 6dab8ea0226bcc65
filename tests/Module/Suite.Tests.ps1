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
        ($all | Where-Object Outcome -EQ Skipped).Message | Should -Be @(
            '1 test was skipped: Needs tmux. Install it with your package manager, for example "apt-get install tmux" or "brew install tmux".'
            '1 test was skipped: Needs Chromium or Chrome on the path, for example from "apt-get install chromium".'
        )
    }

    It 'skips nothing without a reason' {
        $TestFiles | Select-String '^\s*(It|Context|Describe)\b.*\s-Skip(:|\s+[-{])' | Should -BeNullOrEmpty -Because 'a tag or Set-ItResult -Because says why'
    }

    It 'has no skip that a try or a block of another test case swallows' {
        $swallowed = foreach ($file in $TestFiles) {
            $all = [Management.Automation.Language.Parser]::ParseFile($file.FullName, [ref] $null, [ref] $null)
            foreach ($skip in $all.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] -and $args[0].GetCommandName() -eq 'Set-ItResult' }, $true)) {
                $part = $skip.Parent
                while ($part -isnot [Management.Automation.Language.ScriptBlockExpressionAst] -and $part -isnot [Management.Automation.Language.TryStatementAst]) { $part = $part.Parent }
                $isOfTest = $part.Parent -is [Management.Automation.Language.CommandAst] -and $part.Parent.GetCommandName() -in 'It', 'BeforeEach'
                if (-not $isOfTest) { "$($file.Name):$($skip.Extent.StartLineNumber)" }
            }
        }
        $swallowed | Should -BeNullOrEmpty
    }

    It 'asks for $_ in no clause of a switch, where it is what the switch looks at' {
        $confused = foreach ($file in $TestFiles) {
            $all = [Management.Automation.Language.Parser]::ParseFile($file.FullName, [ref] $null, [ref] $null)
            foreach ($switch in $all.FindAll({ $args[0] -is [Management.Automation.Language.SwitchStatementAst] }, $true)) {
                # A block in a clause has a $_ of its own.
                foreach ($body in @($switch.Clauses.Item2) + $switch.Default | Where-Object { $_ }) {
                    $body.FindAll({ $args[0] -is [Management.Automation.Language.VariableExpressionAst] -and $args[0].VariablePath.UserPath -eq '_' }, $false) |
                        ForEach-Object { "$($file.Name):$($_.Extent.StartLineNumber)" }
                }
            }
        }
        $confused | Should -BeNullOrEmpty
    }

    It 'looks for files in no folder that other programs share, and starts no bash that may be that of WSL' {
        $TestFiles | Select-String 'Get-ChildItem.*GetTempPath', 'Get-ChildItem \$env:TE?MP' | Where-Object Path -NotLike '*Suite.Tests.ps1' | Should -BeNullOrEmpty
        $users = $TestFiles | Select-String "\bbash -c\b|\('bash'\)" | Where-Object Path -NotLike '*Suite.Tests.ps1'
        $users.Filename | Sort-Object -Unique | Should -Be 'ShellExamples.Tests.ps1' -Because 'its tests have a tag that leaves Windows out'
        "$PSScriptRoot/Find-MissingTool.ps1" | Should -FileContentMatch "Tag = 'Shell'; Found = -not \`$IsWindows"
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
