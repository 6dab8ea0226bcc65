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
        $probe = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $probe.Start()
        $port = $probe.LocalEndpoint.Port
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
