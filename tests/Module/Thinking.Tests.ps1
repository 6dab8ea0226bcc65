# How much a model thinks, the form of its responses, and how sure it is: what only Vertex AI supports.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    Connect-FastVertex
    $script:Model = Get-VertexModel 'thinking' 30

    # The bodies that are sent to Vertex AI.
    function Get-Sent([scriptblock] $Script) {
        $server = Open-Recorder { '{"candidates":[{"content":{"parts":[{"text":"x"}]},"finishReason":"STOP"}]}' }
        try {
            $connection = Connect-GeminiTuning -Endpoint $server.Endpoint -Vertex -Project p -Location us-central1 -PassThru -NoSession
            $null = & $Script $connection
            @($server.Requests).ForEach({ $_.Body | ConvertFrom-Json })
        } finally { Close-Recorder $server }
    }

    $script:Endpoint = 'projects/p/locations/us-central1/endpoints/1'
}

AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'Thinking' {
    It 'is sent as the level or the budget that was specified: <Body>' -ForEach @(
        @{ Arguments = @{ ThinkingLevel = 'Minimal' }; Body = '{"thinkingLevel":"MINIMAL"}' }
        @{ Arguments = @{ ThinkingLevel = 'high' }; Body = '{"thinkingLevel":"HIGH"}' }
        @{ Arguments = @{ ThinkingBudget = 0 }; Body = '{"thinkingBudget":0}' }
        @{ Arguments = @{ ThinkingBudget = -1 }; Body = '{"thinkingBudget":-1}' }
        @{ Arguments = @{}; Body = 'null' }
    ) {
        $sent = Get-Sent { param($connection) Invoke-TunedModel $Endpoint x -Connection $connection @Arguments }
        $sent.generationConfig.thinkingConfig | ConvertTo-Json -Compress | Should -Be $Body
    }

    It 'is counted in the usage, whose text adds up' {
        $usage = (Invoke-TunedModel $Model 7 -ThinkingLevel High).Usage
        $usage.ThoughtsTokenCount | Should -BeGreaterThan 0
        $usage.TotalTokenCount | Should -Be ($usage.PromptTokenCount + $usage.CandidatesTokenCount + $usage.ThoughtsTokenCount)
        "$usage" | Should -Be "$($usage.PromptTokenCount) in, $($usage.CandidatesTokenCount) out, $($usage.ThoughtsTokenCount) thinking"
        "$((Invoke-TunedModel $Model 7 -ThinkingLevel Minimal).Usage)" | Should -Not -Match 'thinking'
    }

    It 'is advised against once in a command, with the lowest setting of the base model: <Name>' -ForEach @(
        @{ Name = 'Invoke-TunedModel'; Script = { 1..5 | Invoke-TunedModel $Model } }
        @{ Name = 'Invoke-TunedModel -Stream'; Script = { 1..3 | Invoke-TunedModel $Model -Stream } }
        @{ Name = 'Measure-TunedModel'; Script = { Get-Example 5 | Measure-TunedModel $Model } }
        @{ Name = 'Receive-TunedModelBatch'; Script = { 1..5 | Start-TunedModelBatch $Model | Wait-TunedModelBatch | Receive-TunedModelBatch } }
    ) {
        $warnings = @(& $Script 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] })
        $warnings.Count | Should -Be 1
        "$warnings" | Should -Match "^$($Model.Name) used \d+ tokens for thinking, billed as output\. .*as little thinking as possible\. Specify -ThinkingLevel Minimal\.$"
    }

    It 'is not advised against if its amount was specified, or if a base model was asked: <Name>' -ForEach @(
        @{ Name = 'a level'; Script = { Invoke-TunedModel $Model 7 -ThinkingLevel High } }
        @{ Name = 'a budget'; Script = { Invoke-TunedModel $Model 7 -ThinkingBudget -1 } }
        @{ Name = 'measured with a level'; Script = { Get-Example 2 | Measure-TunedModel $Model -ThinkingLevel Low } }
        @{ Name = 'a batch with a level'; Script = { '7' | Start-TunedModelBatch $Model -ThinkingLevel Low | Wait-TunedModelBatch | Receive-TunedModelBatch } }
        @{ Name = 'a base model'; Script = { Invoke-TunedModel -BaseModel gemini-3.5-flash 7 } }
        @{ Name = 'a base model, streamed'; Script = { Invoke-TunedModel -BaseModel gemini-3.5-flash 7 -Stream } }
        @{ Name = 'a base model, measured'; Script = { Get-Example 2 | Measure-TunedModel -BaseModel gemini-3.5-flash } }
    ) { & $Script 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] } | Should -BeNullOrEmpty }

    It 'is advised against in general words if the base model is not known' {
        $warnings = @(Invoke-TunedModel $Model.Endpoint 7 -Connection (Connect-GeminiTuning -Emulator -Vertex -NoSession) 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] })
        "$warnings" | Should -Match 'Specify -ThinkingLevel Minimal or Low for Gemini 3 and later, or -ThinkingBudget 0 for Gemini 2\.5\.$'
    }

    It 'is a verbose line of a batch that starts without a setting' {
        $lines = '7' | Start-TunedModelBatch $Model -WhatIf -Verbose 4>&1
        "$lines" | Should -Match 'no thinking setting.*-ThinkingLevel Minimal'
        '7' | Start-TunedModelBatch $Model -ThinkingLevel Low -WhatIf -Verbose 4>&1 | Should -Not -Match 'thinking setting'
    }

    It 'takes a level or a budget, and not both' {
        { Invoke-TunedModel $Model 7 -ThinkingLevel Low -ThinkingBudget 0 } | Should -Throw "-ThinkingLevel and -ThinkingBudget can't be combined.*"
        { Invoke-TunedModel $Model 7 -ThinkingBudget -2 } | Should -Throw '*-2*'
        { Invoke-TunedModel $Model 7 -ThinkingLevel Endless } | Should -Throw '*Minimal, Low, Medium, High*'
    }

    It 'shows what the service refuses' {
        { Invoke-TunedModel -BaseModel gemini-2.5-pro 7 -ThinkingBudget 0 -ErrorAction Stop } | Should -Throw '*between 128 and 32768*'
        { Invoke-TunedModel $Model 7 -ThinkingLevel Xhigh -ErrorAction Stop } | Should -Throw '*XHIGH*'
    }

    It 'can be set once for a session' {
        $PSDefaultParameterValues['Invoke-TunedModel:ThinkingLevel'] = 'Minimal'
        try { "$((Invoke-TunedModel $Model 7).Usage)" | Should -Not -Match 'thinking' } finally { $PSDefaultParameterValues.Remove('Invoke-TunedModel:ThinkingLevel') }
    }
}

