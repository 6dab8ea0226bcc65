BeforeAll { . "$PSScriptRoot/Common.ps1" }
AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'Start- and Stop-TuningEmulator' {
    BeforeEach { Stop-TuningEmulator }

    It 'gives the address, on loopback' {
        $emulator = Start-TuningEmulator
        $emulator.Endpoint.IsLoopback | Should -BeTrue
        (Invoke-RestMethod "$($emulator.Endpoint)v1beta/models" -NoProxy).models.Count | Should -BeGreaterThan 0
    }

    It 'listens on the port that is asked for' {
        $port = Get-FreePort
        $probe = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, $port)
        $probe.Start()
        { Start-TuningEmulator -Port $port } | Should -Throw -ErrorId 'EmulatorNotStarted,*'
        $probe.Stop()
        (Start-TuningEmulator -Port $port).Endpoint.Port | Should -Be $port
    }

    It 'is the one that Connect-GeminiTuning -Emulator uses' {
        $emulator = Start-TuningEmulator
        (Connect-GeminiTuning -Emulator -PassThru).Endpoint | Should -Be $emulator.Endpoint
    }

    It 'runs once in a session' {
        $emulator = Start-TuningEmulator
        $problem = { Start-TuningEmulator } | Should -Throw -ErrorId 'EmulatorRunning,*' -PassThru
        $problem.TargetObject | Should -Be $emulator
    }

    It 'stops, and can be stopped when it does not run' {
        $emulator = Start-TuningEmulator
        Stop-TuningEmulator
        { Invoke-RestMethod "$($emulator.Endpoint)v1beta/models" -NoProxy } | Should -Throw
        Stop-TuningEmulator
    }

    It 'ends the connection to it when it stops' {
        Connect-GeminiTuning -Emulator
        Stop-TuningEmulator
        Get-GeminiTuningConnection | Should -BeNullOrEmpty
    }

    It 'does nothing with -WhatIf' {
        Start-TuningEmulator -WhatIf | Should -BeNullOrEmpty
        $emulator = Start-TuningEmulator
        Stop-TuningEmulator -WhatIf
        (Invoke-RestMethod "$($emulator.Endpoint)v1beta/models" -NoProxy).models.Count | Should -BeGreaterThan 0
    }

    It 'keeps finished models in -DataPath over a restart' {
        $folder = Join-Path $TestDrive 'models'
        Connect-FastEmulator -DataPath $folder
        $model = Get-TestModel 'kept'
        Stop-TuningEmulator
        Connect-FastEmulator -DataPath $folder
        $again = Get-TunedModel $model.Name
        $again.State | Should -Be 'Active'
        $again.Snapshots.Count | Should -Be $model.Snapshots.Count
        (Invoke-TunedModel $model '3' -Temperature 0).Text | Should -Not -BeNullOrEmpty
    }

    It 'is shown in a few lines' {
        $emulator = Start-TuningEmulator -Fault 503
        ($emulator | Format-List | Out-String).Trim() -split '\s*\r?\n' -replace '\s*:.*' | Should -Be 'Endpoint', 'DataPath', 'Faults', 'Traffic'
    }

    It 'refuses a -DataPath that is not of the file system' {
        { Start-TuningEmulator -DataPath Env:/x } | Should -Throw '*file system*'
    }

    It 'warns of a file in -DataPath that it cannot read, and starts' {
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive 'broken')).FullName
        Set-Content (Join-Path $folder 'model-broken.json') '{"Id":'
        $emulator = Start-TuningEmulator -DataPath $folder -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -Match 'model-broken.json'
        (Invoke-RestMethod "$($emulator.Endpoint)v1beta/models" -NoProxy).models.Count | Should -BeGreaterThan 0
    }
}

