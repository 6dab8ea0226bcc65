BeforeDiscovery {
    # What a server may do, and the ErrorId that it is for Get-TunedModel.
    $script:Answers = @(
        @{ Answer = 'key-invalid'; Id = 'ApiKeyInvalid' }, @{ Answer = 'fields'; Id = 'RequestRefused' }, @{ Answer = 'unauthorized'; Id = 'CredentialRefused' }
        @{ Answer = 'scope'; Id = 'ScopeInsufficient' }, @{ Answer = 'no-quota-project'; Id = 'QuotaProjectMissing' }, @{ Answer = 'quota-project-denied'; Id = 'QuotaProjectRefused' }
        @{ Answer = 'disabled'; Id = 'ServiceDisabled' }, @{ Answer = 'forbidden'; Id = 'AccessDenied' }, @{ Answer = 'not-found'; Id = 'NotFound' }
        @{ Answer = 'conflict'; Id = 'AlreadyExists' }, @{ Answer = 'quota'; Id = 'QuotaExceeded' }, @{ Answer = 'daily-quota'; Id = 'DailyQuotaExceeded' }
        @{ Answer = 'internal'; Id = 'ServiceFailed' }, @{ Answer = 'unavailable'; Id = 'ServiceFailed' }, @{ Answer = 'teapot'; Id = 'RequestFailed' }
        @{ Answer = 'masked'; Id = 'RequestRefused' }, @{ Answer = 'cut-error'; Id = 'RequestRefused' }, @{ Answer = 'page-error'; Id = 'ServiceFailed' }
        @{ Answer = 'malformed'; Id = 'AnswerNotUnderstood' }, @{ Answer = 'other-types'; Id = 'AnswerNotUnderstood' }, @{ Answer = 'page'; Id = 'AnswerNotUnderstood' }
        @{ Answer = 'cut-off'; Id = 'ServiceUnreachable' }, @{ Answer = 'nothing'; Id = 'AnswerNotUnderstood' }, @{ Answer = 'redirect'; Id = 'RequestFailed' }
        @{ Answer = 'operation'; Id = '' }
    )
    $script:PlainAddresses = 'http://example.com/', 'HTTP://EXAMPLE.COM', 'http://127.0.0.1.example.com/', 'http://0.0.0.0/', 'http://[2001:db8::1]/'
    # Each has a password of its own, since a process remembers what it has seen in its environment.
    $number = 0
    $script:PrivateAddresses = foreach ($address in 'https://user:PASSWORD@127.0.0.1/', 'http://user:PASSWORD@127.0.0.1/', 'http://PASSWORD@127.0.0.1/', 'https://example.com/?key=PASSWORD', 'https://example.com/#PASSWORD', 'user:PASSWORD@127.0.0.1', 'http://user:PASSWORD@127.0.0.1:99999/') {
        $number++
        $password = "${number}q7Xw2-pa55-Kv9Rt$number"
        @{ Address = $address.Replace('PASSWORD', $password); Password = $password }
    }
    $script:Cases = foreach ($kind in 'ApiKey', 'AccessToken') { foreach ($answer in $Answers) { $answer + @{ Kind = $kind } } }
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    # They look like Google's, and hold what is spelled otherwise in addresses and in JSON.
    $script:Secrets = @{ ApiKey = 'AIzaFAKE-not_a_real_key-Zq7Xw2'; AccessToken = 'ya29.FAKE/not+a=real~token-Zq7Xw2' }

    # What is asked of a service, each cmdlet in each of its ways.
    $script:Calls = [ordered]@{
        'Get-TunedModel'              = 'Get-TunedModel m', 'Get-TunedModel', 'Get-TunedModel -Filter f'
        'Get-TuningBaseModel'         = 'Get-TuningBaseModel', 'Get-TuningBaseModel m'
        'Get-TuningOperation'         = 'Get-TuningOperation tunedModels/m/operations/o', 'Get-TuningOperation m', 'Get-TuningOperation'
        'Invoke-TunedModel'           = 'Invoke-TunedModel m p', 'Invoke-TunedModel m p -Stream', '1..3 | Invoke-TunedModel -Model m'
        'Measure-TunedModel'          = '@{ input = 1; output = 2 }, @{ input = 3; output = 4 } | Measure-TunedModel m', '@{ input = 1; output = 2 } | Measure-TunedModel -BaseModel b'
        'New-TunedModel'              = '@{ Input = 1; Output = 2 } | New-TunedModel -BaseModel b', '@{ Input = 1; Output = 2 } | New-TunedModel', '@{ Input = 1; Output = 2 } | New-TunedModel -BaseModel b -Id mine', '@{ Input = 1; Output = 2 } | New-TunedModel -BaseModel b -CountToken -WhatIf'
        'New-TuningSweep'             = '@{ Input = 1; Output = 2 } | New-TuningSweep s -BaseModel b -EpochCount 1, 2', '@{ Input = 1; Output = 2 } | New-TuningSweep s'
        'Set-TunedModel'              = 'Set-TunedModel m n -PassThru', 'Set-TunedModel m* n'
        'Remove-TunedModel'           = 'Remove-TunedModel m -Force'
        'Set-TunedModelOwner'         = 'Set-TunedModelOwner m her@example.com -Force -PassThru'
        'Get-TunedModelPermission'    = 'Get-TunedModelPermission m', 'Get-TunedModelPermission tunedModels/m/permissions/1'
        'Grant-TunedModelPermission'  = 'Grant-TunedModelPermission m -User her@example.com -Role Reader', 'Grant-TunedModelPermission tunedModels/m/permissions/1 -Role Writer'
        'Revoke-TunedModelPermission' = 'Revoke-TunedModelPermission m -Everyone', 'Revoke-TunedModelPermission tunedModels/m/permissions/1'
        'Show-TuningLoss'             = 'Show-TuningLoss m', 'Show-TuningLoss m* -Follow'
        'Stop-TuningOperation'        = 'Stop-TuningOperation tunedModels/m/operations/o', 'Stop-TuningOperation m'
        'Wait-TuningOperation'        = 'Wait-TuningOperation tunedModels/m/operations/o -PollIntervalSec 1 -OutageTimeoutSec 1', 'Wait-TuningOperation m -PollIntervalSec 1 -OutageTimeoutSec 1'
    }
    # The same on Vertex AI, which takes no key.
    $script:VertexCalls = [ordered]@{
        'Get-TunedModel'          = 'Get-TunedModel 1', 'Get-TunedModel', 'Get-TunedModel models/1'
        'Get-TuningOperation'     = 'Get-TuningOperation 1', 'Get-TuningOperation'
        'Invoke-TunedModel'       = 'Invoke-TunedModel 1 p', 'Invoke-TunedModel endpoints/1 p', 'Invoke-TunedModel endpoints/1 p -Stream'
        'Measure-TunedModel'      = '@{ input = 1; output = 2 } | Measure-TunedModel 1', '@{ input = 1; output = 2 } | Measure-TunedModel 1 -Checkpoint *'
        'New-TunedModel'          = '@{ Input = 1; Output = 2 } | New-TunedModel', '@{ prompt = 1; chosen = 2; rejected = 3 } | New-TunedModel -Beta 0.1', 'New-TunedModel -TrainingDataUri gs://bucket/o.jsonl', 'New-TunedModel -TrainingDataUri gs://bucket/o.jsonl -SourceModel models/1', '@{ Input = 1; Output = 2 } | New-TunedModel -CountToken -WhatIf'
        'New-TuningSweep'         = 'New-TuningSweep s -TrainingDataUri gs://bucket/o.jsonl -EpochCount 1, 2'
        'Remove-TunedModel'       = 'Remove-TunedModel 1 -Force'
        'Show-TuningLoss'         = 'Show-TuningLoss 1', 'Show-TuningLoss 1 -Follow'
        'Stop-TuningOperation'    = 'Stop-TuningOperation 1'
        'Wait-TuningOperation'    = 'Wait-TuningOperation 1 -PollIntervalSec 1 -OutageTimeoutSec 1'
        'Start-TunedModelBatch'   = '1 | Start-TunedModelBatch models/1', '1 | Start-TunedModelBatch 1'
        'Get-TunedModelBatch'     = 'Get-TunedModelBatch', 'Get-TunedModelBatch 1'
        'Wait-TunedModelBatch'    = 'Wait-TunedModelBatch 1 -PollIntervalSec 1 -OutageTimeoutSec 1'
        'Receive-TunedModelBatch' = 'Receive-TunedModelBatch 1'
        'Stop-TunedModelBatch'    = 'Stop-TunedModelBatch 1'
    }
    $script:Silent = 'Compare-TunedModel', 'Connect-GeminiTuning', 'Disconnect-GeminiTuning', 'Get-GeminiTuningConnection', 'Start-TuningEmulator', 'Stop-TuningEmulator',
            'Import-TuningExample', 'Test-TuningExample', 'Select-TuningExample', 'Split-TuningExample', 'Export-TuningExample', 'Export-TuningReport'

    # Answers as the first part of the path says, with the request's own credential in every place that there is.
    $script:Server = Open-Recorder {
        param($request)
        $secret = if ($request.Headers['x-goog-api-key']) { $request.Headers['x-goog-api-key'] } else { $request.Headers['Authorization'] -replace '^Bearer ' }
        $escaped = -join ($secret.ToCharArray() | ForEach-Object { '\u{0:x4}' -f [int] $_ })
        $echo = "$secret $escaped $([uri]::EscapeDataString($secret)) Bearer $secret"
        $context.Response.AddHeader('x-request-id', "id-$secret")
        $context.Response.AddHeader('x-echo', $secret)
        function Get-Fault([int] $Status, [string] $Reason = 'OTHER', [string] $Words = '', [string] $Quota = 'PerMinute') {
            @{
                Status = $Status
                Body   = @"
{"error": {"code": $Status, "message": "$Words $echo", "status": "$echo", "details": [
  {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "$Reason", "domain": "$echo", "metadata": {"$secret": "$echo"}},
  {"fieldViolations": [{"field": "$echo", "description": "$echo"}]},
  {"violations": [{"quotaId": "$Quota-$secret", "subject": "$echo"}]}, {"requestId": "$echo"}, {"retryDelay": "0s"}, {"$escaped": "$echo"}]}}
"@
            }
        }
        switch (($request.Path -split '/')[1]) {
            'key-invalid' { Get-Fault 400 API_KEY_INVALID }
            'fields' { Get-Fault 400 }
            'unauthorized' { Get-Fault 401 }
            'scope' { Get-Fault 403 ACCESS_TOKEN_SCOPE_INSUFFICIENT }
            'no-quota-project' { Get-Fault 403 SERVICE_DISABLED 'The API requires a quota project.' }
            'quota-project-denied' { Get-Fault 403 USER_PROJECT_DENIED }
            'disabled' { Get-Fault 403 SERVICE_DISABLED }
            'forbidden' { Get-Fault 403 }
            'not-found' { Get-Fault 404 }
            'conflict' { Get-Fault 409 }
            'quota' { Get-Fault 429 }
            'daily-quota' { Get-Fault 429 -Quota PerDay }
            'internal' { Get-Fault 500 }
            'unavailable' { Get-Fault 503 }
            'teapot' { Get-Fault 418 }
            'masked' { @{ Status = 400; Body = "{`"error`": {`"message`": `"Bad key \`"$($secret.Substring(0, 12))...\`"`"}}" } }
            'cut-error' { @{ Status = 400; Body = "{`"error`": {`"message`": `"Bad key $($secret.Substring(0, 14))" } }
            'page-error' { @{ Status = 502; Body = "<html>GET $($request.Path)?key=$echo</html>"; Type = 'text/html' } }
            'malformed' { "{`"$secret`": nonsense $echo}" }
            'other-types' { "{`"name`": {`"$secret`": `"$echo`"}, `"models`": `"$echo`", `"tunedModels`": `"$echo`", `"operations`": `"$echo`", `"candidates`": `"$echo`"}" }
            'page' { @{ Body = "<html>$echo</html>"; Type = "text/$($secret -replace '[/=~+]', '-')" } }
            'redirect' { $context.Response.AddHeader('Location', "http://127.0.0.1:9/?key=$secret"); @{ Status = 302; Body = $echo } }
            'nothing' { $context.Response.Abort() }
            'cut-off' {
                $context.Response.ContentLength64 = 10000
                $bytes = [Text.Encoding]::UTF8.GetBytes("{`"$secret`": `"$echo")
                $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
                $context.Response.OutputStream.Flush()
                $context.Response.Abort()
            }
            'operation' {
                $failed = "{`"name`": `"tunedModels/m/operations/o`", `"done`": true, `"error`": {`"code`": 13, `"message`": `"$echo`"}}"
                if ($request.Path -match 'operations\?') { "{`"operations`": [$failed]}" }
                elseif ($request.Path -match 'GenerateContent') { "[{`"error`": {`"code`": 500, `"message`": `"$echo`"}}]" }
                elseif ($request.Path -match 'models\?') { "{`"models`": [{`"name`": `"models/b`", `"supportedGenerationMethods`": [`"createTunedModel`"]}], `"tunedModels`": [{`"name`": `"tunedModels/m`", `"state`": `"CREATING`"}]}" }
                else { $failed }
            }
        }
    }

    # PowerShells of their own, whose streams, progress included, can be read. The connection is the process's.
    $script:Shells = 1..3 | ForEach-Object { [powershell]::Create() }
    $Shells.ForEach({ $null = $_.AddScript("Import-Module '$ModulePath'").Invoke() })

    function ConvertTo-Secret([string] $Text) {
        $secret = [securestring]::new()
        $Text.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
        $secret
    }

    function Connect-Server([string] $Kind, [string] $Answer, [int] $Retries = 0, [switch] $Vertex) {
        $secret = @{ $Kind = ConvertTo-Secret $Secrets[$Kind] }
        if ($Vertex) { $secret.Vertex = $true }
        Connect-GeminiTuning @secret -Endpoint "$($Server.Endpoint)$Answer" -MaximumRetryCount $Retries -RetryIntervalSec 1 -PassThru -Verbose -Debug *>&1
    }

    # Starts a line with -Verbose -Debug (which by itself makes of each warning a question).
    function Start-Line([string] $Line, $Shell = $Shells[0]) {
        $Shell.Commands.Clear()
        $Shell.Streams.ClearStreams()
        $null = $Shell.AddScript('$Error.Clear(); $VerbosePreference = $DebugPreference = $InformationPreference = "Continue"; ' + $Line + ' -Verbose -Debug -WarningAction Continue')
        [pscustomobject]@{ Line = $Line; Shell = $Shell; Running = $Shell.BeginInvoke() }
    }

    # All that comes of a line that was started.
    function Get-Written($Started) {
        $shell = $Started.Shell
        try { $shell.EndInvoke($Started.Running) } catch { $_.Exception; $_.Exception.ErrorRecord }
        $written = @($shell.Streams.Error | ForEach-Object { "$_" })
        'Error', 'Warning', 'Verbose', 'Debug', 'Information', 'Progress' | ForEach-Object { $shell.Streams.$_.ReadAll() }
        # Those that are not in the stream of errors, too.
        $shell.Runspace.SessionStateProxy.GetVariable('Error') | Where-Object { "$_" -notin $written }
    }

    function Invoke-Line([string] $Line) { Get-Written (Start-Line $Line) }

    # Runs lines, and gives for each all that comes of it. Those that wait run beside the others.
    function Invoke-Lines([string[]] $Line) {
        $waits = @($Line -like 'Wait-*')
        $started = @(for ($i = 0; $i -lt $waits.Count; $i++) { Start-Line $waits[$i] $Shells[$i + 1] })
        foreach ($one in $Line -notlike 'Wait-*') { [pscustomobject]@{ Line = $one; Items = @(Invoke-Line $one) } }
        foreach ($one in $started) { [pscustomobject]@{ Line = $one.Line; Items = @(Get-Written $one) } }
    }

    # All that an object can be made to show. PowerShell's view of an error is a long script, and what it puts together is in the
    # other forms as well: it is looked at once for each cmdlet and ErrorId. Records of the other streams consist of their message and
    # of the line that wrote them: those that are equal in both are looked at once for each kind of secret.
    $script:Viewed = [Collections.Generic.HashSet[string]]::new()
    function Test-New($Item) {
        $Item -isnot [Management.Automation.InformationalRecord] -or $Viewed.Add("$Kind $($Item.GetType().Name) $($Item.InvocationInfo.Line) $Item")
    }
    function Get-Shown([object[]] $Item) {
        $Item = @($Item | Where-Object { Test-New $_ })
        $Item | Where-Object { $_ -isnot [Management.Automation.ErrorRecord] -or $Viewed.Add($_.FullyQualifiedErrorId) } | Out-String -Width 4096
        $Item | Format-List * -Force | Out-String -Width 4096
        foreach ($one in $Item | Where-Object { $null -ne $_ }) {
            [Management.Automation.PSSerializer]::Serialize($one, 2)
            if ($one -is [Management.Automation.ErrorRecord]) {
                $one.Exception.ToString()
                $one.Exception | Format-List * -Force | Out-String -Width 4096
                $one.ErrorDetails | Format-List * -Force | Out-String -Width 4096
                # Not the methods that threw, nor what PowerShell's own exceptions hold: both are many megabytes of JSON.
                $one | Select-Object * -ExcludeProperty Exception, InvocationInfo | ConvertTo-Json -Depth 6 -WarningAction SilentlyContinue
                if ($one.Exception -is [GeminiTuning.TuningServiceException] -or $one.Exception -is [GeminiTuning.TuningFailedException]) {
                    $one.Exception | Select-Object * -ExcludeProperty TargetSite, InnerException, Data | ConvertTo-Json -Depth 6 -WarningAction SilentlyContinue
                }
            } elseif ($one -is [Exception] -or $one -is [Management.Automation.InformationalRecord]) {
                $one.ToString()
            } else {
                "$one"
                $one | ConvertTo-Json -Depth 6 -WarningAction SilentlyContinue
            }
        }
    }

    # The ways in which a text gives a secret away, in part or in another spelling.
    function Find-Leak([string] $Text, [string] $Secret) {
        $parts = $Secret.Substring(0, 8), $Secret.Substring($Secret.Length - 8)
        $needles = @($parts) + @($parts | ForEach-Object { -join $_[7..0] }) +
            [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($Secret.Substring(0, 9))) +
            [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($Secret.Substring(0, 9))) +
            [Convert]::ToHexString([Text.Encoding]::Unicode.GetBytes($parts[0]))
        $plain = [regex]::Replace($Text, '\\u([0-9a-fA-F]{4})', { param($match) [char] [Convert]::ToInt32($match.Groups[1].Value, 16) })
        foreach ($spelling in $Text, $plain, [uri]::UnescapeDataString($plain)) {
            foreach ($needle in $needles) {
                $at = $spelling.IndexOf($needle, [StringComparison]::OrdinalIgnoreCase)
                if ($at -ge 0) { $spelling.Substring([Math]::Max(0, $at - 60), [Math]::Min(120, $spelling.Length - [Math]::Max(0, $at - 60))) }
            }
        }
    }
}
AfterAll {
    $Shells.ForEach({ $_.Dispose() })
    Close-Recorder $Server
    Disconnect-GeminiTuning
}

Describe 'A secret' {
    It 'is looked for in every cmdlet that speaks to a service' {
        $all = (Get-Module GeminiTuning).ExportedCmdlets.Keys | Sort-Object
        @($Calls.Keys) + $VertexCalls.Keys + $Silent | Sort-Object -Unique | Should -Be $all
    }

    It 'would be found: <_>' -ForEach 'as it is', 'in JSON', 'in an address', 'its beginning', 'its end', 'backwards', 'in base64', 'in the hexadecimal of Export-Clixml' {
        $secret = $Secrets.AccessToken
        $shown = switch ($_) {
            'as it is' { $secret }
            'in JSON' { -join ($secret.ToCharArray() | ForEach-Object { '\u{0:x4}' -f [int] $_ }) }
            'in an address' { [uri]::EscapeDataString($secret) }
            'its beginning' { $secret.Substring(0, 8) }
            'its end' { $secret.Substring($secret.Length - 8) }
            'backwards' { -join $secret[($secret.Length - 1)..0] }
            'in base64' { [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($secret)) }
            default { [Management.Automation.PSSerializer]::Serialize((ConvertTo-Secret $secret)) }
        }
        if ($_ -ne 'in the hexadecimal of Export-Clixml' -or -not $IsWindows) { Find-Leak "some $shown words" $secret | Should -Not -BeNullOrEmpty }
    }

    It '(<Kind>) is nowhere when the service says: <Answer>' -ForEach $Cases {
        $Server.Requests.Clear()
        $secret = $Secrets[$Kind]
        Find-Leak (Get-Shown (Connect-Server $Kind $Answer) | Out-String) $secret | Should -BeNullOrEmpty
        foreach ($done in Invoke-Lines ($Calls.Values | ForEach-Object { $_ })) {
            Find-Leak (Get-Shown $done.Items | Out-String) $secret | Should -BeNullOrEmpty -Because "$($done.Line) does not show it"
            if ($done.Line -eq 'Get-TunedModel m' -and $Id) { ($done.Items | Where-Object { $_ -is [Management.Automation.ErrorRecord] })[0].FullyQualifiedErrorId | Should -BeLike "$Id,*" }
        }
        if ($Kind -eq 'AccessToken') {
            $null = Connect-Server $Kind $Answer -Vertex
            foreach ($done in Invoke-Lines ($VertexCalls.Values | ForEach-Object { $_ })) {
                Find-Leak (Get-Shown $done.Items | Out-String) $secret | Should -BeNullOrEmpty -Because "$($done.Line) does not show it"
            }
        }
        Find-Leak (Get-Shown (Get-GeminiTuningConnection) | Out-String) $secret | Should -BeNullOrEmpty
        # It was there to be shown: each request had it, in its header alone.
        $requests = @($Server.Requests)
        $requests.Count | Should -BeGreaterOrEqual 12
        foreach ($request in $requests) {
            if ($Kind -eq 'ApiKey') { $request.Headers['x-goog-api-key'] | Should -BeExactly $secret } else { $request.Headers['Authorization'] | Should -BeExactly "Bearer $secret" }
            Find-Leak "$($request.Path) $($request.Body)" $secret | Should -BeNullOrEmpty
        }
    }

    It '(<_>) is in no warning and no verbose line of a retry' -ForEach 'ApiKey', 'AccessToken' {
        $secret = $Secrets[$_]
        $null = Connect-Server $_ 'unavailable' -Retries 1
        $items = @(Invoke-Line 'Get-TunedModel m')
        @($items | Where-Object { $_ -is [Management.Automation.WarningRecord] }).Count | Should -Be 1
        @($items | Where-Object { $_ -is [Management.Automation.VerboseRecord] -and "$_" -match '^Attempt 1 failed' }).Count | Should -Be 1
        Find-Leak (Get-Shown $items | Out-String) $secret | Should -BeNullOrEmpty
    }

    It '(<Kind>) is neither in a transcript nor on the screen' -ForEach @{ Kind = 'ApiKey' }, @{ Kind = 'AccessToken' } {
        $transcript = Join-Path $TestDrive "$Kind.txt"
        $lines = ($Calls.Values | ForEach-Object { $_ } | ForEach-Object { "$_ -Verbose -Debug -WarningAction Continue" }) -join "`n"
        $script = @"
            Start-Transcript '$transcript'
            `$secret = [securestring]::new(); `$env:GEMINITUNING_SECRET.ToCharArray() | ForEach-Object { `$secret.AppendChar(`$_) }
            foreach (`$answer in 'fields', 'malformed', 'operation') {
                Connect-GeminiTuning -$Kind `$secret -Endpoint "$($Server.Endpoint)`$answer" -MaximumRetryCount 0 -PassThru -Verbose -Debug
                $lines
            }
            Get-GeminiTuningConnection | Format-List * -Force
            Get-Error -Newest 2
            Stop-Transcript
"@
        $shown = Invoke-FreshShell $script @{ GEMINITUNING_SECRET = $Secrets[$Kind] } | Out-String
        $shown | Should -Match 'TuningFailed|The tuning of tunedModels/m failed'
        Get-Content $transcript -Raw | Should -Match 'The tuning of tunedModels/m failed'
        Find-Leak $shown $Secrets[$Kind] | Should -BeNullOrEmpty
        Find-Leak (Get-Content $transcript -Raw) $Secrets[$Kind] | Should -BeNullOrEmpty
    }

    It 'of the environment is nowhere, too' {
        $Server.Requests.Clear()
        $shown = Invoke-FreshShell 'Get-TunedModel m -Verbose -Debug; Get-GeminiTuningConnection | Format-List * -Force; Get-Error' @{ GEMINI_API_KEY = $Secrets.ApiKey; GOOGLE_GEMINI_BASE_URL = "$($Server.Endpoint)fields" } | Out-String
        $shown | Should -Match 'fields'
        Find-Leak $shown $Secrets.ApiKey | Should -BeNullOrEmpty
        @($Server.Requests)[0].Headers['x-goog-api-key'] | Should -BeExactly $Secrets.ApiKey
    }

    It 'of another kind is told at once, and not shown: <Name> as -<Kind>' -ForEach @(
        @{ Kind = 'AccessToken'; Name = 'an API key'; Text = 'AIzaFAKE-not_a_real_key-Zq7Xw2'; Advice = 'gcloud' }
        @{ Kind = 'AccessToken'; Name = 'an OAuth client secret'; Text = 'GOCSPX-FAKE_not-a-real-secret-Zq7Xw2'; Advice = 'gcloud' }
        @{ Kind = 'AccessToken'; Name = 'an OAuth client or key file'; Text = '{"installed": {"client_secret": "FAKE_not-a-real-secret-Zq7Xw2"}}'; Advice = 'gcloud' }
        @{ Kind = 'ApiKey'; Name = 'an access token'; Text = 'ya29.FAKE/not+a=real~token-Zq7Xw2'; Advice = 'aistudio' }
    ) {
        $secret = @{ $Kind = ConvertTo-Secret $Text }
        $problem = { Connect-GeminiTuning @secret } | Should -Throw "*is $Name*$Advice*" -ErrorId 'InvalidArgument,*' -PassThru
        Find-Leak (Get-Shown $problem | Out-String) $Text | Should -BeNullOrEmpty
    }

    Context 'and its address' -ForEach @{ PlainAddresses = $PlainAddresses; PrivateAddresses = $PrivateAddresses } {
        BeforeAll {
            # What each address in the environment leads to. One PowerShell, started anew, reads all of them.
            $addresses = $PlainAddresses + $PrivateAddresses.ForEach({ $_.Address })
            $all = Invoke-FreshShell @"
                foreach (`$address in '$($addresses -join "', '")') {
                    'NEXT ADDRESS'
                    `$env:GOOGLE_GEMINI_BASE_URL = `$address
                    `$Error.Clear()
                    & { Get-TunedModel -Verbose; Connect-GeminiTuning -Verbose; Get-GeminiTuningConnection; Get-Error } 2>&1 | Out-Host
                }
"@ @{ GEMINI_API_KEY = $Secrets.ApiKey } | Out-String
            $texts = @($all -split 'NEXT ADDRESS' | Select-Object -Skip 1)
            $texts.Count | Should -Be $addresses.Count
            $script:OfEnvironment = @{}
            for ($i = 0; $i -lt $texts.Count; $i++) { $OfEnvironment[$addresses[$i]] = $texts[$i] }
        }
        BeforeEach { $Server.Requests.Clear() }
        AfterEach { @($Server.Requests).Count | Should -Be 0 }

        It 'is refused in plain http: <_>' -ForEach $PlainAddresses {
            foreach ($kind in 'ApiKey', 'AccessToken') {
                $secret = @{ $kind = ConvertTo-Secret $Secrets[$kind] }
                $problem = { Connect-GeminiTuning @secret -Endpoint $_ } | Should -Throw '*uses HTTP, which could expose the credential. Use HTTPS.*' -ErrorId 'InvalidArgument,*' -PassThru
                Find-Leak (Get-Shown $problem | Out-String) $Secrets[$kind] | Should -BeNullOrEmpty
            }
            $shown = $OfEnvironment[$_]
            [regex]::Matches($shown, 'uses HTTP, which could expose the credential').Count | Should -BeGreaterOrEqual 2
            Find-Leak $shown $Secrets.ApiKey | Should -BeNullOrEmpty
        }

        It 'is refused with a password or a query, which is not shown: <Address>' -ForEach $PrivateAddresses {
            $problem = { Connect-GeminiTuning -Endpoint $Address } | Should -Throw -PassThru
            Find-Leak (Get-Shown $problem | Out-String) $Password | Should -BeNullOrEmpty
            $shown = $OfEnvironment[$Address]
            $shown | Should -Match 'address'
            Find-Leak $shown $Password | Should -BeNullOrEmpty
            Find-Leak $shown $Secrets.ApiKey | Should -BeNullOrEmpty
        }
    }
}
