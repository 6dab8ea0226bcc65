# The report on a dataset, as a user reads it. What each rule finds is tested in GeminiTuning.Core.Tests/Datasets/Checks.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    Disconnect-GeminiTuning
    Push-Location $TestDrive
    $PSStyle.OutputRendering = 'PlainText'

    # Datasets with the properties of the public ones that people try first. They are made here, always the same.
    $random = [Random]::new(77)
    $script:Words = 'card', 'arrive', 'payment', 'top-up', 'exchange', 'rate', 'transfer', 'PIN', 'refund', 'cash', 'fee', 'account', 'verify', 'identity', 'order', 'country', 'limit', 'virtual', 'lost', 'pending', 'failed', 'charge', 'statement', 'balance', 'contact'
    function New-Sentence([int] $Number) { "$(-join (1..(5 + $Number % 7) | ForEach-Object { $Words[$random.Next($Words.Count)] + ' ' }))$Number" }

    # As banking77: a table with line breaks in its fields, 77 classes of different sizes, and a few inputs that are there again in another form.
    $script:Banking = foreach ($class in 0..76) {
        foreach ($i in 1..(5 + $class % 12)) { [pscustomobject]@{ text = New-Sentence ($class * 100 + $i); category = "class_$class" } }
    }
    $Banking[10].text = "`n  $($Banking[9].text.ToUpperInvariant())`n"
    $Banking[40].text = $Banking[39].text -replace ' ', '   '
    $Banking[40].category = $Banking[39].category
    $Banking[10].category = $Banking[9].category
    $script:BankingTest = @(foreach ($i in 20, 60, 61) { [pscustomobject]@{ text = " $($Banking[$i].text.ToUpperInvariant())"; category = $Banking[$i].category } }) +
        @(1..30 | ForEach-Object { [pscustomobject]@{ text = New-Sentence (100000 + $_); category = "class_$($_ % 77)" } })
    $Banking | Export-Csv banking-train.csv
    $BankingTest | Export-Csv banking-test.csv

    # As GSM8K: JSON lines with answers over several lines, all of them different.
    1..300 | ForEach-Object { @{ question = "$(New-Sentence $_)?"; answer = "First $_ * 2 = $($_ * 2).`nThen $_ + 1 = $($_ + 1).`n#### $($_ * 7919 % 1000)" } | ConvertTo-Json -Compress } | Set-Content gsm.jsonl

    # The same figures by PowerShell's own tools.
    function Get-Normal([string] $Text) { ($Text.ToLowerInvariant() -split '\s+' | Where-Object { $_ }) -join ' ' }
    function Get-Length([string[]] $Text) {
        $lengths = @($Text | ForEach-Object { [Globalization.StringInfo]::new($_).LengthInTextElements } | Sort-Object)
        $measure = $lengths | Measure-Object -Minimum -Maximum -Average
        $half = [math]::Floor($lengths.Count / 2)
        [pscustomobject]@{
            Minimum = $measure.Minimum; Maximum = $measure.Maximum; Mean = $measure.Average
            Median = if ($lengths.Count % 2) { $lengths[$half] } else { ($lengths[$half - 1] + $lengths[$half]) / 2 }
            Percentile95 = $lengths[[math]::Ceiling($lengths.Count * 0.95) - 1]
        }
    }
}
AfterAll {
    Pop-Location
    $PSStyle.OutputRendering = 'Host'
}