Describe 'The files of an emulator without -DataPath' {
    BeforeEach {
        $temporary = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
    }

    # The session itself says what it has written, and then ends.
    It 'are deleted when the session ends by <_>' -ForEach @(
        'the end of the script'
        'exit 3'
        '[Environment]::Exit(3)'
        'throw "an error"'
        'Remove-Module GeminiTuning'
        'Stop-TuningEmulator'
        'kill -s TERM $PID; Start-Sleep 30'
        'kill -s HUP $PID; Start-Sleep 30'
    ) {
        if ($IsWindows -and $_ -match '^kill') {
            Set-ItResult -Skipped -Because 'Windows has no signals'
            return
        }
        $end = if ($_ -match '^the end') { '' } else { $_ }
        $output = Invoke-FreshShell -Environment @{ TMPDIR = $temporary; TEMP = $temporary; TMP = $temporary } -Script @"
            `$connection = Connect-GeminiTuning -Emulator -Vertex -PassThru
            `$null = [pscustomobject]@{ text_input = 'TRAINING-DATA'; output = '1' } | New-TunedModel -Connection `$connection -WarningAction Ignore
            'written: ' + (Get-ChildItem '$temporary' -Recurse -File -Filter object-* | Select-String -List 'TRAINING-DATA').Count
            $end
"@
        $output | Should -Contain 'written: 1'
        Get-ChildItem $temporary -Filter gemini-tuning-emulator-* | Should -BeNullOrEmpty
    }
}

Describe 'Start-TuningEmulator -Fault' {
    BeforeAll {
        # What a client sees: the status, or that there was no answer. By POST: a GET is sent again behind one's back.
        function Get-Outcome($Emulator) {
            try {
                $ask = @{ Uri = "$($Emulator.Endpoint)v1beta/models/gemini-2.5-flash:generateContent"; Method = 'Post'; Body = '{"contents":[{"parts":[{"text":"1"}]}]}' }
                $null = Invoke-RestMethod @ask -NoProxy -SkipHttpErrorCheck -StatusCodeVariable status
                $status
            } catch {
                'no answer'
            }
        }
    }
    BeforeEach { Stop-TuningEmulator }

    It 'gives them in order, and then no more' {
        $emulator = Start-TuningEmulator -Fault 503, none, '429:2s', lost
        1..6 | ForEach-Object { Get-Outcome $emulator } | Should -Be 503, 200, 429, 'no answer', 200, 200
        $emulator.Traffic.Requests | Should -Be 6
        $emulator.Traffic.Answered | Should -Be 3
        $emulator.Traffic.Faults.lost | Should -Be 1
        $emulator.Traffic.Methods.generateContent.Answered | Should -Be 3
    }

    It 'gives the same ones again for the same seed' {
        $runs = foreach ($seed in 7, 7, 8) {
            $emulator = Start-TuningEmulator -Fault lost, 503 -FaultRate 0.5 -FaultSeed $seed
            (1..30 | ForEach-Object { Get-Outcome $emulator }) -join ' '
            Stop-TuningEmulator
        }
        $runs[0] | Should -Match '200'
        $runs[0] | Should -Match '503'
        $runs[0] | Should -Match 'no answer'
        $runs[1] | Should -Be $runs[0]
        $runs[2] | Should -Not -Be $runs[0]
    }

    It 'tells the seed that it took' {
        $emulator = Start-TuningEmulator -Fault any -FaultRate 0.2
        $emulator.Faults.Rate | Should -Be 0.2
        $emulator.Faults.Seed | Should -BeOfType int
        $emulator.Faults.Kinds | Should -Contain 'truncated'
    }

    It 'is what the module''s retries are tried on' {
        $emulator = Start-TuningEmulator -Fault 503
        Connect-GeminiTuning -Emulator
        (Get-TuningBaseModel).Count | Should -Be 1
        $emulator.Traffic.Methods.listModels.Requests | Should -Be 2
        $emulator.Traffic.Methods.listModels.Answered | Should -Be 1
    }

    It 'refuses <Parameters.Fault> <Parameters.FaultRate> <Parameters.FaultSeed>, and starts nothing' -TestCases @(
        @{ Parameters = @{ Fault = 'nonsense' }; Message = "'nonsense' isn't a valid fault. Valid faults are 503 (any status from 400 to 599)*Check -Fault, -FaultRate, and -FaultSeed." }
        @{ Parameters = @{ Fault = 503, '429:x' }; Message = "'429:x' isn't a valid fault*" }
        @{ Parameters = @{ Fault = 'any' }; Message = "*any (only with a rate)*" }
        @{ Parameters = @{ Fault = 'none'; FaultRate = 0.5 }; Message = "'none' is valid only in a list*" }
        @{ Parameters = @{ FaultRate = 0.5 }; Message = '*requires faults to draw from*' }
        @{ Parameters = @{ Fault = 'lost'; FaultSeed = 7 }; Message = '*requires a fault rate*' }
        @{ Parameters = @{ Fault = 'lost'; FaultRate = 1.5 }; Message = "*'FaultRate'*"; Id = 'ParameterArgumentValidationError,*' }
        @{ Parameters = @{ Fault = @() }; Message = "*'Fault'*"; Id = 'ParameterArgumentValidationError,*' }
    ) {
        { Start-TuningEmulator @Parameters } | Should -Throw $Message -ErrorId $(if ($Id) { $Id } else { 'InvalidArgument,*' })
        Start-TuningEmulator | Should -Not -BeNullOrEmpty
    }

    It 'completes what it takes' {
        $line = 'Start-TuningEmulator -Fault 503, t'
        ([Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)).CompletionMatches.CompletionText | Should -Be 'truncated'
        $line = 'Start-TuningEmulator -FaultRate 0.5 -Fault '
        $offered = ([Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)).CompletionMatches
        $table = [GeminiTuning.Emulator.FaultDescription]::All
        $offered.CompletionText | Should -Be $table.Text
        $offered.ToolTip | Should -Be $table.Effect
        foreach ($match in $offered) {
            if ($match.CompletionText -ne 'none') {
                & ([scriptblock]::Create("$line$($match.CompletionText)")) | Should -Not -BeNullOrEmpty
                Stop-TuningEmulator
            }
        }
    }
}
