# Reading files of examples, as a user types it. What the formats are is tested in GeminiTuning.Core.Tests/Datasets/Reading.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    Push-Location $TestDrive
    function Set-File([string] $Name, [string] $Text) { [IO.File]::WriteAllText("$TestDrive/$Name", $Text) }
    Set-File 'a.csv' "input,output`n1,one`n2,two`n"
}
AfterAll { Pop-Location }

Describe 'Import-TuningExample' {
    BeforeAll {
        Set-File 'b.csv' "input;output`n3;three`n"
        Set-File 'c[1].jsonl' '{"input": "4", "output": "four"}'
    }

    It 'reads a file, and says where each example is' {
        $examples = Import-TuningExample a.csv
        $examples | Should -BeOfType ([GeminiTuning.TuningExample])
        $examples.TextInput | Should -Be '1', '2'
        $examples.Output | Should -Be 'one', 'two'
        $examples.Line | Should -Be 2, 3
        $examples.File | Sort-Object -Unique | Should -Be (Get-Item a.csv).FullName
    }

    It 'takes several files, wildcards, and files from the pipeline' {
        (Import-TuningExample a.csv, b.csv).TextInput | Should -Be '1', '2', '3'
        (Import-TuningExample *.csv).TextInput | Should -Be '1', '2', '3'
        ('a.csv', 'b.csv' | Import-TuningExample).TextInput | Should -Be '1', '2', '3'
        (Get-ChildItem *.csv | Import-TuningExample).TextInput | Should -Be '1', '2', '3'
        (Get-ChildItem -LiteralPath 'c[1].jsonl' | Import-TuningExample).TextInput | Should -Be '4'
        (Import-TuningExample -LiteralPath 'c[1].jsonl').TextInput | Should -Be '4'
    }

    It 'writes an error for each file that does not exist, and reads the others' {
        (Import-TuningExample nothing.csv, a.csv, nodrive:\x.csv -ErrorVariable problem -ErrorAction SilentlyContinue).Count | Should -Be 2
        $problem.FullyQualifiedErrorId | Should -Be 'NotFound,GeminiTuning.Commands.ImportTuningExampleCommand', 'NotFound,GeminiTuning.Commands.ImportTuningExampleCommand'
        $problem[0].TargetObject | Should -Be 'nothing.csv'
    }

    It 'writes an error for a folder' {
        Import-TuningExample . -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -Be 'ExampleUnreadable,GeminiTuning.Commands.ImportTuningExampleCommand'
    }

    It 'writes an error for each line that can not be read, with the file and the line' {
        Set-File 'bad.jsonl' "{`"input`": `"a`", `"output`": `"b`"}`n{`"input`": NaN}`nnonsense`n{`"input`": `"c`", `"output`": `"d`"}"
        (Import-TuningExample bad.jsonl -ErrorVariable problem -ErrorAction SilentlyContinue).TextInput | Should -Be 'a', 'c'
        $problem.Exception.Lines | Should -Be 2, 3
        $problem.Exception.File | Sort-Object -Unique | Should -Be (Get-Item bad.jsonl).FullName
        "$($problem[0])" | Should -BeLike 'bad.jsonl:2: The text isn''t valid JSON*'
        { Import-TuningExample bad.jsonl -ErrorAction Stop } | Should -Throw 'bad.jsonl:2:*'
    }

    It 'names the columns that are there when it finds none, and takes those that are named' {
        Set-File 'odd.csv' "Text,Label,Note`na,b,c"
        Import-TuningExample odd.csv -ErrorVariable problem -ErrorAction SilentlyContinue
        "$problem" | Should -Be 'odd.csv:1: No input column was found. Available columns: Text, Label, Note. Specify the column with -InputProperty.'
        $example = Import-TuningExample odd.csv -InputProperty text -OutputProperty note -SystemInstructionProperty label
        $example.TextInput, $example.Output, $example.SystemInstruction | Should -Be 'a', 'c', 'b'
        (Import-TuningExample odd.csv -InputProperty text -OutputProperty label -RejectedProperty note).RejectedOutput | Should -Be 'c'
    }

    It 'takes an encoding by its name, its number and as an object' {
        "input,output`nGr$([char] 0xFC)n,x" | Set-Content old.csv -Encoding 1252
        foreach ($encoding in 1252, '1252', 'windows-1252', 'latin1', [Text.Encoding]::Latin1) {
            (Import-TuningExample old.csv -Encoding $encoding).TextInput | Should -BeExactly "Gr$([char] 0xFC)n"
        }
        { Import-TuningExample old.csv -Encoding nothing } | Should -Throw "*'nothing' isn't a valid encoding*"
    }

    It 'takes a delimiter and a header' {
        Set-File 'bare.txt' "1:one`n2:two"
        (Import-TuningExample bare.txt -Delimiter ':' -Header input, output).Output | Should -Be 'one', 'two'
        { Import-TuningExample bare.txt -Delimiter '"' } | Should -Throw "*isn't a valid delimiter*"
    }

    It 'stops reading when the pipeline has enough' {
        $lines = 1..200000 | ForEach-Object { "$_,x" }
        Set-Content large.csv (@('input,output') + $lines)
        (Measure-Command { Import-TuningExample large.csv | Select-Object -First 2 }).TotalSeconds | Should -BeLessThan $AtOnceSec
        # The file is closed then.
        Remove-Item large.csv
        Test-Path large.csv | Should -BeFalse
    }

    It 'completes columns of the file, and names of encodings' {
        $line = 'Import-TuningExample a.csv -InputProperty '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'input', 'output'
        $line = 'Import-TuningExample -LiteralPath "c[1].jsonl" -OutputProperty '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'input', 'output'
        $line = 'Import-TuningExample a.csv -Encoding utf8'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'utf8', 'utf8BOM', 'utf8NoBOM'
    }

    It 'is not needed for the import: the library for tables is loaded when it is used' {
        Invoke-FreshShell '[AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -contains "CsvHelper"' | Should -Be 'False'
    }

    It 'gives examples that New-TunedModel takes' {
        Connect-FastEmulator
        try {
            $null = 1..20 | ForEach-Object { [pscustomobject]@{ input = "$_"; output = "$($_ + 1)" } } | Export-Csv numbers.csv
            (Import-TuningExample numbers.csv | New-TunedModel -DisplayName x -EpochCount 1 | Wait-TuningOperation).State | Should -Be 'Active'
        } finally {
            Disconnect-GeminiTuning
            Stop-TuningEmulator
        }
    }
}

Describe 'The view of an example' {
    It 'shows its line, its input, and its output' {
        $shown = (Import-TuningExample "$TestDrive/a.csv" | Out-String -Width 80).Trim() -split '\r?\n'
        $shown[0] | Should -Match '^Line\s+TextInput\s+Output$'
        $shown[2] | Should -Match '^\s*2\s+1\s+one$'
    }
}