Describe 'The figures of a report' {
    BeforeAll {
        $script:Train = Import-TuningExample banking-train.csv -InputProperty text -OutputProperty category
        $script:Report = $Train | Test-TuningExample -ValidationExample (Import-TuningExample banking-test.csv -InputProperty text -OutputProperty category)
    }

    It 'counts examples and outputs as Group-Object does' {
        $Report.ExampleCount | Should -Be $Banking.Count
        $Report.ValidationExampleCount | Should -Be 33
        $groups = $Banking | Group-Object category | Sort-Object Count, Name -Descending
        $Report.DistinctOutputCount | Should -Be 77
        $Report.Outputs.Count | Should -Be 77
        ($Report.Outputs.Count | Measure-Object -Sum).Sum | Should -Be 77
        $Report.Outputs[0].Count | Should -Be $groups[0].Count
        $Report.Outputs[-1].Count | Should -Be $groups[-1].Count
        foreach ($group in $groups) { ($Report.Outputs | Where-Object Output -ceq $group.Name).Count | Should -Be $group.Count }
    }

    It 'measures lengths as Measure-Object does: <Column>' -ForEach @{ Column = 'text'; Property = 'InputLength' }, @{ Column = 'category'; Property = 'OutputLength' } {
        $expected = Get-Length $Banking.$Column
        foreach ($figure in 'Minimum', 'Median', 'Percentile95', 'Maximum') { $Report.$Property.$figure | Should -Be $expected.$figure -Because $figure }
        [math]::Abs($Report.$Property.Mean - $expected.Mean) | Should -BeLessThan 1e-9
    }

    It 'counts inputs that are there again in other case and white space as Group-Object does' {
        $Report.DistinctInputCount | Should -Be @($Banking | Group-Object { Get-Normal $_.text }).Count
        $Report.DistinctInputCount | Should -Be ($Banking.Count - 2)
        $Report.Findings | Where-Object Rule -eq Conflict | Should -BeNullOrEmpty
    }

    It 'finds the validation examples that are in the training dataset as Compare-Object does' {
        $same = Compare-Object @($Banking | ForEach-Object { Get-Normal $_.text } | Sort-Object -Unique) @($BankingTest | ForEach-Object { Get-Normal $_.text }) -IncludeEqual -ExcludeDifferent
        $leakage = $Report.Findings | Where-Object Rule -eq Leakage
        $leakage.Message | Should -Be "$($same.Count) training examples with the same input as $($same.Count) validation examples."
        $leakage.Lines.Line | Should -Be ($Train[20, 60, 61].Line)
    }

    It 'is the same for rows of Import-Csv' {
        $other = Import-Csv banking-train.csv | Test-TuningExample -InputProperty text -OutputProperty category -ValidationExample (Import-Csv banking-test.csv)
        foreach ($property in 'ExampleCount', 'DistinctInputCount', 'DistinctOutputCount') { $other.$property | Should -Be $Report.$property }
        "$($other.InputLength)" | Should -Be "$($Report.InputLength)"
        $other.Findings.Rule | Should -Be $Report.Findings.Rule
    }

    It 'has no classes where all outputs are different' {
        $gsm = Import-TuningExample gsm.jsonl | Test-TuningExample
        $gsm.DistinctOutputCount | Should -Be 300
        $gsm.Outputs | Should -BeNullOrEmpty
        $expected = Get-Length (Get-Content gsm.jsonl | ConvertFrom-Json).answer
        $gsm.OutputLength.Maximum | Should -Be $expected.Maximum
        $gsm.OutputLength.Median | Should -Be $expected.Median
    }

    It 'takes JSON of other structures by the two lines of the topic: CLINC and SNIPS' {
        '{"train": [["where is my card", "card"], ["what is my balance", "balance"]], "val": [["Where is  my card", "card"]]}' | Set-Content clinc.json
        $data = Get-Content clinc.json -Raw | ConvertFrom-Json
        $report = $data.train | ForEach-Object { @{ input = $_[0]; output = $_[1] } } | Test-TuningExample -ValidationExample ($data.val | ForEach-Object { @{ input = $_[0]; output = $_[1] } })
        $report.ExampleCount | Should -Be 2
        ($report.Findings | Where-Object Rule -eq Leakage).Lines.Row | Should -Be 1
        '{"GetWeather": [{"data": [{"text": "Will it rain in "}, {"text": "Oslo", "entity": "city"}, {"text": "?"}]}]}' | Set-Content snips.json
        $data = Get-Content snips.json -Raw | ConvertFrom-Json
        $report = $data.GetWeather | ForEach-Object { @{ input = -join $_.data.text; output = ($_.data | Where-Object entity | ForEach-Object { "$($_.entity)=$($_.text)" }) -join '; ' } } | Test-TuningExample
        $report.InputLength.Maximum | Should -Be 'Will it rain in Oslo?'.Length
        $report.OutputLength.Maximum | Should -Be 'city=Oslo'.Length
    }
}

