BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    Connect-FastEmulator
    # Taught long enough to know its pairs by heart.
    $script:Model = 'red,rouge', 'green,vert', 'blue,bleu' | ConvertFrom-Csv -Header Input, Output |
        New-TunedModel -DisplayName colours -EpochCount 300 -BatchSize 1 -LearningRate 0.01 -Temperature 0 -WarningAction SilentlyContinue |
        Wait-TuningOperation
}
AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'Invoke-TunedModel' {
    It 'answers with what it was taught' {
        $answer = Invoke-TunedModel $Model 'green'
        $answer | Should -BeOfType GeminiTuning.TunedModelResponse
        $answer.Text | Should -Be 'vert'
        "$answer" | Should -Be 'vert'
        $answer.Prompt | Should -Be 'green'
        $answer.Model | Should -Be $Model.Name
    }

    It 'takes models by pipeline with -Prompt' {
        ($Model, $Model | Invoke-TunedModel -Prompt 'red', 'blue').Text | Should -Be 'rouge', 'bleu', 'rouge', 'bleu'
    }

    It 'takes prompts by pipeline with -Model' {
        ('red', 'blue', 'green' | Invoke-TunedModel -Model $Model.Name).Text | Should -Be 'rouge', 'bleu', 'vert'
        ('red' | Invoke-TunedModel $Model).Text | Should -Be 'rouge'
    }

    It 'takes the operation of a finished tuning for its model' {
        $operation = Get-TuningOperation $Model.Name
        (Invoke-TunedModel $operation 'red').Text | Should -Be 'rouge'
    }

    It 'takes prompts from a column, and keeps the row for joining' {
        $rows = 'id,question', '1,red', '2,blue' | ConvertFrom-Csv
        $answers = $rows | Invoke-TunedModel -Model $Model
        $answers.Text | Should -Be 'rouge', 'bleu'
        $answers.InputObject.id | Should -Be '1', '2'
        ('id,colour', '7,green' | ConvertFrom-Csv | Invoke-TunedModel -Model $Model -InputProperty colour).InputObject.id | Should -Be '7'
    }

    It 'says which columns are there where none is named like a prompt' {
        [pscustomobject]@{ X = 1; Y = 2 } | Invoke-TunedModel -Model $Model -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'PromptRefused,*'
        "$($problem[0])" | Should -Match 'X, Y.*-InputProperty'
        $problem[0].TargetObject.X | Should -Be 1
    }

    It 'keeps the order of the prompts, however many are asked at a time' {
        $prompts = 1..60 | ForEach-Object { ('red', 'green', 'blue')[$_ % 3] }
        ($prompts | Invoke-TunedModel -Model $Model -ThrottleLimit 8).Prompt | Should -Be $prompts
    }

    It 'writes an answer before the next prompt comes, where one is asked at a time' {
        $times = & { 'red'; Start-Sleep -Milliseconds 300; [datetime]::UtcNow } | ForEach-Object { if ($_ -is [datetime]) { $script:Second = $_; 'blue' } else { $_ } } |
            Invoke-TunedModel -Model $Model -ThrottleLimit 1 | ForEach-Object { [datetime]::UtcNow }
        $times[0] | Should -BeLessThan $Second
    }

    It 'keeps what was added to the prompt''s object' {
        $file = Join-Path $TestDrive 'prompts.txt'
        Set-Content $file 'red', 'blue'
        (Get-Content $file | Invoke-TunedModel -Model $Model).InputObject.ReadCount | Should -Be 1, 2
    }

    It 'goes on after an object that cannot be read' {
        $broken = [pscustomobject]@{ id = 1 } | Add-Member ScriptProperty question { throw 'boom' } -PassThru
        $answers = 'red', $broken, 'blue' | Invoke-TunedModel -Model $Model -ErrorVariable problem -ErrorAction SilentlyContinue
        $answers.Text | Should -Be 'rouge', 'bleu'
        "$($problem[0])" | Should -Match 'can''t be read\. boom\.'
        $problem[0].TargetObject.id | Should -Be 1
    }

    It 'refuses -Stream with several candidates, and a category that is given twice' {
        { Invoke-TunedModel $Model x -Stream -CandidateCount 2 } | Should -Throw '-Stream returns one candidate.*'
        { Invoke-TunedModel $Model x -SafetySetting @{ Harassment = 'BlockNone'; HARM_CATEGORY_HARASSMENT = 'BlockNone' } } | Should -Throw '*category Harassment more than once*'
        { Invoke-TunedModel $Model x -SafetySetting @{ Rudeness = 'BlockNone' } } | Should -Throw '*Harassment*'
    }

    It 'asks no more than -ThrottleLimit at a time' {
        $server = Open-Recorder { @{ Body = '{"candidates":[{"content":{"parts":[{"text":"x"}]},"finishReason":"STOP"}]}'; DelayMs = 30 } }
        try {
            $connection = Connect-GeminiTuning -Endpoint $server.Endpoint -PassThru
            $asked = [Collections.Generic.List[int]]::new()
            1..8 | ForEach-Object { "$_" } | Invoke-TunedModel -Model m -ThrottleLimit 2 -Connection $connection | ForEach-Object { $asked.Add($server.Requests.Count) }
            # When the Nth answer is written, no more than N + 2 were sent.
            for ($i = 0; $i -lt 8; $i++) { $asked[$i] | Should -BeLessOrEqual ($i + 3) }
        } finally {
            Close-Recorder $server
            Connect-GeminiTuning -Emulator
        }
    }

    It 'writes the text as it comes with -Stream' {
        $pieces = Invoke-TunedModel $Model 'green' -Stream
        $pieces | Should -BeOfType string
        -join $pieces | Should -Be 'vert'
    }

    It 'gives finish reason, safety ratings and usage as types' {
        $answer = Invoke-TunedModel $Model 'red'
        $answer.FinishReason | Should -BeOfType GeminiTuning.FinishReason
        $answer.FinishReason | Should -Be 'Stop'
        $answer.SafetyRatings[0] | Should -BeOfType GeminiTuning.SafetyRating
        $answer.SafetyRatings.Category | Should -Contain ([GeminiTuning.HarmCategory]::Harassment)
        $answer.Usage | Should -BeOfType GeminiTuning.TokenUsage
        $answer.Usage.TotalTokenCount | Should -Be ($answer.Usage.PromptTokenCount + $answer.Usage.CandidatesTokenCount)
    }

    It 'sends what is set, and nothing that is not' {
        $server = Open-Recorder { '{"candidates":[{"content":{"parts":[{"text":"x"}]},"finishReason":"STOP"}]}' }
        try {
            $connection = Connect-GeminiTuning -Endpoint $server.Endpoint -PassThru
            $null = Invoke-TunedModel m p -Connection $connection
            $null = Invoke-TunedModel m p -Connection $connection -Temperature 0 -TopP 0.5 -TopK 3 -MaxOutputTokens 9 -StopSequence a, b -CandidateCount 2 -Seed 7 -SafetySetting @{ Harassment = 'BlockNone'; HARM_CATEGORY_HATE_SPEECH = 'BLOCK_ONLY_HIGH' }
            $plain, $full = @($server.Requests).Body | ForEach-Object { $_ | ConvertFrom-Json }
            @($server.Requests)[0].Path | Should -Be '/v1beta/tunedModels/m:generateContent'
            $plain.contents[0].parts[0].text | Should -Be 'p'
            $plain.contents[0].role | Should -Be 'user'
            $plain.generationConfig.PSObject.Properties.Name | Should -BeNullOrEmpty
            $full.generationConfig | ConvertTo-Json -Compress | Should -Be '{"candidateCount":2,"stopSequences":["a","b"],"maxOutputTokens":9,"temperature":0,"topP":0.5,"topK":3,"seed":7}'
            ($full.safetySettings | Sort-Object category | ForEach-Object { "$($_.category)=$($_.threshold)" }) | Should -Be 'HARM_CATEGORY_HARASSMENT=BLOCK_NONE', 'HARM_CATEGORY_HATE_SPEECH=BLOCK_ONLY_HIGH'
        } finally {
            Close-Recorder $server
            Connect-GeminiTuning -Emulator
        }
    }

    It 'gives as many candidates as are asked for' {
        (Invoke-TunedModel $Model 'red' -CandidateCount 3).Candidates.Count | Should -Be 3
    }

    It 'makes a blocked prompt an error for that prompt alone, with it as the target' {
        $answers = 'red', 'EMULATOR_BLOCK_PROMPT', 'blue' | Invoke-TunedModel -Model $Model -ErrorVariable problem -ErrorAction SilentlyContinue
        $answers.Text | Should -Be 'rouge', 'bleu'
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'PromptBlocked,*'
        $problem[0].TargetObject | Should -Be 'EMULATOR_BLOCK_PROMPT'
        "$($problem[0])" | Should -Match 'the service blocked the prompt \(reason: Safety'
        $problem[0].Exception.Response.PromptFeedback.BlockReason | Should -Be 'Safety'
    }

    It 'makes an answer that was held back an error too, streamed or not' {
        Invoke-TunedModel $Model 'EMULATOR_BLOCK_ANSWER' -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'AnswerBlocked,*'
        Invoke-TunedModel $Model 'EMULATOR_BLOCK_PROMPT' -Stream -ErrorVariable streamed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $streamed[0].FullyQualifiedErrorId | Should -BeLike 'PromptBlocked,*'
    }

    It 'asks again for just the failed prompts' {
        $null = 'red', 'EMULATOR_BLOCK_PROMPT' | Invoke-TunedModel -Model $Model -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.TargetObject | Invoke-TunedModel -Model $Model -ErrorVariable again -ErrorAction SilentlyContinue
        $again.TargetObject | Should -Be 'EMULATOR_BLOCK_PROMPT'
    }

    It 'refuses <What> before it is sent, and goes on with the next' -TestCases @(
        @{ What = 'a prompt of 40,001 characters'; Bad = 'x' * 40001; Message = '40,001 characters' }
        @{ What = 'an empty prompt'; Bad = ''; Message = 'is empty' }
        @{ What = 'a lone surrogate'; Bad = "a$([char]0xD800)"; Message = 'surrogate' }
        @{ What = 'an object without such a column'; Bad = [pscustomobject]@{ colour = 'red' }; Message = 'Available columns: colour' }
    ) {
        $server = Open-Recorder { '{"candidates":[{"content":{"parts":[{"text":"x"}]},"finishReason":"STOP"}]}' }
        try {
            $connection = Connect-GeminiTuning -Endpoint $server.Endpoint -PassThru
            $answers = $Bad, 'good' | Invoke-TunedModel -Model m -Connection $connection -ErrorVariable problem -ErrorAction SilentlyContinue
            $answers.Prompt | Should -Be 'good'
            "$($problem[0])" | Should -Match $Message
            @($server.Requests).Count | Should -Be 1
        } finally {
            Close-Recorder $server
            Connect-GeminiTuning -Emulator
        }
    }

    It 'takes a prompt of 40,000 characters beyond the BMP' {
        $smile = [char]::ConvertFromUtf32(0x1F600)
        Invoke-TunedModel $Model ($smile * 40000) -Temperature 0 | Should -Not -BeNullOrEmpty
    }

    It 'writes one error for a model that is not there' {
        Invoke-TunedModel nope 'x' -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.Count | Should -Be 1
        $problem[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'stops at once when the pipeline is stopped, and sends no more' {
        $server = Open-Recorder { @{ Body = '{}'; DelayMs = 20000 } }
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$ModulePath'; `$c = Connect-GeminiTuning -Endpoint $($server.Endpoint) -PassThru; 1..100 | ForEach-Object { `"`$_`" } | Invoke-TunedModel -Model m -Connection `$c")
            $null = $shell.BeginInvoke()
            foreach ($attempt in 1..200) {
                if ($server.Requests.Count) { break }
                Start-Sleep -Milliseconds 50
            }
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan $AtOnceSec
        } finally {
            $shell.Dispose()
            Close-Recorder $server
            Connect-GeminiTuning -Emulator
        }
    }
}

Describe 'The progress of many prompts' {
    BeforeAll {
        # Each response takes so long that the bar is due before the last one.
        $script:Answering = Open-Recorder { @{ Body = '{"candidates":[{"content":{"parts":[{"text":"a"}]},"finishReason":"STOP"}]}'; DelayMs = 300 } }
        $script:Failing = Open-Recorder { @{ Status = 400; Body = '{"error":{"code":400,"message":"no"}}'; DelayMs = 300 } }

        function Get-Progress([string] $Script, $Server = $Answering) {
            $shell = [powershell]::Create()
            try {
                $null = $shell.AddScript("Import-Module '$ModulePath'; `$connection = Connect-GeminiTuning -Endpoint $($Server.Endpoint) -MaximumRetryCount 0 -NoSession; $Script")
                try { $null = $shell.Invoke() } catch { Write-Debug "It ended with an error: $_" }
                @($shell.Streams.Progress | Where-Object Activity -eq 'Sending prompts')
            } finally { $shell.Dispose() }
        }
    }
    AfterAll { $Answering, $Failing | ForEach-Object { Close-Recorder $_ } }

    It 'counts what was answered, with the rate, and is removed at the end' {
        $bar = Get-Progress '1..5 | Invoke-TunedModel m -ThrottleLimit 1 -Connection $connection'
        $shown = @($bar | Where-Object RecordType -eq Processing)
        $shown.Count | Should -BeGreaterThan 0
        $shown[-1].StatusDescription | Should -Match '^[2-5] answered, 0 failed, [\d.]+ per (second|minute)$'
        # How many come through the pipeline isn't known before its end.
        $shown[0].PercentComplete, $shown[0].SecondsRemaining | Should -Be -1, -1
        $bar[-1].RecordType | Should -Be 'Completed'
        @($bar | Where-Object RecordType -eq Completed).Count | Should -Be 1
    }

    It 'shows the percentage and the remaining time where the number of prompts is known' {
        $shown = @(Get-Progress 'Invoke-TunedModel m (1..8) -ThrottleLimit 1 -Connection $connection' | Where-Object RecordType -eq Processing)
        $shown.Count | Should -BeGreaterThan 1
        $shown[0].PercentComplete | Should -BeIn 12, 25, 37, 50, 62, 75, 87, 100
        $shown[1].SecondsRemaining | Should -BeGreaterOrEqual 0
        $shown[1].PercentComplete | Should -BeGreaterThan $shown[0].PercentComplete
    }

    It 'counts what failed, and is removed where an error ends the command' {
        $bar = Get-Progress '1..5 | Invoke-TunedModel m -ThrottleLimit 1 -Connection $connection -ErrorAction SilentlyContinue' $Failing
        @($bar | Where-Object RecordType -eq Processing)[-1].StatusDescription | Should -Match '^0 answered, [2-5] failed, '
        $bar[-1].RecordType | Should -Be 'Completed'
        $bar = Get-Progress '& { 1..3; throw "ended" } | Invoke-TunedModel m -ThrottleLimit 1 -Connection $connection'
        $bar.Count | Should -BeGreaterThan 1
        $bar[-1].RecordType | Should -Be 'Completed'
        $bar = Get-Progress '1..9 | Invoke-TunedModel m -ThrottleLimit 1 -Connection $connection | Select-Object -First 4'
        $bar.Count | Should -BeGreaterThan 1
        $bar[-1].RecordType | Should -Be 'Completed'
    }

    It 'is not shown for <What>' -TestCases @(
        @{ What = 'one prompt'; Script = 'Invoke-TunedModel m 1 -Connection $connection' }
        @{ What = 'a session without progress'; Script = '$ProgressPreference = "SilentlyContinue"; 1..4 | Invoke-TunedModel m -ThrottleLimit 1 -Connection $connection' }
        @{ What = '-ProgressAction'; Script = '1..4 | Invoke-TunedModel m -ThrottleLimit 1 -Connection $connection -ProgressAction Ignore' }
    ) { Get-Progress $Script | Should -BeNullOrEmpty }

    It 'is removed by Ctrl+C' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$ModulePath'; `$connection = Connect-GeminiTuning -Endpoint $($Answering.Endpoint) -NoSession; 1..1000 | Invoke-TunedModel m -ThrottleLimit 1 -Connection `$connection")
            $null = $shell.BeginInvoke()
            foreach ($attempt in 1..1500) {
                if ($shell.Streams.Progress.Count) { break }
                Start-Sleep -Milliseconds 20
            }
            $shell.Stop()
            $shell.Streams.Progress.Count | Should -BeGreaterThan 1
            @($shell.Streams.Progress)[-1].RecordType | Should -Be 'Completed'
        } finally { $shell.Dispose() }
    }
}
