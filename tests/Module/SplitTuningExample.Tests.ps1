BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    Disconnect-GeminiTuning
    $script:Rows = Get-Example 100
}

Describe 'Split-TuningExample' {
    It 'gives the objects as they are, each in one part, in their order' {
        $split = $Rows | Split-TuningExample -ValidationRatio 0.15 -TestRatio 0.1
        $split.TrainingCount, $split.ValidationCount, $split.TestCount, $split.UnusedCount | Should -Be 75, 15, 10, 0
        @($split.Training) + @($split.Validation) + @($split.Test) | ForEach-Object { [int] $_.text_input } | Sort-Object | Should -Be (1..100)
        $split.Training | ForEach-Object { $_ | Should -BeIn $Rows }
        $split.Training.text_input | Should -Be ($split.Training.text_input | Sort-Object { [int] $_ })
    }

    It 'gives the same split each time, in every process and culture, and another with another seed' {
        $first = ($Rows | Split-TuningExample).Validation.text_input
        ($Rows | Split-TuningExample).Validation.text_input | Should -Be $first
        ($Rows | Split-TuningExample -Seed 2).Validation.text_input | Should -Not -Be $first
        $other = Invoke-FreshShell '[cultureinfo]::CurrentCulture = "tr-TR"; (1..100 | ForEach-Object { [pscustomobject]@{ text_input = "$_"; output = "$($_ + 1)" } } | Split-TuningExample).Validation.text_input'
        $other | Should -Be $first
    }

    It 'never splits examples that are alike' {
        $alike = 1..60 | ForEach-Object { @{ input = "question $_"; output = 'a' }; @{ input = " QUESTION  $_"; output = 'b' } }
        $split = $alike | Split-TuningExample -ValidationRatio 0.2
        $split.ValidationCount | Should -Be 24
        ($split.Training | Test-TuningExample -ValidationExample $split.Validation -Detailed | Where-Object Rule -eq Leakage) | Should -BeNullOrEmpty
    }

    It 'keeps the shares of outputs with -Stratify' {
        $classes = 1..200 | ForEach-Object { @{ input = "$_"; output = $_ % 10 ? 'often' : 'seldom' } }
        $split = $classes | Split-TuningExample -ValidationRatio 0.2 -Stratify
        @($split.Validation | Where-Object output -eq seldom).Count | Should -Be 4
    }

    It 'uses so many examples with -Count' {
        $split = $Rows | Split-TuningExample -Count 40 -ValidationRatio 0.2
        $split.TrainingCount, $split.ValidationCount, $split.UnusedCount | Should -Be 32, 8, 60
    }

    It 'keeps to the limits of the service, and says so' {
        $split = $Rows | Split-TuningExample -ValidationRatio 0.5 -WarningVariable warning -WarningAction SilentlyContinue
        $split.ValidationCount | Should -Be 20
        "$warning" | Should -BeLike 'The validation part is limited to 20 examples instead of 50*'
        # The Gemini Developer API has no validation, so what is held back is for the user alone.
        Connect-FastEmulator
        try { ($Rows | Split-TuningExample -ValidationRatio 0.5 -WarningAction Stop).ValidationCount | Should -Be 50 } finally {
            Disconnect-GeminiTuning
            Stop-TuningEmulator
        }
    }

    It 'warns where most examples are alike' {
        $same = 1..50 | ForEach-Object { @{ input = 'the same'; output = "$_" } }
        ($same | Split-TuningExample -WarningVariable warning -WarningAction SilentlyContinue).ValidationCount | Should -Be 0
        "$warning" | Should -Be 'The part Validation has 0 examples instead of 10, because examples that are alike stay in one part.'
    }

    It 'refuses shares that leave nothing to tune on' {
        { $Rows | Split-TuningExample -ValidationRatio 0.6 -TestRatio 0.4 } | Should -Throw '*leave no examples for training*' -ErrorId 'InvalidArgument,*'
        { $Rows | Split-TuningExample -ValidationRatio 1 } | Should -Throw
    }

    It 'writes an error for an object that is no example, and splits the rest' {
        $split = @($Rows) + 'text' | Split-TuningExample -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.Count | Should -Be 1
        $split.TrainingCount + $split.ValidationCount | Should -Be 100
    }

    It 'shows the counts of the parts' {
        $lines = ($Rows | Split-TuningExample | Out-String -Width 80).Trim() -split '\r?\n'
        $lines[0].Trim() | Should -Match '^TrainingCount\s+ValidationCount\s+TestCount\s+UnusedCount\s+Seed$'
        $lines[2].Trim() | Should -Match '^80\s+20\s+0\s+0\s+1$'
    }
}
