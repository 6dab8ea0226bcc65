BeforeDiscovery {
    # Each name with what it is called in the test's own name.
    $badNames = [ordered]@{
        'two dots' = '..'; 'a path' = '../models/x'; 'a slash' = 'a/b'; 'a question mark' = 'a?b'; 'an ampersand' = 'a&b'; 'a hash' = 'a#b'
        'an escape' = '%2e%2e'; 'a line break' = "a`nb"; 'a zero' = "a`0b"; 'a space' = 'a b'; 'spaces alone' = '   '
        'a lone surrogate' = "a$([char]0xD800)"; 'a character beyond the BMP' = [char]::ConvertFromUtf32(0x1F600)
        'a turned direction' = "a$([char]0x202E)b"; 'an address' = 'https://example.com/a'; '201 characters' = 'a' * 201
    }
    $script:Names = foreach ($place in 'Get-TuningOperation Name', 'Wait-TuningOperation Name', 'Invoke-TunedModel Model', 'Get-TuningBaseModel Name', 'New-TunedModel BaseModel', 'New-TunedModel SourceModel', 'New-TunedModel Id') {
        $cmdlet, $parameter = -split $place
        foreach ($what in $badNames.Keys) {
            # Where a wildcard is one, a question mark is a pattern.
            if ($cmdlet -ne 'Get-TuningBaseModel' -or $what -ne 'a question mark') { @{ Cmdlet = $cmdlet; Parameter = $parameter; What = $what; Value = $badNames[$what] } }
        }
    }

    $outOfRange = [ordered]@{
        'New-TunedModel EpochCount' = 0, -1; 'New-TunedModel BatchSize' = 0, -1; 'New-TunedModel TopK' = 0, -1
        'New-TunedModel LearningRate' = 0, -0.5, [double]::NaN, [double]::PositiveInfinity, 1e40, 1e-50; 'New-TunedModel LearningRateMultiplier' = 0, -1, [double]::NaN
        'New-TunedModel Temperature' = -0.1, 1.01, [double]::NaN; 'New-TunedModel TopP' = -0.1, 1.01, [double]::NaN
        'Invoke-TunedModel Temperature' = -0.1, 2.01, [double]::NaN; 'Invoke-TunedModel TopP' = -0.1, 1.01, [double]::NaN; 'Invoke-TunedModel TopK' = @(0)
        'Invoke-TunedModel MaxOutputTokens' = 0, -1; 'Invoke-TunedModel CandidateCount' = 0, 9; 'Invoke-TunedModel ThrottleLimit' = 0, 1001
        'Wait-TuningOperation PollIntervalSec' = 0, 3601; 'Wait-TuningOperation TimeoutSec' = 0, -1, 2147484; 'Wait-TuningOperation OutageTimeoutSec' = @(0)
        'Connect-GeminiTuning TimeoutSec' = 0, 3601; 'Connect-GeminiTuning MaximumRetryCount' = -1, 101; 'Connect-GeminiTuning RetryIntervalSec' = 0, 601
        'Start-TuningEmulator Port' = -1, 65536; 'Start-TuningEmulator TuningDurationSec' = -1, 86401, [double]::NaN, [double]::PositiveInfinity
        'New-TunedModel DisplayName' = @(''); 'New-TunedModel Id' = @(''); 'New-TunedModel BaseModel' = @(''); 'New-TunedModel InputProperty' = @('')
        'Get-TunedModel Name' = @(''); 'Get-TunedModel Filter' = @(''); 'Get-TuningBaseModel Name' = @(''); 'Get-TuningOperation Name' = @('')
        'Invoke-TunedModel Prompt' = @(''); 'Invoke-TunedModel StopSequence' = @(''); 'Start-TuningEmulator DataPath' = @('')
    }
    $script:Ranges = foreach ($place in $outOfRange.Keys) {
        $cmdlet, $parameter = -split $place
        foreach ($value in $outOfRange[$place]) { @{ Cmdlet = $cmdlet; Parameter = $parameter; Value = $value } }
    }

    $script:Numbers = foreach ($culture in 'en-US', 'de-DE', 'tr-TR', 'ar-SA', 'fa-IR') {
        foreach ($case in @(
                @{ Cmdlet = 'New-TunedModel'; Parameter = 'LearningRate'; Value = '0,5'; Allowed = '0\.5' }
                @{ Cmdlet = 'New-TunedModel'; Parameter = 'LearningRateMultiplier'; Value = '1.000,5'; Allowed = '0\.5' }
                @{ Cmdlet = 'New-TunedModel'; Parameter = 'EpochCount'; Value = '1.000'; Allowed = '1000' }
                @{ Cmdlet = 'New-TunedModel'; Parameter = 'BatchSize'; Value = '1,000'; Allowed = '1000' }
                @{ Cmdlet = 'New-TunedModel'; Parameter = 'EpochCount'; Value = 2.5; Allowed = '2\.5 isn''t a whole number' }
                @{ Cmdlet = 'Invoke-TunedModel'; Parameter = 'Temperature'; Value = '0,5'; Allowed = '0\.5' }
                @{ Cmdlet = 'Invoke-TunedModel'; Parameter = 'MaxOutputTokens'; Value = '1.000'; Allowed = '1000' }
                @{ Cmdlet = 'Wait-TuningOperation'; Parameter = 'TimeoutSec'; Value = '1.000'; Allowed = '1000' }
                @{ Cmdlet = 'Start-TuningEmulator'; Parameter = 'TuningDurationSec'; Value = '0,5'; Allowed = '0\.5' }
            )) { $case + @{ Culture = $culture } }
    }
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:Recorder = Open-Recorder $CreateAnswer
    Connect-GeminiTuning -Endpoint $Recorder.Endpoint
    $script:Tune = @{ BaseModel = 'base'; WarningAction = 'SilentlyContinue' }

    # A call that is good but for what is tested.
    function Invoke-Bad([string] $Cmdlet, [hashtable] $With, [switch] $Trial) {
        $good = switch ($Cmdlet) {
            'New-TunedModel' { if ($With.ContainsKey('SourceModel')) { @{} } else { @{ BaseModel = 'base' } } }
            'Invoke-TunedModel' { @{ Model = 'm'; Prompt = 'p' } }
            'Wait-TuningOperation' { @{ Name = 'tunedModels/a/operations/b' } }
            default { @{} }
        }
        foreach ($name in $With.Keys) { $good[$name] = $With[$name] }
        if ($Trial) { $good.WhatIf = $true }
        if ($Cmdlet -eq 'New-TunedModel') { Get-Example | New-TunedModel @good -ErrorAction Stop } else { & $Cmdlet @good -ErrorAction Stop }
    }

    # The error of a call, with and without -WhatIf where there is one.
    function Get-Problem([string] $Cmdlet, [hashtable] $With) {
        try { Invoke-Bad $Cmdlet $With } catch { $problem = $_ }
        $problem | Should -Not -BeNullOrEmpty -Because 'it is refused'
        if ((Get-Command $Cmdlet).Parameters.ContainsKey('WhatIf')) {
            { Invoke-Bad $Cmdlet $With -Trial } | Should -Throw -ErrorId $problem.FullyQualifiedErrorId
        }
        $problem
    }

    function Get-Refused([object[]] $Row, [hashtable] $With = @{}) {
        { $Row | New-TunedModel @Tune @With } | Should -Throw -ErrorId 'TrainingDataRefused,*' -PassThru
    }
}
AfterAll {
    Close-Recorder $Recorder
    Disconnect-GeminiTuning
}

