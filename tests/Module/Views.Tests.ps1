BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    Connect-FastEmulator
    $script:Operation = Get-Example | New-TunedModel -DisplayName 'a view' -Id a-view -EpochCount 2 -BatchSize 4
    $script:Model = $Operation | Wait-TuningOperation
    $PSStyle.OutputRendering = 'PlainText'
    $script:Culture = [cultureinfo]::CurrentCulture
    [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
    function Get-Line($InputObject, [int] $Width = 80) { (($InputObject | Out-String -Width $Width) -split '\r?\n').TrimEnd() | Where-Object { $_ } }

    # Objects whose views are known to the letter.
    $script:ObjectScript = @'
$losses = [GeminiTuning.TuningSnapshot[]] (1..38 | ForEach-Object { [GeminiTuning.TuningSnapshot]@{ Step = $_; Epoch = [math]::Ceiling($_ / 8); MeanLoss = 3 / $_ } })
$first = [GeminiTuning.TuningSnapshot[]] $losses[0..4]
$models = @(
    [GeminiTuning.TunedModel]@{ Name = 'tunedModels/number-generator-jigdzdkaesnn'; DisplayName = 'number generator'; State = 'Active'; CreateTime = [DateTimeOffset]::UtcNow.AddHours(-3.5); Snapshots = $losses }
    [GeminiTuning.TunedModel]@{ Name = 'tunedModels/a-name-of-forty-characters-as-long-as-on'; DisplayName = 'as long as one can be'; State = 'Creating'; CreateTime = [DateTimeOffset]::UtcNow.AddMinutes(-12.02); Snapshots = $first }
    [GeminiTuning.TunedModel]@{ Name = 'tunedModels/broken'; State = 'Failed'; CreateTime = [DateTimeOffset]::UtcNow.AddDays(-41.5) }
    [GeminiTuning.TunedModel]@{ Name = 'projects/p/locations/us-central1/tuningJobs/7'; DisplayName = 'stopped'; State = 'Cancelled'; CreateTime = [DateTimeOffset]::UtcNow.AddDays(-2.5) }
)
$measured = [GeminiTuning.TuningSnapshot[]] (1..3 | ForEach-Object { [GeminiTuning.TuningSnapshot]@{ Step = $_ * 5; Epoch = $_; MeanLoss = 3 / $_; TokenAccuracy = 0.3 * $_; ValidationLoss = 2 / $_ } })
$checkpoints = 1..3 | ForEach-Object { [GeminiTuning.TunedModelCheckpoint]@{ CheckpointId = "$_"; Epoch = $_; Step = $_ * 5; MeanLoss = 3 / $_; TokenAccuracy = 0.3 * $_; ValidationLoss = 2 / $_; IsDefault = $_ -eq 3; Model = 'm' } }
$evaluations = @(
    [GeminiTuning.TunedModelEvaluation]@{ CheckpointId = '1'; Epoch = 1; Step = 5; Metric = 'ExactMatch'; Mean = 0.625; StandardDeviation = 0.4841; Model = 'm' }
    [GeminiTuning.TunedModelEvaluation]@{ CheckpointId = '2'; Epoch = 2; Step = 10; Metric = 'instruction_following_v1'; Mean = 4; Model = 'm' }
    [GeminiTuning.TunedModelEvaluation]@{ CheckpointId = '3'; Error = [GeminiTuning.ServiceStatus]::new(3, 'no examples'); Model = 'm' }
)
$statistics = [GeminiTuning.TuningDataStatistics]@{
    ExampleCount = 10003; BillableTokenCount = 1234567; StepCount = 1250; DroppedExampleCount = 2
    InputTokens = [GeminiTuning.TuningDataDistribution]@{ Total = 23456; BillableTotal = 23456; Min = 2; P5 = 3; Median = 11.5; Mean = 12; P95 = 40; Max = 72 }
}
$operations = @(
    [GeminiTuning.TuningOperation]@{ Name = 'tunedModels/number-generator-jigdzdkaesnn/operations/bvl8dymw0fhw'; Model = 'tunedModels/number-generator-jigdzdkaesnn'; Done = $true; TotalSteps = 38; CompletedSteps = 38; CompletedPercent = 100; Snapshots = $losses }
    [GeminiTuning.TuningOperation]@{ Name = 'tunedModels/b/operations/2'; Model = 'tunedModels/b'; TotalSteps = 38; CompletedSteps = 5; CompletedPercent = 13.157; Snapshots = $first }
    [GeminiTuning.TuningOperation]@{ Name = 'tunedModels/c/operations/3'; Model = 'tunedModels/c'; Done = $true; Error = [GeminiTuning.ServiceStatus]::new(3, 'bad data') }
)
$permissions = @(
    [GeminiTuning.TunedModelPermission]@{ Name = 'tunedModels/a/permissions/1'; Model = 'tunedModels/a'; GranteeType = 'User'; EmailAddress = 'you@example.com'; Role = 'Owner' }
    [GeminiTuning.TunedModelPermission]@{ Name = 'tunedModels/a/permissions/2'; Model = 'tunedModels/a'; GranteeType = 'Everyone'; Role = 'Reader' }
    [GeminiTuning.TunedModelPermission]@{ Name = 'tunedModels/b/permissions/3'; Model = 'tunedModels/b'; GranteeType = 'Group'; EmailAddress = 'team@example.com'; Role = 'Writer' }
)
$measurements = @(
    [GeminiTuning.TunedModelMeasurement]@{ Model = 'tunedModels/number-generator-jigdzdkaesnn'; Count = 200; Answered = 198; Failed = 2; ExactMatch = 0.9; ExactMatchInterval = [GeminiTuning.MeasureInterval]::new(0.85, 0.934); TokenF1 = 0.9512 }
    [GeminiTuning.TunedModelMeasurement]@{ Model = 'projects/p/locations/us-central1/tuningJobs/1234567890123456789'; Checkpoint = '2'; Count = 1000000; Answered = 1000000; ExactMatch = 1; ExactMatchInterval = [GeminiTuning.MeasureInterval]::new(0.999, 1); TokenF1 = 1 }
    [GeminiTuning.TunedModelMeasurement]@{ Model = 'tunedModels/b'; Count = 3; Failed = 3 }
)
$comparisons = @(
    [GeminiTuning.TunedModelComparison]@{ Model = 'tunedModels/new'; Reference = 'tunedModels/old'; Measure = 'Accuracy'; Count = 200; Value = 0.8; ReferenceValue = 0.7; Difference = 0.1; DifferenceInterval = [GeminiTuning.MeasureInterval]::new(0.058, 0.144); AdjustedPValue = 0.0001; Verdict = 'Better'; RowsNeeded = 77 }
    [GeminiTuning.TunedModelComparison]@{ Model = 'tunedModels/other'; Reference = 'tunedModels/old'; Measure = 'TokenF1'; Count = 200; Value = 0.69; ReferenceValue = 0.7; Difference = -0.01; DifferenceInterval = [GeminiTuning.MeasureInterval]::new(-0.05, 0.03); AdjustedPValue = 0.62; RowsNeeded = 6180 }
)
'@
    # Runs a script in a real terminal of so many columns and gives what stands there then, with its colours or without.
    function Get-Screen([string] $Script, [int] $Width, [switch] $Escape) {
        $file = Join-Path $TestDrive 'screen.ps1'
        Set-Content $file "Import-Module '$((Resolve-Path $ModulePath).ProviderPath)'`n$ObjectScript`n$Script`n'THE END'`nStart-Sleep 120"
        # One of its own each time: a server that is ending takes nothing more.
        $socket = [IO.Path]::GetRandomFileName()
        tmux -u -L $socket -f /dev/null new-session -d -x $Width -y 50 "env LC_ALL=C.UTF-8 TERM=xterm-256color pwsh -NoProfile -File '$file'"
        try {
            $deadline = [datetime]::UtcNow.AddSeconds(90)
            do {
                Start-Sleep -Milliseconds 200
                $screen = if ($Escape) { tmux -u -L $socket capture-pane -e -p } else { tmux -u -L $socket capture-pane -p }
            } until ("$screen" -match 'THE END' -or [datetime]::UtcNow -gt $deadline)
            $screen.TrimEnd() | Where-Object { $_ -and $_ -notmatch 'THE END' }
        } finally {
            tmux -L $socket kill-server 2>$null
        }
    }
    . ([scriptblock]::Create($ObjectScript))

    # Kept in a file, since they are beyond ASCII.
    $script:Snapshot = @{}
    foreach ($part in [IO.File]::ReadAllText("$PSScriptRoot/Views.snapshots.txt").Replace("`r`n", "`n") -split '(?m)^# ' | Where-Object { $_ }) {
        $what, $lines = $part.TrimEnd() -split "`n", 2
        $Snapshot[$what] = $lines
    }
    # How high the blocks of a curve are: 8 is a whole one.
    function Get-Curve([string] $Height) { -join ($Height.ToCharArray() | ForEach-Object { [char] (0x2580 + [int] "$_") }) }
    # A terminal's last column stays free.
    $Snapshot['operations at 80 in a terminal'] = $Snapshot['operations at 80'] -replace 'jigdz(\n +)dkaesnn', 'jigd$1zdkaesnn'
    $Snapshot['checkpoints at 120'] = $Snapshot['checkpoints at 80']
    $Snapshot['snapshots at 120'] = $Snapshot['snapshots at 80']
    foreach ($what in 'statistics', 'distribution') { $Snapshot["$what at 120"] = $Snapshot["$what at 80"] }
    foreach ($what in 'measurements', 'comparisons as a table') { $Snapshot["$what at 120"] = $Snapshot["$what at 80"] }
    $Snapshot['permissions at 120'] = $Snapshot['permissions at 80']
    $Snapshot['model as a list at 120'] = $Snapshot['model as a list at 80']
    function Get-Snapshot([string] $What) { $Snapshot[$What] -split "`n" }
}
AfterAll {
    [cultureinfo]::CurrentCulture = $Culture
    $PSStyle.OutputRendering = 'Host'
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'The view of <What> at <Width> columns' -ForEach @(
    foreach ($width in 80, 120) {
        @{ What = 'models'; Show = '$models'; Width = $width }
        @{ What = 'operations'; Show = '$operations'; Width = $width }
        @{ What = 'permissions'; Show = '$permissions'; Width = $width }
        @{ What = 'checkpoints'; Show = '$checkpoints'; Width = $width }
        @{ What = 'evaluations'; Show = '$evaluations'; Width = $width }
        @{ What = 'snapshots'; Show = '$measured'; Width = $width }
        @{ What = 'statistics'; Show = '$statistics'; Width = $width }
        @{ What = 'distribution'; Show = '$statistics.InputTokens'; Width = $width }
        @{ What = 'measurements'; Show = '$measurements'; Width = $width }
        @{ What = 'comparisons'; Show = '$comparisons'; Width = $width }
        @{ What = 'comparisons as a table'; Show = '$comparisons | Format-Table'; Width = $width }
        @{ What = 'model as a list'; Show = '$models[0] | Format-List'; Width = $width }
    }
) {
    # Times are local; the rest is the same everywhere.
    It 'is what a person wants to see, redirected' {
        Get-Line (& ([scriptblock]::Create($Show))) $Width | Where-Object { $_ -notmatch 'Time +:' } | Should -BeExactly (Get-Snapshot "$What at $Width")
    }

    It 'is the same in a real terminal' -Tag Tmux {
        $what = if ($Snapshot["$What at $Width in a terminal"]) { "$What at $Width in a terminal" } else { "$What at $Width" }
        Get-Screen "$Show | Out-Host" $Width | Where-Object { $_ -notmatch 'Time +:' } | Should -BeExactly (Get-Snapshot $what)
    }
}

Describe 'The colours of a state' {
    It 'are there in a terminal: green, yellow and red' -Tag Tmux {
        $screen = (Get-Screen '$models, $operations | ForEach-Object { $_ | Out-Host }' 120 -Escape) -join "`n" -replace '\e\[49m'
        foreach ($pair in @(32, 'Active'), @(33, 'Creating'), @(31, 'Failed'), @(32, 'Done'), @(33, 'Running')) {
            $screen | Should -Match "\e\[(?:[\d;]*;)?$($pair[0])m$($pair[1])"
        }
    }

    It 'are not there where a person wants none' -Tag Tmux {
        $screen = (Get-Screen '$PSStyle.OutputRendering = "PlainText"; $models | Out-Host' 120 -Escape) -join "`n"
        $screen | Should -Match 'Active'
        $screen | Should -Not -Match '\e\[[\d;]*3[123]m'
    }

    It 'are not there in a file' {
        $PSStyle.OutputRendering = 'Host'
        try {
            $models, $operations | ForEach-Object { $_ } | Out-File "$TestDrive/view.txt"
        } finally { $PSStyle.OutputRendering = 'PlainText' }
        Get-Content "$TestDrive/view.txt" -Raw | Should -Match 'Active'
        Get-Content "$TestDrive/view.txt" -Raw | Should -Not -Match '\e'
    }
}

Describe 'Views' {
    It 'shows a model that was really tuned, as a row and as a list' {
        (Get-Line $Model)[2] | Should -Match '^a-view\s+Active\s+\d+[sm]\s+10 \d\.\d{4} [\u2581-\u2588]{9}$'
        $lines = Get-Line ($Model | Format-List)
        "$lines" | Should -Match 'Hyperparameters : 2 epochs, batch size 4'
        "$lines" | Should -Match 'LastStep\s+: step 10, epoch 2, mean loss'
    }

    It 'shows everything with Format-List *' {
        foreach ($object in $Model, $Operation, (Get-TunedModelPermission $Model)) {
            $shown = (Get-Line ($object | Format-List *) 200) -match '^\w+\s+:' -replace '\s.*'
            $shown | Sort-Object | Should -Be ($object.GetType().GetProperties().Name | Sort-Object)
        }
    }

    It 'sorts and groups by state and by role in their natural order' {
        ($models | Sort-Object State).State | Should -Be 'Creating', 'Active', 'Failed', 'Cancelled'
        ($permissions | Sort-Object Role -Descending).Role | Should -Be 'Owner', 'Writer', 'Reader'
        ($models | Group-Object State).Name | Sort-Object | Should -Be 'Active', 'Cancelled', 'Creating', 'Failed'
        $permissions | Group-Object Model | ForEach-Object Count | Should -Be 2, 1
    }

    It 'draws the losses <Losses> at the heights <Height>' -TestCases @(
        @{ Losses = @(); Height = '' }, @{ Losses = @(2); Height = '8' }, @{ Losses = @(4, 2, 0); Height = '851' }, @{ Losses = @(0, 0); Height = '11' }
        @{ Losses = @(4, [float]::NaN, 0); Height = '81' }, @{ Losses = @(4, $null, 0); Height = '81' }, @{ Losses = @(4, 4, 4, 4, 4, 4, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0); Height = '888555111' }
    ) {
        $snapshots = [GeminiTuning.TuningSnapshot[]] @($Losses | ForEach-Object { [GeminiTuning.TuningSnapshot]@{ MeanLoss = $_ } })
        ([GeminiTuning.TunedModel]@{ Name = 'tunedModels/a'; Snapshots = $snapshots }).Curve | Should -BeExactly (Get-Curve $Height)
    }

    It 'draws the losses in characters that the code page <CodePage> of the output has' -Tag Pwsh -TestCases @(
        @{ CodePage = 437; Curve = '@+.' }, @{ CodePage = 850; Curve = '@+.' }, @{ CodePage = 1252; Curve = '@+.' }, @{ CodePage = 65001; Curve = "$([char] 0x2588)$([char] 0x2585)$([char] 0x2581)" }
    ) {
        $drawn = Invoke-FreshShell "[Console]::OutputEncoding = [Text.Encoding]::GetEncoding($CodePage); `$snapshots = [GeminiTuning.TuningSnapshot[]] @(4, 2, 0 | ForEach-Object { [GeminiTuning.TuningSnapshot]@{ MeanLoss = `$_ } }); ([GeminiTuning.TunedModel]@{ Name = 'tunedModels/a'; Snapshots = `$snapshots }).Curve"
        $drawn | Should -BeExactly $Curve
    }

    It 'shows an age of <Seconds> s as <Age>' -TestCases @(
        @{ Seconds = -5; Age = '0s' }, @{ Seconds = 59; Age = '59s' }, @{ Seconds = 61; Age = '1m' }, @{ Seconds = 7300; Age = '2h' }, @{ Seconds = 90000; Age = '1d' }, @{ Seconds = 999 * 86400 + 5; Age = '999d' }, @{ Seconds = 1100 * 86400; Age = '3y' }
    ) {
        "$(([GeminiTuning.TunedModel]@{ Name = 'tunedModels/a'; CreateTime = [DateTimeOffset]::UtcNow.AddSeconds(-$Seconds) }).Age)" | Should -Be $Age
        ([GeminiTuning.TunedModel]@{ Name = 'tunedModels/a' }).Age | Should -BeNullOrEmpty
    }

    It 'never cuts the name of an operation' {
        "$(Get-Line $Operation 60)" -replace '\s' | Should -Match ([regex]::Escape($Operation.Name))
    }

    It 'shows the display name of the model with the name of an operation, a permission and a batch' {
        (Get-Line $Operation) -match '\sa view$' | Should -HaveCount 1
        (Get-Line (Get-TunedModelPermission $Model))[0] | Should -Be '   Model: tunedModels/a-view (a view)'
        $batch = [GeminiTuning.TunedModelBatch]@{ Name = 'projects/p/locations/l/batchPredictionJobs/7'; DisplayName = 'night run'; ModelDisplayName = 'a view' }
        Get-Line ($batch | Format-List) | Should -Contain 'ModelDisplayName : a view'
    }

    It 'shows an age by itself as in the table' {
        Get-Line $Model.Age | Should -Match '^\d+[sm]$'
    }

    It 'shows an answer as its text' {
        $answer = Invoke-TunedModel $Model '3'
        Get-Line $answer | Should -Be $answer.Text
        (Get-Line ($answer | Format-Table))[0] -split '\s+' | Should -Be 'Prompt', 'Text', 'FinishReason', 'Tokens'
        "$(Get-Line ($answer | Format-List))" | Should -Match 'SafetyRatings'
    }

    It 'has a property for each heading of each view' {
        # What a person reads in another way than a script: the last part of a name, an enum in colour, a model's words without
        # control characters.
        $shortened = 'Name', 'State', 'Text', 'Model', 'Reference'
        foreach ($type in (Get-Module GeminiTuning).ExportedCmdlets.Values.OutputType.Type | Where-Object { $_.FullName -like 'GeminiTuning.*' } | Sort-Object FullName -Unique) {
            foreach ($control in (Get-FormatData $type.FullName -PowerShellVersion 7.4).FormatViewDefinition.Control) {
                $entries = if ($control -is [Management.Automation.TableControl]) {
                    for ($i = 0; $i -lt $control.Headers.Count; $i++) { [pscustomobject]@{ Label = $control.Headers[$i].Label; Entry = $control.Rows[0].Columns[$i].DisplayEntry } }
                } elseif ($control -is [Management.Automation.ListControl]) {
                    foreach ($item in $control.Entries[0].Items) { [pscustomobject]@{ Label = if ($item.Label) { $item.Label } else { $item.DisplayEntry.Value }; Entry = $item.DisplayEntry } }
                }
                foreach ($entry in $entries) {
                    $type.GetProperty($entry.Label) | Should -Not -BeNullOrEmpty -Because "$type has the heading $($entry.Label)"
                    $entry.Entry.ValueType | Should -Be 'Property' -Because "$type shows $($entry.Label) without a script block"
                    if ($entry.Label -notin $shortened) { $type.GetProperty($entry.Entry.Value) | Should -Not -BeNullOrEmpty -Because "$type shows $($entry.Label) as it is" }
                }
            }
        }
    }

    It 'has columns that filter, sort and group' {
        ($models | Where-Object { $null -ne $_.Loss -and $_.Loss -lt 0.5 }).Name | Should -Be $models[0].Name
        ($models | Where-Object { $null -eq $_.Loss }).Count | Should -Be 2
        ($models | Sort-Object Loss -Descending).Loss | Select-Object -First 2 | Should -Be $models[1].Loss, $models[0].Loss
        ($models | Where-Object Age -GT '1d').Name | Should -Be $models[2].Name, $models[3].Name
        ($models | Sort-Object Age).Name | Should -Be $models[1].Name, $models[0].Name, $models[3].Name, $models[2].Name
        ($models | Measure-Object Steps -Maximum).Maximum | Should -Be 38
        ($operations | Group-Object State).Name | Sort-Object | Should -Be 'Done', 'Failed', 'Running'
        ($operations | Where-Object Percent -GE 100).State | Should -Be 'Done'
        ($operations | Sort-Object Percent).Percent | Should -Be 0, 13.157, 100
        (Invoke-TunedModel $Model '3' | Measure-Object Tokens -Sum).Sum | Should -BeGreaterThan 0
    }

    It 'has no script block, and every hidden property has a view' {
        $formats = [xml] (Get-Content "$ModuleFolder/GeminiTuning.Format.ps1xml" -Raw)
        $formats.SelectNodes('//ScriptBlock') | Should -HaveCount 0
        $read = $formats.SelectNodes('//PropertyName').InnerText
        $hidden = ([xml] (Get-Content "$ModuleFolder/GeminiTuning.Types.ps1xml" -Raw)).SelectNodes('//*[@IsHidden]/Name').InnerText
        $hidden | Should -Not -BeNullOrEmpty
        foreach ($name in $hidden) { $read | Should -Contain $name }
    }

    It 'shows the same in constrained language mode: <_>' -ForEach 'Out-String', 'Format-Table', 'Format-List', 'Format-Custom', 'Format-Wide' {
        $batch = [GeminiTuning.TunedModelBatch]@{ Name = 'projects/p/locations/l/batchPredictionJobs/7'; DisplayName = 'night run'; ModelDisplayName = 'a view'; State = 'Paused' }
        $shared = [GeminiTuning.TunedModelPermission]@{ Name = 'tunedModels/b/permissions/3'; Model = 'tunedModels/b'; ModelDisplayName = 'a view'; Role = 'Writer' }
        $response = [GeminiTuning.TunedModelResponse]@{
            Prompt = '3'; Model = 'm'; ModelDisplayName = 'a view'; Candidates = [GeminiTuning.ResponseCandidate[]] @([GeminiTuning.ResponseCandidate]@{ Text = "fo`e[31mur`n"; AvgLogprobs = 0 })
        }
        $numbers = [GeminiTuning.TunedModelMeasurement]@{ Model = 'm'; Score = 0; MeanAbsoluteError = 0; MeanRelativeError = 0; NotNumber = 0 }
        $compared = [GeminiTuning.TunedModelComparison]@{
            Model = 'tunedModels/a-long-name-of-a-model'; Checkpoint = '2'; Reference = 'tunedModels/old'; ReferenceCheckpoint = '1'; Measure = 'Accuracy'; Count = 1; Value = 0; ReferenceValue = 0
            DifferenceInterval = [GeminiTuning.MeasureInterval]::new(0, 0)
        }
        $readings = [GeminiTuning.LossReading]::Together([GeminiTuning.LossReading[]] @($models[0, 1] | ForEach-Object { [GeminiTuning.LossReading]::Of($_) }))
        $all = @($models; $operations; $permissions; $shared; $batch; $checkpoints; $evaluations; $statistics; $measurements; $numbers; $comparisons; $compared; $response; $readings; $models[0].Age)
        foreach ($type in ([xml] (Get-Content "$ModuleFolder/GeminiTuning.Types.ps1xml" -Raw)).SelectNodes('//Type/Name').InnerText) {
            $all.Where({ $_.GetType().FullName -eq $type }) | Should -Not -BeNullOrEmpty -Because "$type has hidden properties"
        }
        $shell = [powershell]::Create()
        try {
            $inFull, $inConstrained = $shell.AddScript({
                    param($module, $all, $how)
                    Import-Module $module
                    [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
                    $show = switch ($how) {
                        'Out-String' { { $all | Out-String -Width 120 } }
                        'Format-Table' { { $all | Format-Table | Out-String -Width 120 } }
                        'Format-List' { { $all | Format-List | Out-String -Width 120 } }
                        # Of an object without a view of its own, this would show all that it holds.
                        'Format-Custom' { { $all | Format-Custom -Depth 1 | Out-String -Width 120 } }
                        'Format-Wide' { { $all | Format-Wide | Out-String -Width 120 } }
                    }
                    & $show
                    $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
                    & $show
                }).AddArgument((Resolve-Path $ModulePath).ProviderPath).AddArgument($all).AddArgument($_).Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            # Ages, and ticks of times, go on.
            $still = '\b\d+[smhdy]\b|\d+\.\d{5,}'
            $inConstrained -replace $still | Should -BeExactly ($inFull -replace $still)
            $inFull | Should -Match 'jigdzdkaesnn'
        } finally { $shell.Dispose() }
    }

    It 'shows losses as a table' {
        (Get-Line $Model.Snapshots)[0].Trim() -split '\s+' | Should -Be 'Step', 'Epoch', 'MeanLoss', 'Accuracy', 'ValidationLoss', 'ComputeTime'
    }

    It 'shows the connection, the base model and the emulator' {
        "$(Get-Line (Get-GeminiTuningConnection))" | Should -Match 'Service\s+: Emulator.*Endpoint.*Credential\s+: none'
        (Get-Line (Get-TuningBaseModel))[0] -split '\s+' | Should -Be 'Name', 'DisplayName'
        Stop-TuningEmulator
        (Get-Line (Start-TuningEmulator))[0] -split '\s+' | Should -Be 'Endpoint', 'DataPath'
    }

    It 'has a table and a list for every type that a cmdlet gives' {
        $types = (Get-Module GeminiTuning).ExportedCmdlets.Values.OutputType.Name | Where-Object { $_ -like 'GeminiTuning.*' } | Sort-Object -Unique
        $types.Count | Should -BeGreaterThan 4
        foreach ($type in $types) {
            $views = (Get-FormatData $type -PowerShellVersion 7.4).FormatViewDefinition.Control | ForEach-Object { $_.GetType().Name }
            $views | Should -Contain 'TableControl' -Because "$type has a table"
            $views | Should -Contain 'ListControl' -Because "$type has a list"
        }
    }
}
