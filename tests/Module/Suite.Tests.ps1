# How the tests themselves run on a machine that has little.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:TestFiles = Get-ChildItem $PSScriptRoot -Filter *.Tests.ps1
}

Describe 'The test suite' {
    BeforeAll {
        # Runs the suite in another process of this PowerShell, and returns its results.
        function Invoke-Suite {
            $results = Join-Path $TestDrive 'results.json'
            $program = [Environment]::ProcessPath
            [string[]] $dll = if ((Split-Path $program -LeafBase) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' }
            $script:said = & $program @dll -NoProfile -NonInteractive -File "$PSScriptRoot/Invoke-Suite.ps1" @args -ResultPath $results -TimesPath "$TestDrive/times.json" 2>&1 | Out-String
            $LASTEXITCODE | Should -Be 0 -Because $said
            Get-Content $results -Raw | ConvertFrom-Json
        }
    }

    It 'runs with nothing on PATH, and reports each missing tool once, with how to get it' {
        $path = $env:PATH
        # Only dotnet is there.
        $env:PATH = (Get-Item (Get-Command dotnet -CommandType Application)[0].Source).ResolvedTarget | Split-Path
        try { $all = Invoke-Suite -Name Picture } finally { $env:PATH = $path }
        $all | Where-Object Outcome -EQ Failed | Should -BeNullOrEmpty
        $all | Where-Object Outcome -EQ Passed | Should -Not -BeNullOrEmpty
        ($all | Where-Object Outcome -EQ Skipped).Message | Should -Be @(
            '2 tests were skipped: Needs tmux. Install it with your package manager, for example "apt-get install tmux" or "brew install tmux".'
            '1 test was skipped: Needs Chromium or Chrome on the path, for example from "apt-get install chromium".'
        )
    }

    Context 'with more than one file' {
        BeforeAll {
            $folder = (New-Item -ItemType Directory "$TestDrive/files").FullName
            # Each of the first two files waits for the other one.
            foreach ($own in 'one', 'two') {
                $other = $own -eq 'one' ? 'two' : 'one'
                Set-Content "$folder/$own.Tests.ps1" @"
Describe 'File $own' {
    It 'runs while $other runs, with its own environment' {
        `$env:GEMINITUNING_OF_A_TEST | Should -BeNullOrEmpty
        `$env:GEMINITUNING_OF_A_TEST = '$own'
        Set-Content '$folder/$own.running' `$env:GEMINITUNING_CONFIG
        foreach (`$attempt in 1..1200) { if (Test-Path '$folder/$other.running') { break } else { Start-Sleep -Milliseconds 50 } }
        '$folder/$other.running' | Should -Exist
        `$env:GEMINITUNING_OF_A_TEST | Should -Be '$own'
    }
    It 'reads nothing from the standard input' { [Console]::In.ReadToEnd() | Should -BeNullOrEmpty }
    It 'skips' { Set-ItResult -Skipped -Because 'of a reason' }
}
"@
            }
            Set-Content "$folder/ends.Tests.ps1" "Describe 'File ends' { It 'ends the process' { [Environment]::Exit(7) } }"
            Set-Content "$folder/setup.Tests.ps1" "Describe 'File setup' { BeforeAll { throw 'no setup' }`nIt 'can''t run' { } }"
            Set-Content "$folder/syntax.Tests.ps1" "throw 'no file'"
            # The first two files take the longest, the last time that they ran.
            ConvertTo-Json @{ one = 100; two = 90; ends = 3; setup = 2; syntax = 1 } | Set-Content "$TestDrive/times.json"
            $script:All = Invoke-Suite -Path $folder -ProcessCount 2
            $script:Output = $said
        }

        It 'runs them in several processes at the same time, which share nothing' {
            $passed = $All | Where-Object Outcome -EQ Passed
            $passed.Name | Sort-Object | Should -Be (
                'File one.reads nothing from the standard input', 'File one.runs while two runs, with its own environment',
                'File two.reads nothing from the standard input', 'File two.runs while one runs, with its own environment')
            Get-Content "$TestDrive/files/*.running" | Select-Object -Unique | Should -HaveCount 2
        }

        It 'reports each failure by its name, also that of a setup, of a file, and of a process that ended' {
            $failed = $All | Where-Object Outcome -EQ Failed | Sort-Object Name
            $failed | Should -HaveCount 3
            $failed[0].Name | Should -BeLike '*syntax.Tests.ps1'
            $failed[0].Message | Should -Match 'no file'
            $failed[1].Name | Should -Be 'ends'
            $failed[1].Message | Should -Match 'ended with exit code 7'
            $failed[2].Name | Should -Be 'File setup.can''t run'
            $failed[2].Message | Should -Match 'no setup'
        }

        It 'counts the reason of skipped tests once' {
            ($All | Where-Object Outcome -EQ Skipped).Message | Should -Be '2 tests were skipped: of a reason'
        }

        It 'prints the output of each file as a whole, and the time of each file' {
            foreach ($name in 'one', 'two') { $Output | Should -Match "(?s)Describing File $name(?!.*Describing File $name)((?!Describing).)*reads nothing from the standard input((?!Describing).)*Tests completed" }
            $Output | Should -Match '(?m)^ *\d+\.\d +3 one *$'
            $known = Get-Content "$TestDrive/times.json" -Raw | ConvertFrom-Json
            $known.one, $known.two | Should -BeLessThan 60
            ($All | Where-Object Name -Like '*one.runs*').Seconds | Should -BeGreaterThan 0
        }
    }

    It 'runs a file that has never run first, and then those that take the longest' {
        $folder = (New-Item -ItemType Directory "$TestDrive/order").FullName
        foreach ($name in 'short', 'long', 'new') { Set-Content "$folder/$name.Tests.ps1" "Describe '$name' { It 'runs' { Add-Content '$folder/order.txt' '$name' } }" }
        ConvertTo-Json @{ short = 1; long = 2 } | Set-Content "$TestDrive/times.json"
        $null = Invoke-Suite -Path $folder -ProcessCount 1
        Get-Content "$folder/order.txt" | Should -Be 'new', 'long', 'short'
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

    It 'lets no two files build in the repository at the same time' {
        $builds = foreach ($file in $TestFiles | Where-Object Name -NE 'Suite.Tests.ps1') {
            $all = [Management.Automation.Language.Parser]::ParseFile($file.FullName, [ref] $null, [ref] $null)
            foreach ($command in $all.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] -and "$($args[0])" -match '^dotnet (run|build|publish|test|pack) .*(\$Repository|\bsrc/)|^npm (ci|install)|^& "[^"]*(Install-Package\.ps1|New-ProjectPackage\.ps1"(?!.*http:))' }, $true)) {
                $part = $command.Parent
                while ($part -and -not ($part -is [Management.Automation.Language.CommandAst] -and $part.GetCommandName() -eq 'Invoke-Exclusive')) { $part = $part.Parent }
                [pscustomobject]@{ Place = "$($file.Name):$($command.Extent.StartLineNumber)"; IsAlone = [bool] $part }
            }
        }
        @($builds | Where-Object IsAlone).Count | Should -BeGreaterThan 3
        ($builds | Where-Object { -not $_.IsAlone }).Place | Should -BeNullOrEmpty
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