Describe 'Before anything is sent' {
    BeforeEach { $Recorder.Requests.Clear() }
    AfterEach { @($Recorder.Requests).Count | Should -Be 0 -Because 'nothing is sent when something is wrong' }

    It '<Cmdlet> refuses <What> as -<Parameter>, and says what is allowed' -ForEach $Names {
        $problem = Get-Problem $Cmdlet @{ $Parameter = $Value }
        $problem.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        $problem.CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$problem" | Should -Match 'Allowed: '
        "$problem" | Should -Not -Match '[\p{Cc}\p{Cf}]'
        if ($Cmdlet -eq 'New-TunedModel') { "$problem" | Should -Match "-$Parameter" } else { $problem.TargetObject | Should -Be $Value }
        # These can be display names of models, so the models are listed. The text itself isn't sent.
        if ($Parameter -in 'Model', 'SourceModel' -or $Cmdlet -like '*-TuningOperation') {
            if ($What -in 'an ampersand', 'a hash', 'an escape', 'a space') {
                $Recorder.Requests | ForEach-Object { "$($_.Method) $($_.Path)" } | Sort-Object -Unique | Should -Be 'GET /v1beta/tunedModels?pageSize=1000'
                $Recorder.Requests.Clear()
            }
        }
    }

    It '<Cmdlet> refuses <Value> as -<Parameter>' -ForEach $Ranges {
        $problem = Get-Problem $Cmdlet @{ $Parameter = $Value }
        $problem.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
        "$problem" | Should -Match "'$Parameter'"
    }

    It 'the text <Value> is no number for <Cmdlet> -<Parameter> in <Culture>' -ForEach $Numbers {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $Culture
            $problem = Get-Problem $Cmdlet @{ $Parameter = $Value }
        } finally { [cultureinfo]::CurrentCulture = $before }
        $problem.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
        "$problem" | Should -Match "'$Parameter'.*$Allowed"
    }

    It '<Cmdlet> refuses -<Parameter> with <What>' -ForEach @(
        @{ Cmdlet = 'New-TunedModel'; Parameter = 'DisplayName'; What = 'half a character'; Value = "a$([char]0xD800)"; Message = 'surrogate pair at character 2' }
        @{ Cmdlet = 'New-TunedModel'; Parameter = 'DisplayName'; What = '41 characters beyond the BMP'; Value = [char]::ConvertFromUtf32(0x1F600) * 41; Message = '41 characters\. The maximum is 40\.' }
        @{ Cmdlet = 'New-TunedModel'; Parameter = 'DisplayName'; What = 'spaces alone'; Value = '   '; Message = 'contains only spaces' }
        @{ Cmdlet = 'New-TunedModel'; Parameter = 'DisplayName'; What = 'a line break'; Value = "a`nb"; Message = 'line break.*one line of text' }
        @{ Cmdlet = 'New-TunedModel'; Parameter = 'DisplayName'; What = 'a zero'; Value = "a`0b"; Message = 'control character' }
        @{ Cmdlet = 'New-TunedModel'; Parameter = 'Description'; What = 'half a character'; Value = "$([char]0xDC00)a"; Message = 'surrogate pair at character 1' }
        @{ Cmdlet = 'Get-TunedModel'; Parameter = 'Filter'; What = 'half a character'; Value = "a$([char]0xD800)"; Message = 'surrogate' }
        @{ Cmdlet = 'Invoke-TunedModel'; Parameter = 'StopSequence'; What = 'half a character'; Value = 'ok', "a$([char]0xD800)"; Message = 'surrogate' }
        @{ Cmdlet = 'Invoke-TunedModel'; Parameter = 'SafetySetting'; What = 'a threshold that is none'; Value = @{ Harassment = 'never' }; Message = '''never''.*Allowed: BlockLowAndAbove' }
        @{ Cmdlet = 'Invoke-TunedModel'; Parameter = 'SafetySetting'; What = 'no threshold'; Value = @{ Harassment = $null }; Message = 'Allowed: BlockLowAndAbove' }
        @{ Cmdlet = 'Start-TuningEmulator'; Parameter = 'DataPath'; What = 'what is no folder'; Value = 'Env:\x'; Message = 'isn''t a file system folder' }
    ) {
        $problem = Get-Problem $Cmdlet @{ $Parameter = $Value }
        $problem.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        $problem.CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$problem" | Should -Match "-$Parameter"
        "$problem" | Should -Match $Message
    }

    It 'six stop sequences are refused' {
        { Invoke-TunedModel m p -StopSequence (1..6) } | Should -Throw '*no more than 5*'
    }

    It 'the address <Value> is refused without being shown' -ForEach @(
        @{ Value = 'AIzaSyD-notARealKey' }, @{ Value = 'user:notARealPassword@host' }, @{ Value = '' }, @{ Value = '/notAReal' }
        @{ Value = 'http://user:notARealPassword@127.0.0.1:99999/' }, @{ Value = 'ftp://user:notARealPassword@host/' }
    ) {
        $problem = { Connect-GeminiTuning -Endpoint $Value } | Should -Throw '*Include the scheme and host*' -PassThru
        $problem.Exception.ToString() | Should -Not -Match 'notAReal'
        { Connect-GeminiTuning -Endpoint ([uri]::new('a', [UriKind]::Relative)) } | Should -Throw '*Include the scheme and host*'
    }

    It 'a model that is none is one error, however many prompts there are, and the other models are asked' {
        1..50 | Invoke-TunedModel -Model '..' -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.Count | Should -Be 1
        $problem[0].TargetObject | Should -Be '..'
        $server = Open-Recorder { '{"candidates":[{"content":{"parts":[{"text":"x"}]},"finishReason":"STOP"}]}' }
        try {
            $connection = Connect-GeminiTuning -Endpoint $server.Endpoint -PassThru
            Connect-GeminiTuning -Endpoint $Recorder.Endpoint
            (1, 2 | Invoke-TunedModel -Model 'a/b', 'm' -Connection $connection -ErrorVariable problem -ErrorAction SilentlyContinue).Prompt | Should -Be '1', '2'
            $problem.Count | Should -Be 1
        } finally { Close-Recorder $server }
    }

    It 'a prompt that is <What> is refused' -ForEach @(
        @{ What = 'nothing'; Value = $null; Message = 'empty' }
        @{ What = 'a database''s nothing'; Value = [DBNull]::Value; Message = 'empty' }
        @{ What = 'a list'; Value = , @('a', 'b'); Message = 'A list of 2' }
        @{ What = 'a file'; Value = Get-Item $PSScriptRoot; Message = 'neither a string nor an object' }
        @{ What = 'a line of a file with another separator'; Value = [pscustomobject]@{ 'id;prompt' = '1;red' }; Message = '-Delimiter '';''' }
    ) {
        $Value | Invoke-TunedModel -Model m -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.Count | Should -Be 1
        "$($problem[0])" | Should -Match $Message
    }

    Context 'a row' {
        It 'that is <What> is told by its number' -ForEach @(
            @{ What = 'nothing'; Value = $null; Message = 'The row is null\.'; Alone = 'There are no examples because the pipeline was empty\.' }
            @{ What = 'a database''s nothing'; Value = [DBNull]::Value; Message = 'The row is null\.'; Alone = 'There are no examples because the pipeline was empty\.' }
            @{ What = 'a list'; Value = , @(@{ Input = 1; Output = 2 }, 2); Message = 'A list of 2 items isn''t an object with an input' }
            @{ What = 'a file'; Value = Get-Item $PSScriptRoot; Message = 'isn''t an object with an input.*Import-Csv' }
            @{ What = 'a script'; Value = { x }; Message = 'isn''t an object with an input' }
            @{ What = 'a number'; Value = 42; Message = '''42'' isn''t an object' }
            @{ What = 'a line of JSON'; Value = '{"input":1}'; Message = 'ConvertFrom-Json' }
            @{ What = 'a text with control characters'; Value = "a`nb$([char]27)[2J"; Message = '''a.b.\[2J'' isn''t an object' }
            @{ What = 'a hashtable without columns'; Value = @{}; Message = 'The object has no properties\.$' }
            @{ What = 'an object without columns'; Value = [pscustomobject]@{}; Message = 'The object has no properties\.$' }
        ) {
            $problem = Get-Refused @(@{ Input = 1; Output = 2 }, $Value)
            $problem.Exception.Problems.Count | Should -Be 1
            $problem.Exception.Problems[0].Row | Should -Be 2
            "$problem" | Should -Match "row 2: .*$Message"
            # As the only row, it says the same, except that a pipeline with nothing in it is empty.
            "$(Get-Refused (, $Value))" | Should -Match ($Alone ? $Alone : $Message)
        }

        It 'whose input is <What> is told by its number' -ForEach @(
            @{ What = 'nothing'; Value = $null; Message = 'the input is empty' }
            @{ What = 'a database''s nothing'; Value = [DBNull]::Value; Message = 'the input is empty' }
            @{ What = 'empty'; Value = ''; Message = 'the input is empty' }
            @{ What = 'an empty array'; Value = @(); Message = 'contains a value of type \[System.Object\[\]\]' }
            @{ What = 'an array of one'; Value = @('a'); Message = 'contains a value of type \[System.Object\[\]\]' }
            @{ What = 'a script'; Value = { a }; Message = 'contains a value of type \[scriptblock\]' }
            @{ What = 'a secret'; Value = [securestring]::new(); Message = 'contains a value of type \[securestring\]' }
            @{ What = 'an object'; Value = [pscustomobject]@{ a = 1 }; Message = 'Use a string, a number, or a date\.' }
            @{ What = 'half a character'; Value = "ab$([char]0xDC00)"; Message = 'surrogate pair at character 3' }
            @{ What = '40,001 characters beyond the BMP'; Value = [char]::ConvertFromUtf32(0x1F600) * 40001; Message = '40,001 characters' }
        ) {
            "$(Get-Refused @(@{ Input = 1; Output = 2 }, @{ Input = $Value; Output = 2 }))" | Should -Match "row 2: .*$Message"
        }

        It 'of a data table without a value is empty' {
            $table = [Data.DataTable]::new()
            'input', 'output' | ForEach-Object { $null = $table.Columns.Add($_) }
            $null = $table.Rows.Add('a', [DBNull]::Value)
            "$(Get-Refused @($table.Rows))" | Should -Match 'Row 1: The output is empty\.'
        }

        It 'whose property throws is told on one line' {
            $broken = [pscustomobject]@{ Input = 'x' } | Add-Member ScriptProperty Output { throw "one`ntwo" } -PassThru
            "$(Get-Refused @($broken))" | Should -Match "Row 1: The column 'Output' can't be read\. one.two\."
        }
    }

    Context 'columns' {
        It 'of nothing but spaces can be seen' {
            "$(Get-Refused @([pscustomobject]@{ ' ' = 'a'; 'x,y' = 'b' }))" | Should -Match "Available columns: ' ', 'x,y'\."
        }

        It 'cannot be both input and output' {
            "$(Get-Refused @(@{ a = 1; b = 2 }) @{ InputProperty = 'a'; OutputProperty = 'A' })" | Should -Match 'both input and output'
        }

        It 'that differ in case alone are asked about' {
            $table = [Collections.Generic.Dictionary[string, object]]::new()
            $table['input'] = 'a'; $table['Input'] = 'b'; $table['output'] = 'c'
            "$(Get-Refused @($table))" | Should -Match 'More than one column could contain the input: input, Input'
        }
    }

    Context 'a file' {
        It 'with <Name> between its columns lists its one column, and says how to read it' -ForEach @(
            @{ Name = 'semicolons'; Separator = ';'; Advice = "-Delimiter ';'" }
            @{ Name = 'tabs'; Separator = "`t"; Advice = '-Delimiter "`t"' }
            @{ Name = 'bars'; Separator = '|'; Advice = "-Delimiter '|'" }
        ) {
            $file = Join-Path $TestDrive 'separated.csv'
            Set-Content $file "Eingabe${Separator}Ausgabe", "a${Separator}b"
            $problem = "$(Get-Refused @(Import-Csv $file))"
            $problem | Should -Match 'Eingabe.Ausgabe'
            $problem | Should -Match ([regex]::Escape($Advice))
        }

        It 'of a header alone, or of nothing, has no examples' {
            $file = Join-Path $TestDrive 'header.csv'
            Set-Content $file 'input,output'
            { Import-Csv $file | New-TunedModel @Tune } | Should -Throw '*no examples*' -ErrorId 'TrainingDataRefused,*'
            Set-Content $file ''
            { Import-Csv $file | New-TunedModel @Tune } | Should -Throw '*no examples*' -ErrorId 'TrainingDataRefused,*'
        }

        It 'that lacks fields names their rows' {
            $file = Join-Path $TestDrive 'gaps.csv'
            Set-Content $file 'input,output', 'a,b', 'c', ',d', ','
            (Get-Refused @(Import-Csv $file)).Exception.Problems | ForEach-Object { "$_" } |
                Should -Be 'Row 2: The output is empty.', 'Row 3: The input is empty.', 'Row 4: The input is empty.', 'Row 4: The output is empty.'
        }

        It 'of JSON lines names the row and what it holds' {
            $problem = Get-Refused @('{"input":"a","output":"b"}', '{"input":["a"],"output":"b"}', '{"input":"a","output":null}' | ConvertFrom-Json)
            "$problem" | Should -Match "Row 2: The column 'input' contains a value of type \[System.Object\[\]\]"
            "$problem" | Should -Match 'Row 3: The output is empty\.'
        }

        It 'of a million rows is one error, and does not fill the memory' {
            $file = Join-Path $TestDrive 'million.csv'
            $writer = [IO.StreamWriter]::new($file)
            $writer.WriteLine('input,output')
            for ($row = 1; $row -le 1000000; $row++) { $writer.WriteLine("input number $row,output number $row") }
            $writer.Dispose()
            $process = [Diagnostics.Process]::GetCurrentProcess()
            $before = $process.WorkingSet64
            { Import-Csv $file | New-TunedModel @Tune } | Should -Throw '*The first 63,??? rows exceed 4 MB*' -ErrorId 'TrainingDataRefused,*'
            $process.Refresh()
            ($process.WorkingSet64 - $before) / 1MB | Should -BeLessThan 200
        }

        It 'of 100,000 rows lists the first bad ones and counts all, whatever the culture' {
            $before = [cultureinfo]::CurrentCulture
            try {
                [cultureinfo]::CurrentCulture = 'de-DE'
                $problem = { & { for ($row = 1; $row -le 100000; $row++) { [pscustomobject]@{ input = 1.5; output = if ($row % 50 -eq 7) { '' } else { 2 } } } } | New-TunedModel @Tune } |
                    Should -Throw -ErrorId 'TrainingDataRefused,*' -PassThru
            } finally { [cultureinfo]::CurrentCulture = $before }
            $problem.Exception.ProblemCount | Should -Be 2000
            $problem.Exception.Problems.Row | Should -Be (0..9 | ForEach-Object { 50 * $_ + 7 })
            "$problem" | Should -Match '^2,000 problems in the examples\. Nothing was sent\.'
            "$problem" | Should -Match '- 1,990 more problems\.$'
        }

        It 'that is too large and has bad rows says both' {
            $problem = Get-Refused @(@{ Input = ''; Output = 'y' }; 1..200 | ForEach-Object { @{ Input = 'x' * 40000; Output = 'y' } })
            "$problem" | Should -Match 'Row 1: The input is empty\.'
            "$problem" | Should -Match '4 MB'
        }

        It 'is measured as it is sent: what JSON escapes is longer there' {
            { 1..60 | ForEach-Object { @{ Input = '"' * 40000; Output = 'y' } } | New-TunedModel -WarningAction SilentlyContinue } | Should -Throw '*4 MB*'
        }
    }

    It 'an address in the environment that is none ends a command, with one error' {
        Invoke-FreshShell '"a", "b" | Get-TunedModel -ErrorVariable problem -ErrorAction SilentlyContinue; "a", "b" | Get-TuningOperation -ErrorVariable +problem -ErrorAction SilentlyContinue; $problem.Count; "$problem"' @{ GOOGLE_GEMINI_BASE_URL = 'user:notARealPassword@host' } |
            Out-String | ForEach-Object {
                $_ | Should -Match '(?m)^2\r?$'
                $_ | Should -Match 'GOOGLE_GEMINI_BASE_URL doesn''t contain a valid address'
                $_ | Should -Not -Match 'notARealPassword'
            }
    }
}

Describe 'What is odd, and good' {
    BeforeAll { function Get-Sent { (@($Recorder.Requests)[-1].Body | ConvertFrom-Json).tuningTask.trainingData.examples.examples | ForEach-Object { "$($_.textInput)=$($_.output)" } } }

    It 'is sent: <What>' -ForEach @(
        @{ What = 'a display name of 40 characters beyond the BMP'; With = @{ DisplayName = [char]::ConvertFromUtf32(0x1F600) * 40 } }
        @{ What = 'no description'; With = @{ Description = '' } }
        @{ What = 'a description of many lines'; With = @{ Description = "one`ntwo" } }
        @{ What = 'numbers as texts'; With = @{ EpochCount = '3'; LearningRate = '1e-3'; Temperature = ' 0.5 ' } }
        @{ What = 'whole numbers of other types'; With = @{ EpochCount = 3.0; BatchSize = 4L } }
    ) {
        Get-Example | New-TunedModel @Tune @With | Should -Not -BeNullOrEmpty
    }

    It 'is sent: a file in <Name>' -ForEach @(
        @{ Name = 'UTF-16'; Encoding = 'unicode' }, @{ Name = 'UTF-8 with a byte order mark'; Encoding = 'utf8BOM' }, @{ Name = 'Latin-1, with -Encoding'; Encoding = 'latin1' }
    ) {
        $file = Join-Path $TestDrive 'encoded.csv'
        Set-Content $file 'input,output', "Gr$([char]0xFC)n,gr$([char]0xFC)n" -Encoding $Encoding
        $given = if ($Encoding -eq 'latin1') { @{ Encoding = 'latin1' } } else { @{} }
        $null = Import-Csv $file @given | New-TunedModel @Tune
        Get-Sent | Should -Be "Gr$([char]0xFC)n=gr$([char]0xFC)n"
    }

    It 'is warned of: characters that could not be read' {
        $file = Join-Path $TestDrive 'latin.csv'
        Set-Content $file 'input,output', 'a,b', "Gr$([char]0xFC)n,c" -Encoding latin1
        $null = Import-Csv $file | New-TunedModel -BaseModel base -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Match 'Row 2 contains the replacement character.*Import-Csv -Encoding'
        $null = Get-Example | New-TunedModel -BaseModel base -WarningVariable warned
        $warned | Should -BeNullOrEmpty
    }

    It 'is the same in <_>: numbers and days' -ForEach 'de-DE', 'tr-TR', 'ar-SA', 'fa-IR' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            $null = [pscustomobject]@{ INPUT = 1234567.5; OUTPUT = [dateonly]::new(2024, 3, 14) }, [pscustomobject]@{ INPUT = [decimal] -1.5; OUTPUT = [timeonly]::new(15, 11) } | New-TunedModel @Tune -DisplayName 'TITLE I' -LearningRate 0.5
        } finally { [cultureinfo]::CurrentCulture = $before }
        Get-Sent | Should -Be '1234567.5=2024-03-14', '-1.5=15:11:00'
        @($Recorder.Requests)[-1].Path | Should -Match 'tunedModelId=title-i-[a-z0-9]{12}$'
        @($Recorder.Requests)[-1].Body | Should -Match '"learningRate":0.5\b'
    }
}