Describe 'A JSON response' {
    It 'is requested by its media type or by a schema' {
        $sent = Get-Sent {
            param($connection)
            Invoke-TunedModel $Endpoint x -Connection $connection -ResponseMimeType application/json
            Invoke-TunedModel $Endpoint x -Connection $connection -ResponseSchema '{"type": "STRING"}'
            Invoke-TunedModel $Endpoint x -Connection $connection -ResponseSchema '{"type": "STRING", "enum": ["a", "b"]}' -ResponseMimeType text/x.enum
        }
        $sent.generationConfig.responseMimeType | Should -Be 'application/json', 'application/json', 'text/x.enum'
        $sent[0].generationConfig.PSObject.Properties.Name | Should -Be 'responseMimeType'
        $sent[2].generationConfig.responseSchema.enum | Should -Be 'a', 'b'
    }

    It 'has a schema that is <Name>' -ForEach @(
        @{ Name = 'a JSON text'; Schema = '{"type":"OBJECT","properties":{"n":{"type":"INTEGER","maximum":10}},"required":["n"],"nullable":true}' }
        @{ Name = 'a hashtable'; Schema = [ordered]@{ type = 'OBJECT'; properties = @{ n = [ordered]@{ type = 'INTEGER'; maximum = 10 } }; required = @('n'); nullable = $true } }
        @{ Name = 'an object'; Schema = '{"type":"OBJECT","properties":{"n":{"type":"INTEGER","maximum":10}},"required":["n"],"nullable":true}' | ConvertFrom-Json }
    ) {
        $sent = Get-Sent { param($connection) Invoke-TunedModel $Endpoint x -Connection $connection -ResponseSchema $Schema }
        $sent.generationConfig.responseSchema | ConvertTo-Json -Depth 9 -Compress | Should -Be '{"type":"OBJECT","properties":{"n":{"type":"INTEGER","maximum":10}},"required":["n"],"nullable":true}'
    }

    It 'has the form of the schema' {
        $text = (Invoke-TunedModel $Model 7 -ThinkingLevel Minimal -Temperature 0 -ResponseSchema @{ type = 'OBJECT'; properties = @{ next = @{ type = 'STRING' } } }).Text
        ($text | ConvertFrom-Json).next | Should -Be (Invoke-TunedModel $Model 7 -ThinkingLevel Minimal -Temperature 0).Text
        (Invoke-TunedModel $Model 7 -ThinkingLevel Minimal -ResponseMimeType text/x.enum -ResponseSchema @{ type = 'STRING'; enum = 'odd', 'even' }).Text | Should -Be 'odd'
    }

    It 'has no schema that is <Name>' -ForEach @(
        @{ Name = 'no JSON'; Schema = '{"type"'; Message = "The value of -ResponseSchema isn't valid JSON.*" }
        @{ Name = 'a number'; Schema = 5; Message = "*must be a JSON object or a hashtable, but its kind is 'Number'." }
        @{ Name = 'half of a character'; Schema = '{"title": "\ud83d"}'; Message = "The value of -ResponseSchema isn't valid JSON.*" }
        @{ Name = 'too deep'; Schema = ('{"items":' * 40) + '{}' + ('}' * 40); Message = "The value of -ResponseSchema isn't valid JSON.*32*" }
        @{ Name = 'infinite'; Schema = @{ maximum = [double]::PositiveInfinity }; Message = "The value of -ResponseSchema isn't valid JSON.*" }
        @{ Name = 'a list'; Schema = '[1]'; Message = "*but its kind is 'Array'." }
    ) {
        { Invoke-TunedModel $Model 7 -ResponseSchema $Schema } | Should -Throw $Message
    }

    It 'has no schema that contains itself' {
        $loop = @{ type = 'OBJECT' }
        $loop.properties = @{ again = $loop }
        { Invoke-TunedModel $Model 7 -ResponseSchema $loop } | Should -Throw 'The value of -ResponseSchema has more than 32 levels.'
    }

    It 'is refused on the Gemini Developer API before anything is sent: -<Parameter>' -ForEach @(
        @{ Parameter = 'ResponseMimeType'; Value = 'application/json' }
        @{ Parameter = 'ResponseSchema'; Value = '{"type": "STRING"}' }
        @{ Parameter = 'ThinkingLevel'; Value = 'Minimal' }
        @{ Parameter = 'ThinkingBudget'; Value = 0 }
        @{ Parameter = 'ResponseLogprobs'; Value = $true }
        @{ Parameter = 'Logprobs'; Value = 3 }
    ) {
        $server = Open-Recorder
        try {
            $connection = Connect-GeminiTuning -Endpoint $server.Endpoint -PassThru -NoSession
            $arguments = @{ $Parameter = $Value; Connection = $connection }
            { Invoke-TunedModel tunedModels/m 7 @arguments } | Should -Throw "-$Parameter isn't available on the Gemini Developer API.*" -ErrorId 'NotOfService*'
            { Get-Example 2 | Measure-TunedModel tunedModels/m @arguments } | Should -Throw "-$Parameter isn't available on the Gemini Developer API.*"
            @($server.Requests).Count | Should -Be 0
        } finally { Close-Recorder $server }
    }
}

