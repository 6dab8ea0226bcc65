BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    Connect-FastEmulator
}
AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'New-TunedModel' {
    It 'gives an operation with the model, its steps and its examples' {
        $operation = Import-Csv $NumberCsv | New-TunedModel -DisplayName 'number generator' -EpochCount 5 -BatchSize 2 -LearningRate 0.001 -WarningAction SilentlyContinue
        $operation | Should -BeOfType GeminiTuning.TuningOperation
        $operation.Name | Should -Match '^tunedModels/number-generator-[a-z0-9]{12}/operations/[a-z0-9]+$'
        $operation.Model | Should -Be ($operation.Name -replace '/operations/.*')
        $operation.DisplayName | Should -Be 'number generator'
        $operation.TotalSteps | Should -Be 38
        $operation.ExampleCount | Should -Be 15
    }

    It 'counts <Steps> steps for batch <Batch> and <Epochs> epochs' -TestCases @(
        @{ Batch = 4; Epochs = 5; Steps = 19 }, @{ Batch = 4; Epochs = 100; Steps = 375 }, @{ Batch = 1; Epochs = 1; Steps = 15 }
    ) {
        $operation = Import-Csv $NumberCsv | New-TunedModel -EpochCount $Epochs -BatchSize $Batch -WarningAction SilentlyContinue
        $operation.TotalSteps | Should -Be $Steps
    }

    It 'takes <What>, as from the pipeline' -TestCases @(
        @{ What = 'an array'; Rows = { , (Get-Example 3) } }, @{ What = 'a list'; Rows = { , [Collections.Generic.List[object]] (Get-Example 3) } }
        @{ What = 'an array of hashtables'; Rows = { , @(1..3 | ForEach-Object { @{ Input = "in $_"; Output = "out $_" } }) } }
    ) {
        $rows = & $Rows
        (New-TunedModel -InputObject $rows -WarningAction SilentlyContinue).ExampleCount | Should -Be 3
        (, $rows | New-TunedModel -WarningAction SilentlyContinue).ExampleCount | Should -Be 3
        (New-TunedModel -InputObject $rows[0] -WarningAction SilentlyContinue).ExampleCount | Should -Be 1
        { New-TunedModel -InputObject ($rows + $null) } | Should -Throw '*row 4*null*'
    }

    It 'warns below 20 examples and not from 20 on' {
        $null = Get-Example 19 | New-TunedModel -EpochCount 1 -WarningVariable few -WarningAction SilentlyContinue
        $null = Get-Example 20 | New-TunedModel -EpochCount 1 -WarningVariable enough
        "$few" | Should -Match '19 examples'
        $enough | Should -BeNullOrEmpty
    }

    It 'says with -WhatIf how much would be tuned' -TestCases @(
        @{ Settings = @{}; Says = '40 examples, 5 epochs by default, batch size 4 by default, about 50 steps' }
        @{ Settings = @{ EpochCount = 3 }; Says = '40 examples, 3 epochs, batch size 4 by default, about 30 steps' }
        @{ Settings = @{ EpochCount = 3; BatchSize = 7 }; Says = '40 examples, 3 epochs, batch size 7, 18 steps' }
    ) {
        $null = Start-Transcript "$TestDrive/said.txt"
        try { 1..40 | ForEach-Object { @{ Input = "in $_"; Output = "out $_" } } | New-TunedModel -WhatIf @Settings } finally { $null = Stop-Transcript }
        $said = Get-Content "$TestDrive/said.txt" -Raw
        $said | Should -BeLike "*$Says*"
    }

    It 'shows the training tokens and their cost with -WhatIf' -TestCases @(
        @{ Settings = @{ CountToken = $true }; Says = 'about 50 steps, 755 training tokens (151 x 5 epochs)"' }
        @{ Settings = @{ PricePerMillionToken = '2.5'; EpochCount = 1 }; Says = '151 training tokens (151 x 1 epoch), cost 0.0004"' }
        @{ Settings = @{ PricePerMillionToken = 1e7; EpochCount = 2 }; Says = '302 training tokens (151 x 2 epochs), cost 3,020.00"' }
        @{ Settings = @{ PricePerMillionToken = 0.01; EpochCount = 2 }; Says = 'cost less than 0.0001"' }
    ) {
        # At four characters a token, rows 1 to 9 have three tokens, and the others have four.
        $null = Start-Transcript "$TestDrive/tokens.txt"
        try { 1..40 | ForEach-Object { @{ Input = "in $_"; Output = "out $_" } } | New-TunedModel -WhatIf @Settings } finally { $null = Stop-Transcript }
        (Get-Content "$TestDrive/tokens.txt" -Raw) -replace '\r?\n' | Should -BeLike "*$Says*"
    }

    It 'goes on with a warning where the tokens can''t be counted' -TestCases @(
        @{ Answer = { @{ Status = 403; Body = '{"error":{"code":403,"message":"Permission denied on countTokens","status":"PERMISSION_DENIED"}}' } }; Says = "*weren't counted, so the cost isn't known. Permission denied on countTokens*Access denied*" }
        @{ Answer = { '{}' }; Says = "*weren't counted*has no number of tokens." }
    ) {
        $recorder = Open-Recorder ([scriptblock]::Create("if (`$args[0].Path -like '*countTokens*') { & { $Answer } } else { & { $CreateAnswer } `$args[0] }"))
        try {
            $connection = Connect-GeminiTuning -Endpoint $recorder.Endpoint -PassThru -MaximumRetryCount 0
            $operation = Get-Example | New-TunedModel -BaseModel b -CountToken -Connection $connection -WarningVariable warned -WarningAction SilentlyContinue -InformationVariable told
            $operation.Name | Should -BeLike 'tunedModels/*'
            "$warned" | Should -BeLike $Says
            $told | Should -BeNullOrEmpty
        } finally {
            Close-Recorder $recorder
            Connect-GeminiTuning -Emulator
        }
    }

    It 'names all invalid rows with their objects, so that a script can leave them out' {
        $rows = 1..60 | ForEach-Object { [pscustomobject]@{ Input = "in $_"; Output = $_ % 2 ? '' : "out $_" } }
        $problem = try { $rows | New-TunedModel } catch { $_ }
        $problem.Exception.Problems.Count, $problem.Exception.InvalidRows.Count | Should -Be 10, 30
        $problem.Exception.InvalidRows.Row | Should -Be (1..60 | Where-Object { $_ % 2 })
        $bad = $problem.Exception.InvalidRows.InputObject
        @($rows | Where-Object { $_ -notin $bad }).Count | Should -Be 30
        @($rows | Where-Object { $_ -notin $bad } | New-TunedModel -EpochCount 1).ExampleCount | Should -Be 30
    }

    It 'refuses chats on this service before anything is sent' {
        '{"contents":[{"role":"user","parts":[{"text":"a"},{"text":"b"}]},{"role":"model","parts":[{"text":"c"}]}]}' | Set-Content "$TestDrive/chat.jsonl"
        { Import-TuningExample "$TestDrive/chat.jsonl" | New-TunedModel } | Should -Throw '*chat.jsonl, line 1: The example is a chat*supports only text pairs*'
        { New-TunedModel -TrainingDataPath "$TestDrive/chat.jsonl" } | Should -Throw '-TrainingDataPath isn''t available on the Gemini Developer API*'
    }

    It 'sends nothing with -WhatIf' {
        $recorder = Open-Recorder
        try {
            $connection = Connect-GeminiTuning -Endpoint $recorder.Endpoint -PassThru
            Get-Example | New-TunedModel -WhatIf -Connection $connection | Should -BeNullOrEmpty
            @($recorder.Requests).Count | Should -Be 0
        } finally {
            Close-Recorder $recorder
            Connect-GeminiTuning -Emulator
        }
    }

    Context 'the columns of the examples' {
        BeforeAll {
            $script:Recorder = Open-Recorder $CreateAnswer
            $script:Recording = Connect-GeminiTuning -Endpoint $Recorder.Endpoint -PassThru
            $script:Tune = @{ Connection = $Recording; BaseModel = 'base'; WarningAction = 'SilentlyContinue' }
            function Get-Sent { (@($Recorder.Requests)[-1].Body | ConvertFrom-Json).tuningTask.trainingData.examples.examples | ForEach-Object { "$($_.textInput)=$($_.output)" } }
        }
        BeforeEach { $Recorder.Requests.Clear() }
        AfterAll {
            Close-Recorder $Recorder
            Connect-GeminiTuning -Emulator
        }

        It 'are found as <In>,<Out>' -TestCases @(
            @{ In = 'text_input'; Out = 'output' }, @{ In = 'TextInput'; Out = 'Output' }, @{ In = 'Input'; Out = 'Output' }
            @{ In = 'Prompt'; Out = 'Completion' }, @{ In = 'Prompt'; Out = 'Response' }, @{ In = 'Question'; Out = 'Answer' }
            @{ In = 'question'; Out = 'label' }, @{ In = 'Text Input'; Out = 'OUTPUT' }
        ) {
            "$In,$Out", 'a,b', 'c,d' | ConvertFrom-Csv | New-TunedModel @Tune | Should -Not -BeNullOrEmpty
            Get-Sent | Should -Be 'a=b', 'c=d'
        }

        It 'are those that -InputProperty and -OutputProperty name' {
            'Roman,Next,Note', 'I,II,x', 'V,VI,y' | ConvertFrom-Csv | New-TunedModel @Tune -InputProperty roman -OutputProperty Next
            Get-Sent | Should -Be 'I=II', 'V=VI'
        }

        It 'are read from hashtables, ordered ones, TuningExamples, objects and data rows' {
            $table = [Data.DataTable]::new()
            'input', 'output' | ForEach-Object { $null = $table.Columns.Add($_) }
            $null = $table.Rows.Add('9', '10')
            $null = @(
                @{ Input = 1; Output = 2 }
                [ordered]@{ prompt = '3'; answer = '4' }
                [GeminiTuning.TuningExample]@{ TextInput = '5'; Output = '6' }
                [pscustomobject]@{ Question = 7; Response = 8.5 }
                $table.Rows[0]
            ) | New-TunedModel @Tune
            Get-Sent | Should -Be '1=2', '3=4', '5=6', '7=8.5', '9=10'
        }

        It 'can be given as a parameter' {
            $null = New-TunedModel -Example @{ Input = 1; Output = 2 }, @{ Input = 3; Output = 4 } @Tune
            Get-Sent | Should -Be '1=2', '3=4'
        }

        It 'are listed when one is missing, and nothing is sent' {
            $rows = 'Roman,Next', 'I,II' | ConvertFrom-Csv
            { $rows | New-TunedModel @Tune } | Should -Throw '*Roman, Next*-InputProperty*' -ErrorId 'TrainingDataRefused,*'
            { $rows | New-TunedModel @Tune -InputProperty Roman -OutputProperty Nxt } | Should -Throw '*''Nxt''*Roman, Next*'
            @($Recorder.Requests).Count | Should -Be 0
        }

        It 'are asked for when more than one could be meant' {
            { 'Prompt,Question,Answer', 'a,b,c' | ConvertFrom-Csv | New-TunedModel @Tune } | Should -Throw '*Prompt, Question*'
        }

        It 'are read from a CSV file with a BOM, quotes and line breaks' {
            $file = Join-Path $TestDrive 'odd.csv'
            [IO.File]::WriteAllText($file, "text_input,output`r`n`"a `"`"quoted`"`" text`",`"two`nlines`"`r`n`"x,y`",z`r`n", [Text.UTF8Encoding]::new($true))
            $null = Import-Csv $file | New-TunedModel @Tune
            Get-Sent | Should -Be 'a "quoted" text=two
lines', 'x,y=z'
        }

        It 'may hold numbers, times and the like, and are the same in every culture' {
            $culture = [cultureinfo]::CurrentCulture
            try {
                [cultureinfo]::CurrentCulture = 'de-DE'
                $rows = @{ Input = 1.5; Output = [datetime]::new(2024, 3, 14, 15, 11, 23, [DateTimeKind]::Utc) }, @{ Input = $true; Output = [uri] 'https://example.com/' }
                $null = $rows | New-TunedModel @Tune -LearningRate 0.001
            } finally { [cultureinfo]::CurrentCulture = $culture }
            @($Recorder.Requests)[-1].Body | Should -Match ([regex]::Escape('[{"textInput":"1.5","output":"2024-03-14T15:11:23Z"},{"textInput":"True","output":"https://example.com/"}]'))
            @($Recorder.Requests)[-1].Body | Should -Match '"learningRate":0.001\b'
        }

        It 'are the keys and values of a hashtable''s entries too' {
            $null = @{ one = 'two' }.GetEnumerator() | New-TunedModel @Tune -InputProperty Key -OutputProperty Value
            Get-Sent | Should -Be 'one=two'
        }

        It 'may hold any Unicode' {
            $null = @{ Input = "Gr$([char]0xFC)$([char]::ConvertFromUtf32(0x1F600))"; Output = '<&"\>' } | New-TunedModel @Tune
            Get-Sent | Should -Be "Gr$([char]0xFC)$([char]::ConvertFromUtf32(0x1F600))=<&`"\>"
        }
    }

    Context 'bad input' {
        BeforeAll {
            $script:Recorder = Open-Recorder $CreateAnswer
            $script:Recording = Connect-GeminiTuning -Endpoint $Recorder.Endpoint -PassThru
            $script:Tune = @{ Connection = $Recording; BaseModel = 'base'; WarningAction = 'SilentlyContinue' }
        }
        AfterAll {
            Close-Recorder $Recorder
            Connect-GeminiTuning -Emulator
        }
        AfterEach { @($Recorder.Requests).Count | Should -Be 0 -Because 'nothing is sent when something is wrong' }

        It 'names each bad row by its number and what it broke' {
            $rows = @(
                @{ Input = 'ok'; Output = 'ok' }
                @{ Input = 'x' * 40001; Output = 'ok' }
                @{ Input = 'ok'; Output = 'y' * 5001 }
                @{ Input = ''; Output = 'ok' }
                @{ Input = 'ok'; Output = $null }
            )
            $problem = { $rows | New-TunedModel @Tune } | Should -Throw -ErrorId 'TrainingDataRefused,*' -PassThru
            $text = $problem.Exception.Message
            $text | Should -Match 'Row 2: The input has 40,001 characters\. The maximum is 40,000\.'
            $text | Should -Match 'Row 3: The output has 5,001 characters\. The maximum is 5,000\.'
            $text | Should -Match 'row 4: the input is empty'
            $text | Should -Match 'Row 5: The output is empty\.'
            $problem.CategoryInfo.Category | Should -Be 'InvalidData'
        }

        It 'lists the first bad rows of many, and their count' {
            $problem = { 1..500 | ForEach-Object { @{ Input = "$_"; Output = '' } } | New-TunedModel @Tune } | Should -Throw -PassThru
            $problem.Exception.ProblemCount | Should -Be 500
            $problem.Exception.Problems.Count | Should -Be 10
            $problem.Exception.Message | Should -Match '490 more'
        }

        It 'names a row whose value is no text, whose column is missing or cannot be read' {
            $broken = [pscustomobject]@{ Input = 'x' } | Add-Member ScriptProperty Output { throw 'boom' } -PassThru
            $rows = @{ Input = 'a'; Output = 'b' }, @{ Input = @{ a = 1 }; Output = 'b' }, @{ Input = 'a'; Output = 1, 2 }, [pscustomobject]@{ foo = 1 }, $broken
            $problem = { $rows | New-TunedModel @Tune } | Should -Throw -ErrorId 'TrainingDataRefused,*' -PassThru
            $problem.Exception.Problems.Row | Should -Be 2, 3, 4, 5
            $text = $problem.Exception.Message
            $text | Should -Match "Row 2: The column 'Input' contains a value of type \[hashtable\]\. Use a string"
            $text | Should -Match "Row 3: The column 'Output' contains a value of type \[System.Object\[\]\]"
            $text | Should -Match 'Row 4: No input column was found\. Available columns: foo'
            $text | Should -Match "Row 5: The column 'Output' can't be read\. boom\."
        }

        It 'refuses texts, which have no columns' {
            { 'one', 'two' | New-TunedModel @Tune } | Should -Throw '*row 1*''one''*Import-Csv*'
        }

        It 'refuses an empty pipeline' {
            { @() | New-TunedModel @Tune } | Should -Throw '*no examples*'
        }

        It 'refuses a set over 4 MB' {
            { 1..200 | ForEach-Object { @{ Input = 'x' * 40000; Output = 'y' } } | New-TunedModel @Tune } | Should -Throw '*4 MB*'
        }

        It 'refuses <What>' -TestCases @(
            @{ What = 'a display name of 41 characters'; With = @{ DisplayName = 'x' * 41 }; Message = '*41 characters*40*' }
            @{ What = 'an ID with a capital'; With = @{ Id = 'Numbers' }; Message = '*lowercase letters*' }
            @{ What = 'an ID with a slash'; With = @{ Id = 'a/b' }; Message = '*lowercase letters*' }
            @{ What = 'learning rate and multiplier together'; With = @{ LearningRate = 0.1; LearningRateMultiplier = 1 }; Message = '-LearningRate and -LearningRateMultiplier can''t be combined.*' }
            @{ What = 'a learning rate of 0'; With = @{ LearningRate = 0 }; Message = '*greater than 0*' }
            @{ What = 'no epochs'; With = @{ EpochCount = 0 }; Message = '*EpochCount*' }
            @{ What = 'an empty batch'; With = @{ BatchSize = 0 }; Message = '*BatchSize*' }
            @{ What = 'a temperature of 1.5'; With = @{ Temperature = 1.5 }; Message = '*Temperature*' }
        ) {
            { Get-Example | New-TunedModel @Tune @With } | Should -Throw $Message
        }
    }

    Context 'without -BaseModel' {
        It 'takes the one model that the service tunes' {
            (Get-Example | New-TunedModel -EpochCount 1 | Wait-TuningOperation).BaseModel | Should -Be (Get-TuningBaseModel).Name
        }

        It 'says that there are <Count>: <Message>' -TestCases @(
            @{ Count = 2; Message = '*models/a, models/b*'; Id = 'InvalidArgument,*'; Models = '[{"name":"models/a","supportedGenerationMethods":["createTunedModel"]},{"name":"models/b","supportedGenerationMethods":["createTunedModel"]}]' }
            @{ Count = 0; Message = '*May 2025*-Emulator*'; Id = 'NoTunableBaseModel,*'; Models = '[{"name":"models/a","supportedGenerationMethods":["generateContent"]}]' }
        ) {
            $recorder = Open-Recorder ([scriptblock]::Create("'{`"models`":$Models}'"))
            try {
                $connection = Connect-GeminiTuning -Endpoint $recorder.Endpoint -PassThru
                { Get-Example | New-TunedModel -Connection $connection } | Should -Throw $Message -ErrorId $Id
                @($recorder.Requests).Method | Should -Be 'GET'
            } finally {
                Close-Recorder $recorder
                Connect-GeminiTuning -Emulator
            }
        }
    }

    It 'goes on from a tuned model' {
        $first = Get-TestModel
        $second = Get-Example | New-TunedModel -SourceModel $first -EpochCount 1 | Wait-TuningOperation
        $second.SourceModel | Should -Be $first.Name
        $second.BaseModel | Should -Be $first.BaseModel
    }

    It 'does not lose the name of a model that may have been made' {
        $server = Open-Recorder { @{ Status = 503; Body = '' } }
        try {
            $connection = Connect-GeminiTuning -Endpoint $server.Endpoint -MaximumRetryCount 0 -PassThru
            $problem = { Get-Example | New-TunedModel -DisplayName lost -BaseModel m -Connection $connection } | Should -Throw -ErrorId 'ServiceFailed,*' -PassThru
            $problem.TargetObject | Should -Match '^tunedModels/lost-[a-z0-9]{12}$'
            "$problem" | Should -Match "Get-TunedModel $($problem.TargetObject)"
        } finally {
            Close-Recorder $server
            Connect-GeminiTuning -Emulator
        }
    }

    It 'does not say that a model may have been made where nothing was sent to make it' {
        $server = Open-Recorder { @{ Status = 503; Body = '' } }
        try {
            $connection = Connect-GeminiTuning -Endpoint $server.Endpoint -MaximumRetryCount 0 -PassThru
            $problem = { Get-Example | New-TunedModel -Id mine -BaseModel m -Connection $connection } | Should -Throw -ErrorId 'ServiceFailed,*' -PassThru
            "$problem" | Should -Not -Match 'Get-TunedModel'
            @($server.Requests).Method | Should -Be 'GET'
        } finally {
            Close-Recorder $server
            Connect-GeminiTuning -Emulator
        }
    }

    It 'does not take an older model of the same ID for its own' {
        $server = Open-Recorder { param($request) if ($request.Method -eq 'GET') { '{"name":"tunedModels/mine"}' } else { @{ Status = 503; Body = '' } } }
        try {
            $connection = Connect-GeminiTuning -Endpoint $server.Endpoint -PassThru
            { Get-Example | New-TunedModel -Id mine -BaseModel m -Connection $connection } | Should -Throw -ErrorId 'AlreadyExists,*'
            @($server.Requests).Method | Should -Be 'GET'
        } finally {
            Close-Recorder $server
            Connect-GeminiTuning -Emulator
        }
    }

    It 'refuses an ID that is taken' {
        $null = Get-Example | New-TunedModel -Id my-model -EpochCount 1
        { Get-Example | New-TunedModel -Id my-model -EpochCount 1 } | Should -Throw -ErrorId 'AlreadyExists,*'
    }
}
