BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    Disconnect-GeminiTuning
    $script:Rows = @(Get-Example 30) + @{ text_input = '1'; output = '2' } + @{ text_input = ''; output = 'x' } + @{ text_input = '7'; output = 'other' } + @{ text_input = ' 40 '; output = '41' }
    $script:Report = $Rows | Test-TuningExample
}

Describe 'Select-TuningExample' {
    It 'leaves out what the errors and warnings of a report object to, and nothing else' {
        $clean = $Rows | Select-TuningExample -Exclude $Report 6>$null
        # The repetition, the empty one, and both of the conflict are gone; the one with blanks is only worth a look.
        $clean.text_input | Should -Be (@(1..30 | Where-Object { $_ -ne 7 } | ForEach-Object { "$_" }) + ' 40 ')
        $clean[0] | Should -Be $Rows[0]
        ($clean | Test-TuningExample).Findings.Rule | Should -Be 'OuterWhiteSpace'
    }

    It 'leaves out the examples of findings that are named' {
        @($Rows | Select-TuningExample ($Report.Findings | Where-Object Rule -eq Duplicate) 6>$null).Count | Should -Be 33
        @($Rows | Select-TuningExample ($Report.Findings | Where-Object Rule -in Duplicate, OuterWhiteSpace) 6>$null).Count | Should -Be 32
        @($Rows | Select-TuningExample @() 6>$null).Count | Should -Be 34
        @($Rows | Select-TuningExample ($Report.Findings | Where-Object Rule -eq NoSuchRule) 6>$null).Count | Should -Be 34
    }

    It 'says how many it left out, by rule' {
        $said = $Rows | Select-TuningExample $Report 6>&1 | Where-Object { $_ -is [Management.Automation.InformationRecord] }
        "$said" | Should -Be 'Excluded 4 of 34 examples: Empty 1, Conflict 2, Duplicate 1.'
    }

    It 'recognizes examples by their content, in any order' {
        $clean = $Rows | Sort-Object { $_.text_input } -Descending | Select-TuningExample $Report 6>$null
        $clean.Count | Should -Be 30
        @('first', 'second', 'third').ForEach{ @{ text_input = $_; output = 'x' } } | Select-TuningExample $Report 6>$null | Should -HaveCount 3
    }

    It 'leaves out objects that are no examples, where the report has them' {
        $mixed = @{ input = 'a'; output = 'b' }, 'text', @{ input = 'c'; output = 'd' }
        @($mixed | Select-TuningExample ($mixed | Test-TuningExample -Detailed | Where-Object Rule -eq Unreadable) 6>$null).Count | Should -Be 2
        @($mixed | Select-TuningExample @() 6>$null).Count | Should -Be 3
    }

    It 'takes only reports and findings of this session' {
        { $Rows | Select-TuningExample 'Duplicate' } | Should -Throw "*isn't a report or a finding*" -ErrorId 'InvalidArgument,*'
    }
}
