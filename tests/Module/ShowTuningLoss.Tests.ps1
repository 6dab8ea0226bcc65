BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $PSStyle.OutputRendering = 'PlainText'
    $script:Culture = [cultureinfo]::CurrentCulture
    [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
    function Get-Line($InputObject, [int] $Width = 80) { (($InputObject | Out-String -Width $Width) -split '\r?\n').TrimEnd() | Where-Object { $_ } }
}
AfterAll {
    [cultureinfo]::CurrentCulture = $Culture
    $PSStyle.OutputRendering = 'Host'
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'Show-TuningLoss' {
    BeforeAll {
        Connect-FastEmulator
        $script:First = Get-Example | New-TunedModel 'first' -Id first -EpochCount 10 | Wait-TuningOperation
        $script:Second = Get-Example | New-TunedModel 'second' -Id second -EpochCount 5 -BatchSize 2 | Wait-TuningOperation
    }

    It 'returns an object for each model, in their order' {
        $readings = $Second, $First | Show-TuningLoss
        $readings | Should -BeOfType GeminiTuning.LossReading
        $readings.Model | Should -Be 'tunedModels/second', 'tunedModels/first'
        $readings[1].Training.Count | Should -Be $First.Snapshots.Count
        $readings[1].Training[-1].Loss | Should -BeExactly ([double] $First.Snapshots[-1].MeanLoss)
    }

    It 'takes <What>' -TestCases @(
        @{ What = 'an ID'; Argument = { 'first' } }, @{ What = 'a display name'; Argument = { 'FIRST' } }, @{ What = 'a wildcard'; Argument = { 'fir*' } }
        @{ What = 'a model'; Argument = { $First } }, @{ What = 'an operation'; Argument = { Get-TuningOperation first } }
    ) {
        $value = & $Argument
        (Show-TuningLoss $value).Model | Should -Be 'tunedModels/first'
        ($value | Show-TuningLoss).Model | Should -Be 'tunedModels/first'
    }

    It 'shows a model once, however often it is named' {
        @($First, 'first', 'fir*', (Get-TuningOperation first) | Show-TuningLoss).Count | Should -Be 1
    }

    It 'draws all models in one chart, with a legend and a sentence for each' {
        $lines = Get-Line ($First, $Second | Show-TuningLoss) 300
        @($lines -match '^mean loss$').Count | Should -Be 1
        $lines | Should -Contain 'A first, training'
        $lines | Should -Contain 'B second, training'
        @($lines -match '^\s+epoch$').Count | Should -Be 1
        "$lines" | Should -Match 'first: \w.*\. .*second: \w.*\.'
    }

    It 'draws a chart for each call, even if the models are the same' {
        $both = $First | Show-TuningLoss
        $again = $First | Show-TuningLoss
        @((Get-Line @($both, $again) 300) -match '^mean loss$').Count | Should -Be 2
    }

    It 'returns objects for the next command' {
        $First, $Second | Show-TuningLoss | Sort-Object RecentLoss | Select-Object -First 1 -ExpandProperty Model | Should -Match '^tunedModels/'
        $csv = $First, $Second | Show-TuningLoss | ConvertTo-Csv | ConvertFrom-Csv
        $csv.Trend | ForEach-Object { $_ | Should -BeIn ([GeminiTuning.LossTrend].GetEnumNames()) }
        $csv[0].Training | Should -Be "$($First.Snapshots.Count) points"
    }

    It 'is an error about a model that does not exist, after which the next is shown' {
        $shown = 'not-there', 'first' | Show-TuningLoss -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -Match '^NotFound'
        $shown.Model | Should -Be 'tunedModels/first'
    }

    It 'says that the steps are too few' {
        $few = Get-Example 20 | New-TunedModel 'few' -EpochCount 1 -WarningAction SilentlyContinue | Wait-TuningOperation | Show-TuningLoss
        $few.Trend | Should -Be TooFewPoints
        "$few" | Should -Match '^few: \d steps are too few to say what the loss shows\.$'
    }

    It 'draws ASCII characters without color when the output is a file' -Tag Pwsh {
        $text = Invoke-FreshShell "`$null = Start-TuningEmulator -TuningDurationSec 0; Connect-GeminiTuning -Emulator; 1..20 | ForEach-Object { @{ Input = `$_; Output = `$_ + 1 } } | New-TunedModel first -EpochCount 10 | Wait-TuningOperation | Show-TuningLoss"
        "$text" | Should -Match 'mean loss'
        "$text" | Should -Match 'A first, training'
        "$text" | Should -Not -Match '[^\x00-\x7f]'
        "$text" | Should -Not -Match '\e'
    }
}

Describe 'Show-TuningLoss in a terminal of <Width> columns' -ForEach @{ Width = 40 }, @{ Width = 80 }, @{ Width = 200 } {
    It 'draws Braille characters as wide as the window' -Tag Tmux {
        $file = Join-Path $TestDrive 'screen.ps1'
        Set-Content $file @"
Import-Module '$((Resolve-Path $ModulePath).ProviderPath)'
`$losses = [GeminiTuning.TuningSnapshot[]] (1..100 | ForEach-Object { [GeminiTuning.TuningSnapshot]@{ Step = `$_; Epoch = [math]::Ceiling(`$_ / 20); MeanLoss = 3 / `$_ } })
[GeminiTuning.LossReading]::Of([GeminiTuning.TunedModel]@{ Name = 'tunedModels/a'; Snapshots = `$losses })
'THE END'
Start-Sleep 120
"@
        $socket = [IO.Path]::GetRandomFileName()
        tmux -u -L $socket -f /dev/null new-session -d -x $Width -y 50 "env LC_ALL=C.UTF-8 TERM=xterm-256color pwsh -NoProfile -File '$file'"
        try {
            $deadline = [datetime]::UtcNow.AddSeconds(90)
            do {
                Start-Sleep -Milliseconds 200
                $screen = tmux -u -L $socket capture-pane -p
            } until ("$screen" -match 'THE END' -or [datetime]::UtcNow -gt $deadline)
        } finally {
            tmux -L $socket kill-server 2>$null
        }
        "$screen" | Should -Match '[\u2801-\u28ff]'
        ($screen | ForEach-Object Length | Measure-Object -Maximum).Maximum | Should -Be ($Width - 1)
        @($screen -match '^\s+(\d\.\d+|\d) \u2524').Count | Should -BeGreaterThan 2 -Because 'no line is wrapped'
    }
}

Describe 'Show-TuningLoss -Follow' {
    BeforeAll { Connect-FastEmulator -TuningDurationSec 3 }

    It 'waits until the tuning has ended, and returns its losses' {
        $operation = Get-Example | New-TunedModel 'followed' -EpochCount 10
        (Show-TuningLoss $operation).IsRunning | Should -BeTrue
        $reading = $operation | Show-TuningLoss -Follow
        $reading.IsRunning | Should -BeFalse
        $reading.Training.Count | Should -Be (Get-TunedModel $operation).Snapshots.Count
    }

    It 'follows several tunings, and returns each once' {
        $operations = 5, 10 | ForEach-Object { Get-Example | New-TunedModel "side by side $_" -EpochCount $_ -WarningAction SilentlyContinue }
        $readings = $operations | Show-TuningLoss -Follow
        $readings.Model | Should -Be $operations.Model
        $readings.IsRunning | Should -Be $false, $false
    }

    It 'returns at once if nothing is running' {
        $model = Get-Example | New-TunedModel 'over' -EpochCount 2 | Wait-TuningOperation
        $watch = [Diagnostics.Stopwatch]::StartNew()
        ($model | Show-TuningLoss -Follow).IsRunning | Should -BeFalse
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 2
    }

    It 'warns of a tuning that fails, and shows that the learning rate is too high' {
        $reading = Get-Example | New-TunedModel 'too fast' -LearningRate 0.9 -EpochCount 20 | Show-TuningLoss -Follow -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -Match 'learning rate is too high\. The tuning of .* ended with the state Failed\.'
        $reading.Trend | Should -Be Unsteady
    }

    It 'lets the tuning go on when Ctrl+C stops it' {
        $operation = Get-Example | New-TunedModel 'goes on' -EpochCount 10
        $shell = [powershell]::Create()
        try {
            # One script: a shell of several statements can't be disposed of while it stops.
            $follow = 'param($module, $name, $connection) Import-Module $module; Show-TuningLoss $name -Follow -Connection $connection'
            $running = $shell.AddScript($follow).AddArgument($ModulePath).AddArgument($operation.Name).AddArgument((Get-GeminiTuningConnection)).BeginInvoke()
            $deadline = [datetime]::UtcNow.AddSeconds(60)
            while ($shell.Streams.Progress.Count -eq 0 -and -not $running.IsCompleted -and [datetime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 20 }
            $running.IsCompleted | Should -BeFalse
            $shell.Stop()
        } finally { $shell.Dispose() }
        ($operation | Wait-TuningOperation).State | Should -Be Active
    }
}

Describe 'Show-TuningLoss on Vertex AI' {
    BeforeAll {
        Connect-FastVertex
        $examples = Get-Example
        $script:Model = $examples | New-TunedModel 'validated' -EpochCount 6 -ValidationExample $examples[0..4] -WarningAction SilentlyContinue | Wait-TuningOperation
    }

    It 'shows the losses of the validation examples, too' {
        $reading = $Model | Show-TuningLoss
        $reading.Validation.Count | Should -BeGreaterThan 3
        $reading.BestValidationLoss | Should -Be ($reading.Validation.Loss | Measure-Object -Minimum).Minimum
        $reading.BestEpoch | Should -BeGreaterThan 0
        $lines = Get-Line $reading
        $lines | Should -Contain 'A validated, training'
        $lines | Should -Contain 'a validated, validation'
    }

    It 'warns if the losses may not be read, and says with -Verbose why' {
        $data = Join-Path $TestDrive data
        Connect-FastVertex -DataPath $data
        $name = (Get-Example | New-TunedModel 'unreadable' -EpochCount 2 -WarningAction SilentlyContinue | Wait-TuningOperation).Name
        # The job may be read, its experiment may not.
        Connect-FastVertex -DataPath $data -Fault 'none', '403'
        $reading = Show-TuningLoss $name -Verbose -WarningVariable warning -WarningAction SilentlyContinue 4> $TestDrive/verbose.txt
        "$warning" | Should -Be "No loss could be read for $name. To see why, add -Verbose."
        Get-Content $TestDrive/verbose.txt -Raw | Should -Match 'loss'
        $reading.Trend | Should -Be TooFewPoints
        "$reading" | Should -Be "unreadable: there is no loss, or it can't be read."
        "$(Get-Line $reading)" | Should -Match 'there is no loss'
    }
}