Describe 'Log probabilities' {
    It 'are returned for each token, with their mean' {
        $answer = Invoke-TunedModel $Model 'twenty two' -ThinkingLevel Minimal -Temperature 0 -ResponseLogprobs
        -join $answer.Logprobs.Token | Should -Be $answer.Text
        $answer.AvgLogprobs | Should -BeLessOrEqual 0
        ($answer.Logprobs | Measure-Object LogProbability -Average).Average - $answer.AvgLogprobs | Should -BeLessThan 0.001
        $answer.Logprobs[0].Alternatives | Should -Be ''
        $answer.Candidates[0].AvgLogprobs | Should -Be $answer.AvgLogprobs
        (Invoke-TunedModel $Model 7 -ThinkingLevel Minimal).Logprobs.Count | Should -Be 0
    }

    It 'include the most likely tokens' {
        $token = (Invoke-TunedModel $Model 7 -ThinkingLevel Minimal -Temperature 0 -Logprobs 3).Logprobs[0]
        $token.GetAlternatives().Count | Should -Be 3
        $token.GetAlternatives()[0].LogProbability | Should -BeGreaterOrEqual $token.GetAlternatives()[1].LogProbability
        $token.Alternatives | Should -Match "^$([regex]::Escape($token.Token)): "
    }

    It 'are returned by a batch' {
        $answers = 1..3 | Start-TunedModelBatch $Model -ThinkingLevel Minimal -Logprobs 2 | Wait-TunedModelBatch | Receive-TunedModelBatch
        $answers.Count | Should -Be 3
        $answers | ForEach-Object { $_.Logprobs.Count | Should -BeGreaterThan 0 }
    }

    It 'are no part of a stream' {
        { Invoke-TunedModel $Model 7 -Stream -ResponseLogprobs } | Should -Throw '-Stream writes text only*'
        { Invoke-TunedModel $Model 7 -Stream -Logprobs 2 } | Should -Throw '-Stream writes text only*'
    }

    It 'are converted to JSON and CSV without loss of depth' {
        $answer = Invoke-TunedModel $Model 7 -ThinkingLevel Minimal -Logprobs 2
        $json = $answer | ConvertTo-Json -WarningVariable warned -WarningAction SilentlyContinue | ConvertFrom-Json
        $warned | Should -BeNullOrEmpty
        $json.Logprobs[0].Token | Should -Be $answer.Logprobs[0].Token
        ($answer | ConvertTo-Csv | ConvertFrom-Csv).Logprobs | Should -Be "$($answer.Logprobs)"
    }
}