Describe 'Test-TuningExample' {
    It 'reports what is no example as a finding' {
        $report = @{ input = 'a'; output = 'b' }, 'text', $null, @(1, 2), @{ input = 'c'; output = @{ x = 1 } } | Test-TuningExample
        $finding = $report.Findings | Where-Object Rule -eq Unreadable
        $finding.Count | Should -Be 5
        $finding.Severity | Should -Be 'Error'
        $finding.Lines.Row | Should -Be (2..6)
        $finding.Lines[0].Row | Should -Be 2
        $report.IsValid | Should -BeFalse
    }

    It 'fails where there is nothing, or no column' {
        { @() | Test-TuningExample } | Should -Throw '*pipeline was empty*' -ErrorId 'TrainingDataRefused,*'
        { [pscustomobject]@{ a = 1; b = 2 } | Test-TuningExample } | Should -Throw '*No input column was found*' -ErrorId 'TrainingDataRefused,*'
    }

    It 'gives the findings one by one with -Detailed' {
        $findings = Get-Example 30 | ForEach-Object { $_; $_ } | Test-TuningExample -Detailed
        $findings | Should -BeOfType ([GeminiTuning.TuningDataFinding])
        ($findings | Where-Object Rule -eq Duplicate).Count | Should -Be 30
        (Get-Example 30 | Test-TuningExample -Detailed | Where-Object Rule -eq Duplicate) | Should -BeNullOrEmpty
    }

    It 'checks the limits of the connected service, or of Vertex AI' {
        $long = @(Get-Example) + @{ text_input = 'x' * 40001; output = 'y' }
        ($long | Test-TuningExample).Service | Should -Be 'Vertex AI'
        ($long | Test-TuningExample).IsValid | Should -BeTrue
        Connect-FastEmulator
        try {
            $report = $long | Test-TuningExample
            $report.Service | Should -Be 'Gemini Developer API'
            ($report.Findings | Where-Object Rule -eq TooLong).Lines.Row | Should -Be 21
            $report.StepCount | Should -Be ([math]::Ceiling(21 * 5 / 4))
            ($long | Test-TuningExample -EpochCount 2 -BatchSize 21).StepCount | Should -Be 2
            ($long | Test-TuningExample -Connection (Connect-GeminiTuning -Emulator -Vertex -PassThru -NoSession)).Service | Should -Be 'Vertex AI'
        } finally {
            Disconnect-GeminiTuning
            Stop-TuningEmulator
        }
    }

    It 'needs no connection, and no credential that works' {
        $output = Invoke-FreshShell '(1..20 | ForEach-Object { @{ input = "$_"; output = "x" } } | Test-TuningExample).Service' -Environment @{ GOOGLE_APPLICATION_CREDENTIALS = '/nothing.json' }
        $output | Should -Be 'Vertex AI'
    }
}

Describe 'The view of a report' {
    It 'fits in 80 columns, and is read at a glance' {
        $rows = @(Get-Example 30) + @{ text_input = '1'; output = 'other' }
        $lines = ($rows | Test-TuningExample | Out-String -Width 80) -split '\r?\n'
        $lines | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        $text = $lines -join "`n"
        $text | Should -Match '^\s*31 examples, checked for Vertex AI\.'
        $text | Should -Match 'Characters +Min +Median +Mean +P95 +Max'
        $text | Should -Match "0 errors, 1 warning, 0 notes\.`n`nWarning: Conflict`n  1 input with different outputs, in 2 examples\.`n  rows 1, 31`n  Decide on one output"
    }

    It 'shows findings as a table, whose headings are properties' {
        $finding = Get-Example 5 | Test-TuningExample -Detailed
        (($finding | Out-String -Width 80).Trim() -split '\r?\n')[0] | Should -Match '^Severity\s+Rule\s+Count Message$'
    }
}
