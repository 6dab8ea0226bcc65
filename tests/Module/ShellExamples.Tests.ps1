# What docs/emulator.md says to a shell runs as it stands, in its order: `dotnet run` starts the emulator, curl and Python
# ask it. What a line's comment says, its output has.
BeforeDiscovery {
    . "$PSScriptRoot/Common.ps1"
    $text = [IO.File]::ReadAllText("$Repository/docs/emulator.md").Replace("`r`n", "`n")
    $script:Blocks = [regex]::Matches($text, '(?s)```(sh|python)\n(.*?)\n```').ForEach({
        @{ Language = $_.Groups[1].Value; Code = $_.Groups[2].Value; Title = ($_.Groups[2].Value -split "`n")[0] }
    })
}

Describe 'The shell examples of docs/emulator.md' {
    BeforeAll {
        . "$PSScriptRoot/Common.ps1"
        $script:Port = Get-FreePort
        $script:Address = $env:GOOGLE_GEMINI_BASE_URL
        $script:Service = $null

        function Close-Service {
            if (-not $script:Service) { return }
            $script:Service.Kill($true)
            $script:Service.WaitForExit()
            $script:Service = $null
        }

        # The line as it stands, in the repository's folder; ready when the port takes connections.
        function Open-Service([string] $Line) {
            Close-Service
            $start = [Diagnostics.ProcessStartInfo]::new('bash')
            '-c', "exec $Line" | ForEach-Object { $start.ArgumentList.Add($_) }
            $start.WorkingDirectory = $Repository
            $start.RedirectStandardOutput = $true
            $script:Service = [Diagnostics.Process]::Start($start)
            $deadline = [datetime]::UtcNow.AddSeconds(90)
            do {
                Start-Sleep -Milliseconds 200
                $client = [Net.Sockets.TcpClient]::new()
                try { $client.Connect('127.0.0.1', $Port) } catch { Write-Debug "Not yet: $_" }
                $isReady = $client.Connected
                $client.Dispose()
            } until ($isReady -or $script:Service.HasExited -or [datetime]::UtcNow -gt $deadline)
            $isReady | Should -BeTrue -Because $Line
        }
    }
    AfterAll {
        Close-Service
        $env:GOOGLE_GEMINI_BASE_URL = $Address
    }

    It 'are there' {
        $Blocks.Count | Should -BeGreaterThan 5
    } -TestCases @{ Blocks = $Blocks }

    It '<Title>' -ForEach ($Blocks | Where-Object Language -EQ 'sh') -Tag Shell {
        $code = $Code.Replace('8085', $Port)
        if ($code -match '^dotnet run') {
            Open-Service $code
            return
        }
        if ($code -match '^export (\w+)=(\S+)$') {
            [Environment]::SetEnvironmentVariable($Matches[1], $Matches[2])
            return
        }
        # A line with a comment is a command by itself; one without is a part of the whole.
        $commands = if ($code -match '#') { $code -split "`n" } else { , $code }
        foreach ($command in $commands) {
            $line, $said = $command -split ' +# '
            $output = bash -c $line 2>&1 | Out-String
            if ($said) {
                foreach ($part in $said -split ', ') { $output | Should -Match ([regex]::Escape($part)) -Because $line }
            } else {
                $LASTEXITCODE | Should -Be 0 -Because $output
                $output | Should -Not -Match '"error"'
            }
        }
        if ($code -match 'tunedModelId=') { $output | Should -Match '"text": "eight"' }
    }

    It '<Title> (Python)' -ForEach ($Blocks | Where-Object Language -EQ 'python') -Tag Python {
        Open-Service "dotnet run --project src/GeminiTuning.Emulator -- --port $Port --tuning-duration 0"
        $connection = Connect-GeminiTuning "http://127.0.0.1:$Port" -PassThru
        $null = Get-Example | New-TunedModel -Id plus-one -Connection $connection | Wait-TuningOperation -Connection $connection
        $env:GOOGLE_GEMINI_BASE_URL = "http://127.0.0.1:$Port"
        $file = Join-Path $TestDrive 'example.py'
        Set-Content $file $Code
        $output = python3 $file 2>&1 | Out-String
        $LASTEXITCODE | Should -Be 0 -Because $output
        $output.Trim() | Should -Not -BeNullOrEmpty
    }
}
