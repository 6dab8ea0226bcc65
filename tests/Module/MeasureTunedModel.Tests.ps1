BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    Connect-FastEmulator
    # Twelve animals in three classes. The good model knows them by heart, and the bad one calls each a bird.
    $script:Rows = foreach ($class in @{ bird = 'owl', 'crow', 'duck', 'swan'; fish = 'carp', 'tuna', 'pike', 'cod'; bug = 'ant', 'bee', 'moth', 'wasp' }.GetEnumerator()) {
        foreach ($animal in $class.Value) { [pscustomobject]@{ id = "$animal-1"; text_input = $animal; output = $class.Key } }
    }
    $script:Good = $Rows | New-TunedModel good -Id good -EpochCount 300 -BatchSize 1 -LearningRate 0.01 -WarningAction SilentlyContinue | Wait-TuningOperation
    $script:Bad = $Rows | Select-Object text_input, @{ n = 'output'; e = { 'bird' } } | New-TunedModel bad -Id bad -EpochCount 1 -WarningAction SilentlyContinue | Wait-TuningOperation
    $script:Answers = $Rows | Invoke-TunedModel $Good -Temperature 0
}
AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'Measure-TunedModel' {
    It 'measures a model on rows, and gives one object for it' {
        $measured = $Rows | Measure-TunedModel $Good -Temperature 0
        $measured | Should -BeOfType GeminiTuning.TunedModelMeasurement
        $measured.Model | Should -Be $Good.Name
        $measured.Count, $measured.Answered, $measured.Failed, $measured.Blocked | Should -Be 12, 12, 0, 0
        $measured.Accuracy, $measured.ExactMatch, $measured.NormalizedMatch, $measured.TokenF1, $measured.RougeL, $measured.ChrF, $measured.MacroF1 | Should -Be 1, 1, 1, 1, 1, 1, 1
        $measured.AccuracyInterval.Lower | Should -BeLessThan 0.8
        $measured.ConfusionMatrix.Classes | Should -Be 'bird', 'bug', 'fish'
        $measured.MissCount | Should -Be 0
        $measured.Latency.Median | Should -BeGreaterThan ([timespan]::Zero)
        $measured.PromptTokens | Should -BeGreaterThan 0
    }

    It 'gives a measurement for each model, in the order of the models' {
        ($Rows | Measure-TunedModel $Bad, $Good.Name -Temperature 0).Model | Should -Be $Bad.Name, $Good.Name
    }

    It 'shows the wrong answers with their rows' {
        $measured = $Rows | Measure-TunedModel $Bad -Temperature 0
        $measured.Accuracy, $measured.MissCount, $measured.OutsideClasses | Should -Be (1 / 3), 8, 0
        $measured.ConfusionMatrix.Cells[0].Actual, $measured.Classes[1].Class, $measured.ConfusionMatrix.Counts[1][0] | Should -Be 'bird', 'bug', 4
        foreach ($miss in $measured.Misses) {
            $miss.Actual | Should -Not -Be $miss.Expected
            $miss.Prompt | Should -Be $Rows[$miss.Row - 1].text_input
            $miss.InputObject.id | Should -Be "$($miss.Prompt)-1"
        }
        ($Rows | Measure-TunedModel $Bad -Temperature 0 -MaxMiss 2).Misses.Count | Should -Be 2
        ($Rows | Measure-TunedModel $Bad -Temperature 0 -MaxMiss 0).Misses.Count | Should -Be 0
    }

    It 'takes columns of any name, and hashtables' {
        $other = $Rows | Select-Object @{ n = 'animal'; e = 'text_input' }, @{ n = 'class'; e = 'output' }
        ($other | Measure-TunedModel $Good -InputProperty animal -OutputProperty class).Accuracy | Should -Be 1
        (@{ input = 'owl'; answer = 'bird' }, @{ input = 'ant'; answer = 'bug' } | Measure-TunedModel $Good).Answered | Should -Be 2
    }

    It 'sends as many prompts at a time as it is told, and measures in the order of the rows' {
        ($Rows | Measure-TunedModel $Bad -ThrottleLimit 8 -Temperature 0).Misses.Row | Should -Be ($Rows | Measure-TunedModel $Bad -ThrottleLimit 1 -Temperature 0).Misses.Row
    }

    It 'writes an error for each row without an answer, counts it, and takes it again' {
        $some = @($Rows[0], [pscustomobject]@{ text_input = 'EMULATOR_BLOCK_PROMPT'; output = 'bird' }, [pscustomobject]@{ text_input = ''; output = 'bird' }, $Rows[1])
        $measured = $some | Measure-TunedModel $Good -ErrorVariable problem -ErrorAction SilentlyContinue
        $measured.Count, $measured.Answered, $measured.Failed, $measured.Blocked | Should -Be 4, 2, 1, 1
        $problem.FullyQualifiedErrorId -replace ',.*' | Should -Be 'PromptBlocked', 'InvalidArgument'
        $problem.TargetObject.text_input | Should -Be 'EMULATOR_BLOCK_PROMPT', ''
        ($problem.TargetObject | Measure-TunedModel $Good -ErrorAction SilentlyContinue).Count | Should -Be 2
    }

    It 'goes on after a row that has no expected output, and ends at once if the first has none' {
        $measured = $Rows[0], [pscustomobject]@{ text_input = 'owl'; output = '' }, $Rows[1] | Measure-TunedModel $Good -ErrorVariable problem -ErrorAction SilentlyContinue
        $measured.Answered, $measured.Failed | Should -Be 2, 1
        "$problem" | Should -Be "The column 'output' has no expected output."
        { [pscustomobject]@{ question = 'owl' } | Measure-TunedModel $Good } | Should -Throw -ErrorId 'PromptRefused,*'
        { 'owl' | Measure-TunedModel $Good } | Should -Throw "'owl' isn't a row*"
        { $null | Measure-TunedModel $Good } | Should -Throw "*isn't a row*"
    }

    It 'reports a model that is none or not there' {
        { $Rows[0] | Measure-TunedModel 'no model!' -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,*'
        $measured = $Rows[0] | Measure-TunedModel not-there -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        $measured.Failed | Should -Be 1
        $measured.Accuracy | Should -BeNullOrEmpty
    }

    It 'measures nothing of no rows' {
        $measured = @() | Measure-TunedModel $Good
        $measured.Count | Should -Be 0
    }

    It 'scores with a script, which gets the expected output, the answer and the row' {
        $measured = $Rows | Measure-TunedModel $Good -Temperature 0 -ScoreScript { param($expected, $got, $row) if ($row.text_input -eq 'owl') { 0.5 } else { $got -eq $expected } }
        $measured.Score | Should -Be ((11 + 0.5) / 12)
        $measured.MissCount | Should -Be 1
        $measured.Misses[0].Prompt | Should -Be 'owl'
        { $Answers | Measure-TunedModel -ScoreScript { 'good' } } | Should -Throw "-ScoreScript must return a number or a Boolean, but returned 'good'*"
        { $Answers | Measure-TunedModel -ScoreScript { 5 } } | Should -Throw "*but returned '5'. Return a score from 0 (wrong) to 1 (right)."
        { $Answers | Measure-TunedModel -ScoreScript { -0.5 } } | Should -Throw "*but returned '-0.5'*"
        ($Answers | Measure-TunedModel -ScoreScript { 1 + 1e-15 }).Score | Should -Be 1
        { $Answers | Measure-TunedModel -ScoreScript { } } | Should -Throw '-ScoreScript must return*'
        { $Answers | Measure-TunedModel -ScoreScript { throw 'my fault' } } | Should -Throw '*my fault*'
    }

    It 'shows a progress bar and takes it away' {
        # Each response takes so long that the bar is due before the last one.
        $server = Open-Recorder { @{ Body = '{"candidates":[{"content":{"parts":[{"text":"a"}]},"finishReason":"STOP"}]}'; DelayMs = 300 } }
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$ModulePath'; `$args[0] | Measure-TunedModel good -ThrottleLimit 1 -Connection `$args[1]")
        $null = $shell.AddArgument($Rows[0..4]).AddArgument((Connect-GeminiTuning -Endpoint $server.Endpoint -PassThru -NoSession))
        $null = $shell.Invoke()
        Close-Recorder $server
        $records = @($shell.Streams.Progress | Where-Object Activity -EQ 'Measuring tuned models')
        $records[0].StatusDescription | Should -Match '^[2-5] answered, 0 failed'
        $records[-1].RecordType | Should -Be 'Completed'
        $shell.Dispose()
    }
}

Describe 'Measure-TunedModel of answers that are there' {
    It 'measures them as if it had asked' {
        $asked = $Rows | Measure-TunedModel $Bad -Temperature 0
        $there = $Rows | Invoke-TunedModel $Bad -Temperature 0 | Measure-TunedModel
        foreach ($property in 'Model', 'Count', 'Accuracy', 'TokenF1', 'ChrF', 'MacroF1', 'PromptTokens', 'OutputTokens', 'MissCount') { $there.$property | Should -Be $asked.$property -Because $property }
        "$($there.MacroF1Interval)" | Should -Be "$($asked.MacroF1Interval)"
        $there.Misses.Row | Should -Be $asked.Misses.Row
    }

    It 'gives a measurement for each model that answered' {
        ($Rows | Invoke-TunedModel $Bad, $Good -Temperature 0 | Measure-TunedModel).Model | Should -Be $Bad.Name, $Good.Name
    }

    It 'needs no connection' {
        Invoke-FreshShell "Import-Clixml '$(Join-Path $TestDrive a.xml)' | Measure-TunedModel | ForEach-Object Count" | Should -Not -Be 12
        $Answers | Export-Clixml (Join-Path $TestDrive a.xml)
        Invoke-FreshShell "Import-Clixml '$(Join-Path $TestDrive a.xml)' | Measure-TunedModel | ForEach-Object { `$_.Count, `$_.Accuracy }" | Should -Be 12, 1
    }

    It 'takes answers that were saved as <As>' -TestCases @(
        @{ As = 'CLIXML'; Back = { $Answers | Export-Clixml "$TestDrive/b.xml"; Import-Clixml "$TestDrive/b.xml" } }
        @{ As = 'JSON'; Back = { $Answers | ConvertTo-Json -Depth 5 | ConvertFrom-Json } }
    ) {
        $measured = & $Back | Measure-TunedModel
        $measured.Count, $measured.Accuracy, $measured.Model | Should -Be 12, 1, $Good.Name
        $measured.OutputTokens | Should -Be ($Answers.Usage.CandidatesTokenCount | Measure-Object -Sum).Sum
        $measured.Latency.Maximum | Should -Be ($Answers.Latency | Sort-Object)[-1]
    }

    It 'takes the answers of a batch' {
        $connection = Connect-GeminiTuning -Emulator -Vertex -NoSession -PassThru
        $model = $Rows | New-TunedModel good -EpochCount 10 -Connection $connection -WarningAction SilentlyContinue | Wait-TuningOperation -Connection $connection
        $answers = $Rows | Start-TunedModelBatch $model -Temperature 0 -Connection $connection | Wait-TunedModelBatch -Connection $connection | Receive-TunedModelBatch -Connection $connection
        $measured = $answers | Measure-TunedModel
        $asked = $Rows | Measure-TunedModel $model -Temperature 0 -Connection $connection
        $measured.Count, $measured.Accuracy, $measured.Latency | Should -Be 12, $asked.Accuracy, $null
        # The batch is of the model's registry name, and pairs with the same rows asked one by one.
        ($asked, $measured | Compare-TunedModel).Count | Should -Be 12
    }

    It 'says what to do with what is no answer, and with parameters that send' {
        { $Rows | Measure-TunedModel } | Should -Throw "The object isn't a response. *-Model*"
        { $Answers | Measure-TunedModel -Temperature 0 } | Should -Throw '-Temperature has no effect on responses that you already have.*'
        { $Answers | Measure-TunedModel -ThrottleLimit 2 } | Should -Throw '-ThrottleLimit has no effect*'
        { 'owl' | Invoke-TunedModel $Good | Measure-TunedModel } | Should -Throw "'owl' isn't a row*"
    }
}

Describe 'Compare-TunedModel' {
    It 'says that the better model is better, in a sentence' {
        $comparison = $Rows | Measure-TunedModel $Bad, $Good -Temperature 0 | Compare-TunedModel
        $comparison | Should -BeOfType GeminiTuning.TunedModelComparison
        $comparison.Verdict, $comparison.Test, $comparison.Count | Should -Be Better, McNemarExact, 12
        "$comparison" | Should -Match '^good is better than bad: accuracy 1\.000 versus 0\.\d+, difference \+0\.\d+ \(95% interval .* to .*, p [=<] 0\.\d+\)\.$'
        ($comparison | Out-String).Trim() -replace '\s' | Should -Be ("$comparison" -replace '\s')
        $comparison.Differences.Count | Should -Be $comparison.BetterCount
        $comparison.Differences[0].Actual | Should -Be $comparison.Differences[0].Expected
    }

    It 'does not say so of two equal models' {
        $comparison = $Rows | Measure-TunedModel $Good, $Good -Temperature 0 | Compare-TunedModel
        $comparison.Verdict, $comparison.PValue | Should -Be Undecided, 1
        "$comparison" | Should -BeLike '12 rows show no difference between*'
    }

    It 'compares several models with the first, and another measure' {
        $comparisons = $Rows | Measure-TunedModel $Good, $Bad, $Good -Temperature 0 | Compare-TunedModel -Measure ChrF
        $comparisons.Measure | Should -Be ChrF, ChrF
        $comparisons.Verdict | Should -Be Worse, Undecided
        $comparisons[0].AdjustedPValue | Should -Be (2 * $comparisons[0].PValue)
    }

    It 'takes the score of ones own where there is one' {
        $score = { param($expected, $got) if ($got -eq $expected) { 0.9 } else { 0.1 } }
        ($Rows | Measure-TunedModel $Bad, $Good -Temperature 0 -ScoreScript $score | Compare-TunedModel).Measure | Should -Be Score
    }

    It 'ends a script with -FailIfWorse, after the comparison was written' {
        $measured = $Rows | Measure-TunedModel $Good, $Bad -Temperature 0
        $written = $null
        $problem = try { $measured | Compare-TunedModel -FailIfWorse -OutVariable written } catch { $_ }
        $problem[-1].FullyQualifiedErrorId | Should -BeLike 'ModelWorse,*'
        "$($problem[-1])" | Should -BeLike 'bad is worse than good: *. The margin is 0.'
        $problem[-1].Exception.Comparisons.Count | Should -Be 1
        $written.Verdict | Should -Be Worse
        { $measured | Compare-TunedModel -FailIfWorse -Margin 0.99 } | Should -Not -Throw
        { $measured[1], $measured[0] | Compare-TunedModel -FailIfWorse } | Should -Not -Throw
    }

    It 'warns of rows that only one of them answered' {
        $one, $other = ($Rows | Measure-TunedModel $Good), ($Rows[0..9] | Measure-TunedModel $Bad)
        $comparison = $one, $other | Compare-TunedModel -WarningVariable warning -WarningAction SilentlyContinue
        $comparison.Count, $comparison.Unpaired | Should -Be 10, 2
        "$warning" | Should -BeLike '2 rows were answered by only one of*'
    }

    It 'refuses what it cannot compare, and says why' {
        $measured = $Rows | Measure-TunedModel $Good
        { $measured | Compare-TunedModel } | Should -Throw 'A comparison needs two or more measurements.*'
        { $measured, $measured | Compare-TunedModel -Measure Score } | Should -Throw '*-ScoreScript*'
        { $measured, $measured | Compare-TunedModel -Measure AbsoluteError } | Should -Throw '*aren''t numbers*'
        { $measured, ([pscustomobject]@{ text_input = 'else'; output = 'bug' } | Measure-TunedModel $Bad) | Compare-TunedModel -WarningAction SilentlyContinue } | Should -Throw '*no answered row in common*'
        $measured | Export-Clixml "$TestDrive/m.xml"
        { Import-Clixml "$TestDrive/m.xml" | Compare-TunedModel } | Should -Throw "*isn't a measurement*"
        (Import-Clixml "$TestDrive/m.xml").Classes.F1 | Should -Be 1, 1, 1
    }
}
