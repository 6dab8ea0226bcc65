# What about_GeminiTuning_Datasets says of texts, files and refusals, beyond what its examples show.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:Recorder = Open-Recorder $CreateAnswer
    $script:Tune = @{ Connection = Connect-GeminiTuning -Endpoint $Recorder.Endpoint -PassThru; BaseModel = 'base'; WarningAction = 'SilentlyContinue' }
    function Get-Sent { (@($Recorder.Requests)[-1].Body | ConvertFrom-Json).tuningTask.trainingData.examples.examples }
}
AfterAll {
    Disconnect-GeminiTuning
    Close-Recorder $Recorder
}

Describe 'A training set' {
    BeforeEach { $Recorder.Requests.Clear() }

    It 'is sent as it is: spaces, line breaks, accents' {
        $text = " a`r`nb`n e$([char]0x301) "
        $null = @{ Input = $text; Output = ' ' }, @{ Input = "$([char]0xFFFD)"; Output = 'x' } | New-TunedModel @Tune
        (Get-Sent)[0].textInput | Should -BeExactly $text
        (Get-Sent)[0].output | Should -BeExactly ' '
        (Get-Sent)[1].textInput | Should -BeExactly "$([char]0xFFFD)"
    }

    It 'counts characters of Unicode' {
        $emoji = [char]::ConvertFromUtf32(0x1F600)
        $null = @{ Input = 'a'; Output = $emoji * 5000 } | New-TunedModel @Tune
        { @{ Input = 'a'; Output = $emoji * 5001 } | New-TunedModel @Tune } | Should -Throw '*5,001 characters*'
        { @{ Input = 'a'; Output = "e$([char]0x301)" * 2501 } | New-TunedModel @Tune } | Should -Throw '*5,002 characters*'
    }

    It 'has no NULL of a database' {
        { @{ Input = 'a'; Output = [DBNull]::Value } | New-TunedModel @Tune } | Should -Throw '*Row 1: The output is empty.*' -ErrorId 'TrainingDataRefused,*'
        @($Recorder.Requests).Count | Should -Be 0
    }

    It 'is read from <Name>' -TestCases @(
        @{ Name = 'UTF-8 with a byte order mark'; Encoding = 'utf8BOM'; Argument = @{} }
        @{ Name = 'UTF-8 without one'; Encoding = 'utf8NoBOM'; Argument = @{} }
        @{ Name = 'UTF-16'; Encoding = 'unicode'; Argument = @{} }
        @{ Name = 'code page 1252, where it is named'; Encoding = 1252; Argument = @{ Encoding = 1252 } }
    ) {
        $word = "Gr$([char]0xFC)n"
        "input,output`n$word,x" | Set-Content "$TestDrive/file.csv" -Encoding $Encoding
        $null = Import-Csv "$TestDrive/file.csv" @Argument | New-TunedModel @Tune
        (Get-Sent).textInput | Should -BeExactly $word
    }

    It 'shows what was read with the wrong encoding as U+FFFD' {
        "input,output`nGr$([char]0xFC)n,x" | Set-Content "$TestDrive/file.csv" -Encoding 1252
        (Import-Csv "$TestDrive/file.csv").input | Should -Match "`u{FFFD}"
    }

    It 'is not looked through for rows that are there twice' {
        $null = @{ Input = 'a'; Output = 'b' }, @{ Input = 'a'; Output = 'c' }, @{ Input = 'a'; Output = 'b' } | New-TunedModel @Tune
        (Get-Sent).Count | Should -Be 3
    }

    It 'has the first ten problems and their count in the exception' {
        try { 1..12 | ForEach-Object { @{ Input = ''; Output = 'x' } } | New-TunedModel @Tune } catch { $problem = $_ }
        $problem.Exception.ProblemCount | Should -Be 12
        $problem.Exception.Problems.Row | Should -Be (1..10)
    }
}
