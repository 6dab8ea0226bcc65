BeforeAll {
    . $PSScriptRoot/Common.ps1

    # A clock that runs as the system's does, and knows how many of its timers do: each wait and each request has one.
    Add-Type -TypeDefinition @'
using System;
using System.Threading;
using System.Threading.Tasks;

public sealed class CountingClock : TimeProvider
{
    int _running;

    public int Running { get { lock (this) return _running; } }

    public override ITimer CreateTimer(TimerCallback callback, object state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Counted(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    sealed class Counted : ITimer
    {
        readonly CountingClock _clock;
        readonly ITimer _timer;
        bool _runs;

        public Counted(CountingClock clock, TimerCallback callback, object state)
        {
            _clock = clock;
            _timer = System.CreateTimer(_ => { Count(false); callback(state); }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Count(dueTime != Timeout.InfiniteTimeSpan);
            return _timer.Change(dueTime, period);
        }

        public void Dispose()
        {
            Count(false);
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        void Count(bool runs)
        {
            lock (_clock)
            {
                if (runs != _runs)
                    _clock._running += runs ? 1 : -1;
                _runs = runs;
            }
        }
    }
}
'@

    # Connects to the emulator as Connect-GeminiTuning does, with such a clock: no parameter sets one.
    function Connect-Counted([switch] $Vertex) {
        Connect-GeminiTuning -Emulator -Vertex:$Vertex
        $options = [GeminiTuning.TuningConnection].GetField('_options', 'Instance, NonPublic').GetValue((Get-GeminiTuningConnection))
        $script:Clock = [CountingClock]::new()
        [GeminiTuning.TuningConnectionOptions].GetProperty('Clock').SetValue($options, $Clock)
        $connections = (Get-Module GeminiTuning).ImplementingAssembly.GetType('GeminiTuning.Session.Connections')
        $connection = $connections.GetMethod('Create').Invoke($null, @($options, $null, [Type]::Missing, [Type]::Missing))
        $null = $connections.GetMethod('Set').Invoke($null, @($connection, $false))
    }

    # Runs a script in a runspace of its own, stops it when so many requests have come and so many timers run, and says
    # what is left.
    function Invoke-Interrupted([string] $Script, [int] $Requests, $Emulator, [int] $Timers = 1, [scriptblock] $And = { $true }) {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$ModulePath'; $Script")
            $Clock.Running | Should -Be 0
            $before = $Emulator.Traffic.Requests
            $running = $shell.BeginInvoke()
            Wait-Until { $Emulator.Traffic.Requests -ge $before + $Requests -and (& $And $shell) }
            $Emulator.Traffic.Requests | Should -BeGreaterOrEqual ($before + $Requests)
            # What follows the last request: its answer, and the wait after that.
            Wait-Until { $Clock.Running -ge $Timers }
            $during = $Clock.Running
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $seconds = $watch.Elapsed.TotalSeconds
            # What was cancelled ends on threads of its own.
            Wait-Until { $Clock.Running -eq 0 }
            $bars = $shell.Streams.Progress | Group-Object ActivityId
            [pscustomobject]@{
                Seconds      = $seconds
                IsCompleted  = $running.IsCompleted
                TimersDuring = $during
                TimersAfter  = $Clock.Running
                Bars         = @($bars).Count
                OpenBars     = @($bars | Where-Object { $_.Group[-1].RecordType -ne 'Completed' }).Count
                Errors       = @($shell.Runspace.SessionStateProxy.GetVariable('Error'))
            }
        } finally { $shell.Dispose() }
    }

    # Bounded: what does not come fails the test that waits for it.
    function Wait-Until([scriptblock] $Condition, [int] $Seconds = 30) {
        foreach ($attempt in 1..($Seconds * 50)) {
            if (& $Condition) { return }
            Start-Sleep -Milliseconds 20
        }
    }

    function Assert-NothingLeft($Stop) {
        $Stop.Seconds | Should -BeLessThan $AtOnceSec
        $Stop.IsCompleted | Should -BeTrue
        $Stop.TimersDuring | Should -BeGreaterThan 0
        $Stop.TimersAfter | Should -Be 0
        $Stop.OpenBars | Should -Be 0
    }
}

AfterAll { Stop-TuningEmulator }

Describe 'A pipeline that is stopped' {
    Context 'while the service does not answer' {
        BeforeAll {
            Stop-TuningEmulator
            $script:Emulator = Start-TuningEmulator -Fault stalled -FaultRate 1
            Connect-Counted
        }

        It 'is back at the prompt at once from <Command>, and leaves no request' -TestCases @(
            @{ Requests = 1; Command = 'Get-TuningBaseModel' }
            @{ Requests = 1; Command = 'Get-TunedModel' }
            @{ Requests = 1; Command = "'a', 'b' | Get-TunedModel" }
            @{ Requests = 1; Command = 'Get-TuningOperation' }
            @{ Requests = 1; Command = "'a', 'b' | Show-TuningLoss -Follow" }
            @{ Requests = 1; Command = "'a', 'b' | Get-TuningOperation" }
            @{ Requests = 1; Command = "1..20 | ForEach-Object { @{ Input = `$_; Output = `$_ } } | New-TunedModel" }
            @{ Requests = 1; Command = "1..20 | ForEach-Object { @{ Input = `$_; Output = `$_ } } | New-TunedModel -BaseModel models/m" }
            @{ Requests = 1; Command = "1..20 | ForEach-Object { @{ Input = `$_; Output = `$_ } } | New-TunedModel -BaseModel models/m -Id my-id" }
            @{ Requests = 1; Command = 'Wait-TuningOperation tunedModels/a/operations/b' }
            @{ Requests = 3; Command = "'a', 'b', 'c' | Wait-TuningOperation" }
            @{ Requests = 2; Command = "'a', 'b' | Invoke-TunedModel -Prompt 1" }
            @{ Requests = 20; Command = "1..100 | Invoke-TunedModel -Model a -ThrottleLimit 20" }
            @{ Requests = 1; Command = "1..100 | Invoke-TunedModel -Model a -ThrottleLimit 1" }
            @{ Requests = 1; Command = 'Invoke-TunedModel a 1 -Stream' }
            @{ Requests = 1; Command = 'Stop-TuningOperation tunedModels/a/operations/b' }
        ) {
            $stop = Invoke-Interrupted $Command $Requests $emulator
            Assert-NothingLeft $stop
            Wait-Until { $emulator.Traffic.OpenConnections -eq 0 }
            $emulator.Traffic.OpenConnections | Should -Be 0
        }
    }

    Context 'while calls wait to be made again' {
        BeforeAll {
            Stop-TuningEmulator
            $script:Emulator = Start-TuningEmulator -Fault '503:500s' -FaultRate 1
            Connect-Counted
        }

        It 'is back at the prompt at once from <Command>, and leaves no wait' -TestCases @(
            @{ Requests = 20; Command = '1..100 | Invoke-TunedModel -Model a -ThrottleLimit 20' }
            @{ Requests = 20; Command = '1..100 | ForEach-Object { @{ input = $_; output = 1 } } | Measure-TunedModel a -ThrottleLimit 20' }
            @{ Requests = 20; Command = '1..20 | ForEach-Object { "tunedModels/m$_/operations/o" } | Wait-TuningOperation' }
            @{ Requests = 1; Command = 'Get-TunedModel' }
        ) {
            $stop = Invoke-Interrupted "$Command -WarningAction SilentlyContinue" $Requests $emulator -Timers $Requests
            $stop.TimersDuring | Should -BeGreaterOrEqual $Requests
            Assert-NothingLeft $stop
        }
    }

    Context 'while a 429 holds the whole batch back' {
        It 'is back at the prompt at once, and leaves no wait' {
            Stop-TuningEmulator
            $emulator = Start-TuningEmulator -Fault '429:500s' -FaultRate 1
            Connect-Counted
            $stop = Invoke-Interrupted '1..100 | Invoke-TunedModel -Model a -ThrottleLimit 20 -WarningAction SilentlyContinue' 1 $emulator -Timers 2
            $stop.TimersDuring | Should -BeGreaterThan 1
            Assert-NothingLeft $stop
            $stop.Errors[0].FullyQualifiedErrorId | Should -Be 'PromptsStopped'
            $stop.Errors[0].TargetObject | Should -Be (1..21) # the one that was read last has not been asked
        }
    }

    Context 'before there was anything to do' {
        BeforeAll { Connect-FastEmulator }

        It 'ends <Command> in its Begin and in its Process' -TestCases @(
            @{ Command = 'Get-TunedModel'; Record = "'nope'" }
            @{ Command = 'Get-TuningOperation'; Record = "'tunedModels/a/operations/b'" }
            @{ Command = 'New-TunedModel'; Record = '@{ Input = 1; Output = 2 }' }
            @{ Command = 'Wait-TuningOperation'; Record = "'tunedModels/a/operations/b'" }
            @{ Command = 'Invoke-TunedModel -Model a'; Record = "'1'" }
            @{ Command = 'Measure-TunedModel a'; Record = '@{ input = 1; output = 2 }' }
        ) {
            foreach ($script in @(
                    "'not yet' | $Command | & { begin { Write-Progress here; Start-Sleep 600 } }"
                    "& { $Record; Write-Progress here; Start-Sleep 600 } | $Command -ErrorAction SilentlyContinue")) {
                $shell = [powershell]::Create()
                try {
                    $null = $shell.AddScript("Import-Module '$ModulePath'; $script")
                    $running = $shell.BeginInvoke()
                    Wait-Until { $shell.Streams.Progress.Activity -contains 'here' }
                    $shell.Streams.Progress.Activity | Should -Contain 'here'
                    $watch = [Diagnostics.Stopwatch]::StartNew()
                    $shell.Stop()
                    $watch.Elapsed.TotalSeconds | Should -BeLessThan $AtOnceSec
                    $running.IsCompleted | Should -BeTrue
                } finally { $shell.Dispose() }
            }
        }
    }

    Context 'in the middle of a wait' {
        BeforeAll {
            Stop-TuningEmulator
            # The base models, two creates and the first polls are answered; then nothing is.
            $script:Emulator = Start-TuningEmulator -TuningDurationSec 3600 -Fault (@('none') * 6 + @('stalled') * 1000)
            Connect-Counted
            $script:Operations = 1, 2 | ForEach-Object { Get-Example | New-TunedModel -DisplayName "model $_" }
        }

        It 'takes the bars away, and says how to go on waiting' {
            $stop = Invoke-Interrupted "Wait-TuningOperation $($operations.Name -join ', ')" 4 $emulator -And {
                param($shell)
                @($shell.Streams.Progress | Group-Object ActivityId).Count -eq 2
            }
            $stop.Bars | Should -Be 2
            Assert-NothingLeft $stop
            $stop.Errors[0].FullyQualifiedErrorId | Should -Be 'TuningStillRunning'
            "$($stop.Errors[0])" | Should -Match "To keep waiting, run 'Wait-TuningOperation $($operations.Name -join ', ')'"
            $stop.Errors[0].TargetObject.Name | Should -Be $operations.Name
        }
    }

    It 'says so on the error stream of a script that Ctrl+C ends' -Tag Unix {
        # As what a shell starts in the background does, and all that is started by it.
        [string] $ignored = Get-Content /proc/self/status -ErrorAction Ignore | Where-Object { $_ -like 'SigIgn:*' }
        if ($ignored -and [Convert]::ToUInt64((-split $ignored)[1], 16) -band 2) { Set-ItResult -Skipped -Because 'SIGINT is ignored here' }
        Stop-TuningEmulator
        $emulator = Start-TuningEmulator -TuningDurationSec 3600
        Connect-GeminiTuning -Emulator
        $operation = Get-Example | New-TunedModel
        $start = [Diagnostics.ProcessStartInfo]::new('pwsh')
        $start.RedirectStandardError = $true
        $start.RedirectStandardOutput = $true
        $start.Environment['GOOGLE_GEMINI_BASE_URL'] = "$($emulator.Endpoint)"
        '-NoProfile', '-NonInteractive', '-Command', "`$PID; Import-Module '$ModulePath'; Wait-TuningOperation $($operation.Name)" | ForEach-Object { $start.ArgumentList.Add($_) }
        $process = [Diagnostics.Process]::Start($start)
        try {
            # Not the process that was started: where PowerShell is a .NET tool, that one starts another.
            $shell = $process.StandardOutput.ReadLine()
            Wait-Until { $emulator.Traffic.Methods.getOperation.Answered -ge 1 } -Seconds 60
            # The shell has its own kill: not every machine has the program.
            /bin/sh -c "kill -INT $shell"
            $process.WaitForExit(30000) | Should -BeTrue
            $process.StandardError.ReadToEnd() | Should -Match "To keep waiting, run 'Wait-TuningOperation $($operation.Name)'"
        } finally {
            if (-not $process.HasExited) { $process.Kill($true) }
            $process.Dispose()
        }
    }

    Context 'while Vertex AI or Cloud Storage does not answer' {
        BeforeAll {
            # Other programs and tests write to the temporary folder that all share.
            $script:OwnTemporary = (New-Item -ItemType Directory (Join-Path $TestDrive 'temporary')).FullName
            $script:SharedTemporary = @{}
            foreach ($name in 'TMPDIR', 'TMP', 'TEMP') {
                $SharedTemporary[$name] = [Environment]::GetEnvironmentVariable($name)
                [Environment]::SetEnvironmentVariable($name, $OwnTemporary)
            }
            Stop-TuningEmulator
            $script:Emulator = Start-TuningEmulator -Fault stalled -FaultRate 1
            Connect-Counted -Vertex
        }
        AfterAll {
            Stop-TuningEmulator
            foreach ($name in $SharedTemporary.Keys) { [Environment]::SetEnvironmentVariable($name, $SharedTemporary[$name]) }
        }

        It 'is back at the prompt at once from <Command>, and leaves no request and no file' -TestCases @(
            @{ Requests = 1; Command = 'Get-TunedModel' }
            @{ Requests = 1; Command = "1..20 | ForEach-Object { @{ Input = `$_; Output = `$_ } } | New-TunedModel" }
            @{ Requests = 1; Command = 'New-TunedModel -TrainingDataUri gs://bucket/o.jsonl' }
            @{ Requests = 2; Command = "'1', '2' | Wait-TuningOperation" }
            @{ Requests = 1; Command = 'Invoke-TunedModel 1 1' }
            @{ Requests = 1; Command = 'Invoke-TunedModel endpoints/1 1 -Stream' }
            @{ Requests = 1; Command = 'Remove-TunedModel 1 -Force' }
            @{ Requests = 1; Command = 'Stop-TuningOperation 1' }
            @{ Requests = 1; Command = '1..20 | Start-TunedModelBatch models/1' }
            @{ Requests = 1; Command = 'Get-TunedModelBatch' }
            @{ Requests = 2; Command = "'1', '2' | Wait-TunedModelBatch" }
            @{ Requests = 1; Command = 'Receive-TunedModelBatch 1' }
            @{ Requests = 1; Command = 'Stop-TunedModelBatch 1' }
        ) {
            $stop = Invoke-Interrupted $Command $Requests $emulator
            Assert-NothingLeft $stop
            Wait-Until { $emulator.Traffic.OpenConnections -eq 0 }
            $emulator.Traffic.OpenConnections | Should -Be 0
            Get-ChildItem $OwnTemporary -Filter 'geminituning-*.jsonl' | Should -BeNullOrEmpty
        }

        It 'says how to go on with <What>' -TestCases @(
            @{ What = 'a batch that is waited for'; Command = "'1', '2' | Wait-TunedModelBatch"; Requests = 2; Id = 'BatchStillRunning'; Says = 'Wait-TunedModelBatch projects/emulator/locations/us-central1/batchPredictionJobs/1, ' }
            @{ What = 'a tuning that may have been started'; Command = "New-TunedModel -TrainingDataUri gs://bucket/o.jsonl -DisplayName mine"; Requests = 1; Id = 'CreateStopped'; Says = "Labels\['geminituning-request'\] -eq 'mine-" }
        ) {
            $stop = Invoke-Interrupted $Command $Requests $emulator
            $stop.Errors[0].FullyQualifiedErrorId | Should -Be $Id
            "$($stop.Errors[0])" | Should -Match $Says
        }
    }

    Context 'while a batch is being created' {
        It '<Says> that it may have been started where <What>' -TestCases @(
            @{ What = 'its prompts are being uploaded'; Says = 'does not say'; Before = 1; Requests = 2; Count = 0 }
            @{ What = 'the request that creates it was sent'; Says = 'says'; Before = 3; Requests = 4; Count = 1 }
        ) {
            Stop-TuningEmulator
            $emulator = Start-TuningEmulator -Fault (@('none') * $Before + @('stalled') * 100)
            Connect-Counted -Vertex
            $stop = Invoke-Interrupted "'a' | Start-TunedModelBatch models/1 -DisplayName mine" $Requests $emulator
            @($stop.Errors | Where-Object FullyQualifiedErrorId -EQ 'CreateStopped').Count | Should -Be $Count
            if ($Count) { "$($stop.Errors[0])" | Should -Match "Get-TunedModelBatch \|.*-eq 'mine-" }
        }
    }

    Context 'in the middle of an upload' {
        It 'is back at the prompt at once, and leaves nothing' {
            Stop-TuningEmulator
            $emulator = Start-TuningEmulator -Fault (@('none') * 3 + @('stalled') * 100)
            Connect-Counted -Vertex
            $stop = Invoke-Interrupted "1..60 | ForEach-Object { @{ Input = `$_; Output = 'x' * 500000 } } | New-TunedModel" 4 $emulator
            $stop.Bars | Should -Be 1
            Assert-NothingLeft $stop
            Wait-Until { $emulator.Traffic.OpenConnections -eq 0 }
            $emulator.Traffic.OpenConnections | Should -Be 0
        }
    }
}
