# Writing reports, as a user types it. Their figures and texts are tested in GeminiTuning.Core.Tests/Reports, and how a page looks in
# GeminiTuning.Browser.Tests.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    Connect-FastEmulator
    Push-Location $TestDrive
    $script:Rows = 1..40 | ForEach-Object { [pscustomobject]@{ text_input = "The number is $_. The $(('screen', 'password')[$_ % 2]) is wrong."; output = ('hardware', 'account')[$_ % 2] } }
    $script:Check = $Rows[0..29] | Test-TuningExample -WarningAction SilentlyContinue
    $script:Split = $Rows | Split-TuningExample -ValidationRatio 0.2 -Seed 11 -WarningAction SilentlyContinue
    $script:Old = $Rows[0..19] | New-TunedModel 'sorter 1' -EpochCount 1 | Wait-TuningOperation
    $script:New = $Rows[0..29] | New-TunedModel 'sorter 2' -EpochCount 20 | Wait-TuningOperation
    $script:Measures = $Rows[30..39] | Measure-TunedModel $Old, $New -Temperature 0
    $script:Comparison = $Measures | Compare-TunedModel -WarningAction SilentlyContinue

    # A page is XML, too.
    function Read-Page([string] $Path) {
        $page = [xml]::new()
        $page.LoadXml(((Get-Content -LiteralPath $Path -Raw) -replace '^<!DOCTYPE html>'))
        $page.html
    }
}
AfterAll {
    Pop-Location
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'Export-TuningReport' {
    It 'writes a page with a section for each kind of object, from the pipeline' {
        $Check, $Split, $Old, $New, $Measures, $Comparison | Export-TuningReport report.html
        $page = Read-Page report.html
        $page.body.header.h1.'#text' | Should -Be 'Tuning report: sorter 1, sorter 2'
        $page.body.main.section.h2.'#text' | Should -Be 'Summary', 'Measures', 'Comparison', 'Classes', 'Wrong answers', 'Tuning', 'Dataset', 'Tokens and time', 'How this report was created'
    }

    It 'takes the objects as a parameter, and in any order' {
        Export-TuningReport a.html -InputObject $Check, $Old, $New, $Measures, $Comparison -Title x
        $Comparison, $Measures, $Old, $New, $Check | Export-TuningReport b.html -Title x
        $a, $b = 'a', 'b' | ForEach-Object { (Get-Content "$_.html" -Raw) -replace "Export-TuningReport [^<]*|Created [^<]*|\d{4}-\d\d-\d\d \d\d:\d\d UTC" }
        $a | Should -BeExactly $b
    }

    It 'has the figures of the objects' {
        $Measures | Export-TuningReport figures.html
        $cards = (Read-Page figures.html).SelectNodes('//ul[@class="cards"]//data')
        [double[]] $cards.value | Should -Be $Measures.Accuracy
        $Measures, $Comparison | Export-TuningReport figures.json
        $read = Get-Content figures.json -Raw | ConvertFrom-Json
        $read.measurements.accuracy | Should -Be $Measures.Accuracy
        $read.measurements[0].misses.Count | Should -Be $Measures[0].Misses.Count
        $read.comparisons.difference | Should -Be $Comparison.Difference
        $read.comparisons.verdict | Should -Be $Comparison.Verdict.ToString()
    }

    It 'takes an operation that is running, and a model and its operation as one' {
        (Get-TuningOperation $New), $New | Export-TuningReport operation.html
        (Read-Page operation.html).SelectNodes('//h3').InnerText | Should -Be 'sorter 2'
    }

    It 'writes the format of the extension: <Name>' -ForEach @(
        @{ Name = 'x.html'; Start = '<!DOCTYPE html>' }, @{ Name = 'x.HTM'; Start = '<!DOCTYPE html>' }, @{ Name = 'x.md'; Start = '# Tuning report: sorter 2' }
        @{ Name = 'x.json'; Start = '{' }, @{ Name = 'x.svg'; Start = '<svg *' }
    ) {
        $New | Export-TuningReport $Name
        Get-Content $Name -TotalCount 1 | Should -BeLike $Start
        [IO.File]::ReadAllBytes("$TestDrive/$Name")[0] | Should -BeLessThan 128 -Because 'there is no byte order mark'
    }

    It 'says which extensions there are' {
        { $New | Export-TuningReport x.pdf } | Should -Throw "*isn't one of a report. Use .html, .md, .json, or .svg." -ErrorId 'InvalidArgument,*'
    }

    It 'draws one curve or several, and says what a picture needs' {
        $Old, $New | Export-TuningReport both.svg
        ([xml] (Get-Content both.svg -Raw)).svg.title.'#text' | Should -Match 'sorter 1.*sorter 2'
        { $Measures | Export-TuningReport none.svg } | Should -Throw '*no curve to draw*' -ErrorId 'InvalidArgument,*'
        'none.svg' | Should -Not -Exist
    }

    It 'says how it was made, without the line that was typed' {
        $hidden = 'not-for-the-report'; $New | Export-TuningReport "it's.html" -Title 'a "title"' -MaxMiss 3
        $page = Read-Page "it's.html"
        $page.body.InnerText | Should -Match ([regex]::Escape("Export-TuningReport -Path 'it''s.html' -Title 'a `"title`"' -MaxMiss 3"))
        $page.body.InnerText | Should -Match "GeminiTuning $((Get-Module GeminiTuning).Version)"
        $page.OuterXml | Should -Not -Match $hidden
    }

    It 'shows at most -MaxMiss wrong answers of each model' {
        $wrong = $Rows[30..39] | Select-Object text_input, @{ n = 'output'; e = { 'other' } } | Measure-TunedModel $New -Temperature 0
        $wrong | Export-TuningReport misses.html -MaxMiss 4
        (Read-Page misses.html).SelectNodes('//div[@class="misses"]/details').Count | Should -Be 4
    }

    It 'keeps texts of rows texts, and hides secrets' {
        $row = [pscustomobject]@{ text_input = '<script>alert(1)</script> AIzaSyFAKE-not_a_real_key_0123456789abc'; output = '"><img src=x onerror=alert(1)>' }
        $row, $row, $Rows[0] | Measure-TunedModel $New -Temperature 0 | Export-TuningReport hostile.html
        $page = Read-Page hostile.html
        $page.SelectNodes('//script|//img').Count | Should -Be 0
        $page.InnerText | Should -Match '<script>alert\(1\)</script>'
        $page.OuterXml | Should -Not -Match 'AIzaSyFAKE'
    }

    It 'returns the file with -PassThru, and nothing without it' {
        $New | Export-TuningReport quiet.html | Should -BeNullOrEmpty
        $file = $New | Export-TuningReport loud.html -PassThru
        $file | Should -BeOfType IO.FileInfo
        $file.FullName | Should -Be (Get-Item loud.html).FullName
    }

    It 'replaces a file only when it is complete' {
        Set-Content kept.html 'before'
        { $New, $Measures | ForEach-Object { if ($_ -ne $New) { throw 'enough' }; $_ } | Export-TuningReport kept.html } | Should -Throw 'enough'
        $New | Export-TuningReport kept.html -WhatIf
        { $New | Export-TuningReport kept.html -NoClobber } | Should -Throw '*already exists*' -ErrorId 'InputOutputError,*'
        Get-Content kept.html | Should -Be 'before'
        Get-ChildItem kept.html* | Should -HaveCount 1
        $New | Export-TuningReport kept.html
        Get-Content kept.html -TotalCount 1 | Should -Be '<!DOCTYPE html>'
    }

    It 'takes a path as PowerShell does, with brackets by -LiteralPath' {
        $New | Export-TuningReport -LiteralPath 'a[1].html'
        [IO.File]::Exists("$TestDrive/a[1].html") | Should -BeTrue
        $New | Export-TuningReport TestDrive:/drive.html
        "$TestDrive/drive.html" | Should -Exist
        { $New | Export-TuningReport nowhere/x.html } | Should -Throw -ErrorId 'InputOutputError,*'
    }

    It 'refuses a target before it reads the objects: <What>' -ForEach @(
        @{ What = 'a missing folder'; Target = 'nowhere/x.html'; Says = "The folder '*nowhere' doesn't exist. Create it, or specify a different path."; Id = 'InputOutputError,*' }
        @{ What = 'a folder'; Target = 'folder.html'; Says = "'*folder.html' is a folder. Specify a file."; Id = 'InputOutputError,*' }
        @{ What = 'a read-only file'; Target = 'fixed.html'; Says = "The file '*fixed.html' is read-only.*"; Id = 'InputOutputError,*' }
        @{ What = 'wildcards'; Target = 'all-[ab]*.html'; Says = "'all-``[ab``]``*.html' contains wildcard characters.*-LiteralPath*"; Id = 'InvalidArgument,*' }
        @{ What = 'a path of another provider'; Target = 'variable:x.html'; Says = "'variable:x.html' isn't a path of the file system. Specify a file."; Id = 'InvalidArgument,*' }
    ) {
        $null = New-Item folder.html -ItemType Directory -Force
        if (-not (Test-Path fixed.html)) { Set-Content fixed.html before }
        Set-ItemProperty fixed.html IsReadOnly $true
        $script:read = 0
        { & { $script:read++; $New } | Export-TuningReport $Target } | Should -Throw $Says -ErrorId $Id
        $read | Should -Be 0
        Get-Content fixed.html | Should -Be before
        Set-ItemProperty fixed.html IsReadOnly $false
    }

    It 'writes an error for an object that a report can not contain, and the rest' {
        'text', $null, $New, $Check.Findings[0] | Export-TuningReport rest.html -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.Count | Should -Be 3
        "$($problem[0])" | Should -BeLike "A report can't contain 'text'. Specify the output of *"
        $problem[0].TargetObject | Should -Be 'text'
        'rest.html' | Should -Exist
    }

    It 'writes no file if there is nothing to report' {
        { 'text' | Export-TuningReport nothing.html -ErrorAction SilentlyContinue } | Should -Throw 'There is nothing to report*' -ErrorId 'InvalidArgument,*'
        { @() | Export-TuningReport nothing.html } | Should -Throw 'There is nothing to report*'
        'nothing.html' | Should -Not -Exist
    }
}
