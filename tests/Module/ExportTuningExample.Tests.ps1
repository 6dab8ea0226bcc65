# Writing files of examples, as a user types it. What the formats hold is tested in GeminiTuning.Core.Tests/Datasets/Reading.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    Push-Location $TestDrive
}
AfterAll { Pop-Location }

Describe 'Export-TuningExample' {
    It 'writes what Import-TuningExample reads: <Format>' -ForEach @(
        @{ Format = 'Csv'; File = 'x.csv' }, @{ Format = 'Gemini'; File = 'x.jsonl' }, @{ Format = 'Vertex'; File = 'x.jsonl' }, @{ Format = 'OpenAI'; File = 'x.jsonl' }
    ) {
        $rows = @{ input = "a, `"b`"`r`nc"; output = ' d ' }, @{ input = "$([char] 0x6570)"; output = 'e'; system_instruction = 's' }
        $rows | Export-TuningExample $File -Format $Format
        $back = Import-TuningExample $File
        $back.TextInput | Should -BeExactly $rows.input
        $back.Output | Should -BeExactly $rows.output
        $back[1].SystemInstruction | Should -Be 's'
    }

    It 'takes the format of the extension: <Name>' -ForEach @(
        @{ Name = 'x.csv'; Line = 'text_input,output' }, @{ Name = 'x.tsv'; Line = "text_input`toutput" }
        @{ Name = 'x.jsonl'; Line = '{"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"b"}]}]}' }
    ) {
        @{ input = 'a'; output = 'b' } | Export-TuningExample $Name
        Get-Content $Name -TotalCount 1 | Should -BeExactly $Line
    }

    It 'writes no byte order mark, unless it is told to' {
        @{ input = 'a'; output = 'b' } | Export-TuningExample bom.csv
        [IO.File]::ReadAllBytes("$TestDrive/bom.csv")[0] | Should -Be ([byte][char] 't')
        @{ input = 'a'; output = 'b' } | Export-TuningExample bom.csv -Encoding utf8BOM
        [IO.File]::ReadAllBytes("$TestDrive/bom.csv")[0..2] | Should -Be 0xEF, 0xBB, 0xBF
    }

    It 'replaces a file only when it is complete' {
        Set-Content kept.jsonl 'before'
        { 1..3 | ForEach-Object { if ($_ -eq 3) { throw 'enough' }; @{ input = "$_"; output = 'x' } } | Export-TuningExample kept.jsonl } | Should -Throw 'enough'
        Get-Content kept.jsonl | Should -Be 'before'
        Get-ChildItem kept.jsonl* | Should -HaveCount 1
        @{ input = 'a'; output = 'b' } | Export-TuningExample kept.jsonl -WhatIf
        Get-Content kept.jsonl | Should -Be 'before'
        { @{ input = 'a'; output = 'b' } | Export-TuningExample kept.jsonl -NoClobber } | Should -Throw '*already exists*' -ErrorId 'InputOutputError,*'
        @{ input = 'a'; output = 'b' } | Export-TuningExample kept.jsonl
        Get-Content kept.jsonl | Should -Not -Be 'before'
    }

    It 'writes an error for what a format can not contain, and the rest' {
        Set-Content chats.jsonl '{"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"b"}]},{"role":"user","parts":[{"text":"c"}]},{"role":"model","parts":[{"text":"d"}]}]}', '{"input": "a", "output": "b"}'
        Import-TuningExample chats.jsonl | Export-TuningExample texts.csv -ErrorVariable problem -ErrorAction SilentlyContinue
        "$problem" | Should -Be "'contents' can't be written in the Csv format."
        $problem[0].TargetObject | Should -BeOfType ([GeminiTuning.TuningExample])
        (Import-TuningExample texts.csv).TextInput | Should -Be 'a'
    }

    It 'writes an error for an object that is no example, and the rest' {
        @{ input = 'a'; output = 'b' }, 'text', $null, @{ input = 'c'; output = 'd' } | Export-TuningExample objects.jsonl -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.Count | Should -Be 2
        (Import-TuningExample objects.jsonl).TextInput | Should -Be 'a', 'c'
    }

    It 'fails with an error where a file can not be written' {
        { @{ input = 'a'; output = 'b' } | Export-TuningExample nowhere/x.jsonl } | Should -Throw "The folder '*nowhere' doesn't exist. Create it*" -ErrorId 'InputOutputError,*'
        { @{ input = 'a'; output = 'b' } | Export-TuningExample *.jsonl } | Should -Throw '*contains wildcard characters*' -ErrorId 'InvalidArgument,*'
        { @{ input = 'a'; output = 'b' } | Export-TuningExample variable:x.jsonl } | Should -Throw "*isn't a path of the file system*" -ErrorId 'InvalidArgument,*'
    }

    It 'keeps a chat through a job and a file of Export-Clixml' {
        $chat = @(Import-TuningExample chats.jsonl)[0]
        $chat | Export-Clixml chat.xml
        Import-Clixml chat.xml | Export-TuningExample again.jsonl
        Get-Content again.jsonl | Should -BeExactly $chat.Json
    }
}
