BeforeAll { . "$PSScriptRoot/Common.ps1" }
AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'Connect-GeminiTuning' {
    BeforeEach { Disconnect-GeminiTuning }

    It 'writes nothing unless asked to' {
        Connect-GeminiTuning -Emulator | Should -BeNullOrEmpty
        (Connect-GeminiTuning -Emulator -PassThru).Service | Should -Be 'Emulator'
    }

    It 'starts the emulator once' {
        $first = Connect-GeminiTuning -Emulator -PassThru
        (Connect-GeminiTuning -Emulator -PassThru).Endpoint | Should -Be $first.Endpoint
    }

    It 'sends an API key as a header and never in the address' {
        $recorder = Open-Recorder
        try {
            Connect-GeminiTuning -ApiKey (ConvertTo-Secret 'key-of-the-test') -Endpoint $recorder.Endpoint
            $null = Get-TunedModel
            $request = @($recorder.Requests)[0]
            $request.Headers['x-goog-api-key'] | Should -Be 'key-of-the-test'
            $request.Path | Should -Not -Match 'key-of-the-test'
        } finally { Close-Recorder $recorder }
    }

    It 'sends an access token as a bearer with the project that pays' {
        $recorder = Open-Recorder
        try {
            Connect-GeminiTuning -AccessToken (ConvertTo-Secret 'token-of-the-test') -QuotaProject my-project -Endpoint $recorder.Endpoint
            $null = Get-TunedModel
            $headers = @($recorder.Requests)[0].Headers
            $headers['Authorization'] | Should -Be 'Bearer token-of-the-test'
            $headers['x-goog-user-project'] | Should -Be 'my-project'
        } finally { Close-Recorder $recorder }
    }

    It 'refuses a plain text as a secret without showing it' {
        { Connect-GeminiTuning -ApiKey 'plain-text-key' } | Should -Throw '*SecureString*'
        $Error[0] | Out-String | Should -Not -Match 'plain-text-key.*SecureString'
        $Error[0].Exception.Message | Should -Not -Match 'plain-text-key'
    }

    It 'refuses plain http to anything but this computer' {
        { Connect-GeminiTuning -Endpoint http://example.com/ } | Should -Throw '*uses HTTP, which could expose the credential*' -ErrorId 'InvalidArgument,*'
    }

    It 'shows the connection without its secret' {
        Connect-GeminiTuning -ApiKey (ConvertTo-Secret 'key-of-the-test')
        $connection = Get-GeminiTuningConnection
        $connection.Credential | Should -Be 'API key'
        $all = ($connection | Format-List * -Force | Out-String) + ($connection | ConvertTo-Json -Depth 5) + [Management.Automation.PSSerializer]::Serialize($connection, 5)
        $all | Should -Not -Match 'key-of-the-test'
    }

    It 'takes <Name> from the environment' -TestCases @(
        @{ Name = 'GEMINI_API_KEY'; Set = @{ GEMINI_API_KEY = 'g1' }; Key = 'g1' }
        @{ Name = 'GOOGLE_API_KEY'; Set = @{ GOOGLE_API_KEY = 'g2' }; Key = 'g2' }
        @{ Name = 'GOOGLE_API_KEY before GEMINI_API_KEY'; Set = @{ GOOGLE_API_KEY = 'g2'; GEMINI_API_KEY = 'g1' }; Key = 'g2' }
        @{ Name = 'the address alone'; Set = @{}; Key = $null }
    ) {
        $recorder = Open-Recorder
        try {
            $null = Invoke-FreshShell 'Get-TunedModel' (@{ GOOGLE_GEMINI_BASE_URL = $recorder.Endpoint } + $Set)
            @($recorder.Requests).Count | Should -Be 1
            @($recorder.Requests)[0].Headers['x-goog-api-key'] | Should -Be $Key
        } finally { Close-Recorder $recorder }
    }

    It 'goes before what the environment says' {
        $recorder = Open-Recorder
        try {
            Invoke-FreshShell 'Connect-GeminiTuning -Emulator; (Get-TuningBaseModel).Count' @{ GOOGLE_GEMINI_BASE_URL = $recorder.Endpoint; GEMINI_API_KEY = 'k' } | Should -Be 1
            @($recorder.Requests).Count | Should -Be 0
        } finally { Close-Recorder $recorder }
    }

    It 'lists the ways where there is no connection' {
        $output = Invoke-FreshShell 'Get-TunedModel' | Out-String
        $output | Should -Match 'Connect-GeminiTuning -Emulator'
        $output | Should -Match 'GEMINI_API_KEY'
        Get-GeminiTuningConnection | Should -BeNullOrEmpty
        { Get-TunedModel } | Should -Throw -ErrorId 'NotConnected,*'
        { 'a', 'b' | Invoke-TunedModel -Model m } | Should -Throw -ErrorId 'NotConnected,*'
    }

    It 'lists the ways of Vertex AI where that is meant: <Line>' -ForEach @(
        @{ Line = 'Connect-GeminiTuning -Vertex'; Environment = @{} }
        @{ Line = 'Connect-GeminiTuning -Vertex -ApplicationDefault'; Environment = @{} }
        @{ Line = 'Connect-GeminiTuning'; Environment = @{ GOOGLE_GENAI_USE_VERTEXAI = 'true' } }
        @{ Line = 'Get-TunedModel'; Environment = @{ GOOGLE_GENAI_USE_VERTEXAI = '1'; GEMINI_API_KEY = 'is not for Vertex AI' } }
    ) {
        try {
            $Environment.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $Environment[$_]) }
            { & ([scriptblock]::Create($Line)) } | Should -Throw -ErrorId 'NotConnected,*'
            $lines = "$($Error[0])" -split '\r?\n'
            $lines[0] | Should -Match 'Vertex AI'
            $lines[1] | Should -Match 'run ''gcloud auth application-default login''\.$'
            $lines[-1] | Should -Match 'about_GeminiTuning_Vertex'
            "$lines" | Should -Not -Match 'API key|-ApiKey|GEMINI_API_KEY'
        } finally { $Environment.Keys | ForEach-Object { Remove-Item "Env:$_" } }
    }

    It 'does not list them where -Vertex:$false goes before the environment' {
        $env:GOOGLE_GENAI_USE_VERTEXAI = 'true'
        try { { Connect-GeminiTuning -Vertex:$false } | Should -Throw '*GEMINI_API_KEY*' -ErrorId 'NotConnected,*' } finally { Remove-Item Env:GOOGLE_GENAI_USE_VERTEXAI }
    }

    It 'says to connect inside a job, where a connection came from outside' {
        $connection = Connect-GeminiTuning -Emulator -PassThru
        $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($connection))
        { Get-TunedModel -Connection $copy } | Should -Throw '*Run Connect-GeminiTuning inside the job.*'
        $said = Start-Job { Import-Module $using:ModulePath; try { Get-TunedModel -Connection $using:connection } catch { "$_" } } | Receive-Job -Wait -AutoRemoveJob
        $said | Should -BeLike '*Run Connect-GeminiTuning inside the job.*'
        $said | Should -Not -Match 'Deserialized'
    }

    It 'lets two connections be used side by side' {
        $one = Open-Recorder { '{"tunedModels":[{"name":"tunedModels/one"}]}' }
        $two = Open-Recorder { '{"tunedModels":[{"name":"tunedModels/two"}]}' }
        try {
            $first = Connect-GeminiTuning -Endpoint $one.Endpoint -PassThru
            $second = Connect-GeminiTuning -Endpoint $two.Endpoint -PassThru
            (Get-TunedModel -Connection $first).Name | Should -Be 'tunedModels/one'
            (Get-TunedModel -Connection $second).Name | Should -Be 'tunedModels/two'
        } finally { Close-Recorder $one; Close-Recorder $two }
    }

    It 'leaves the session''s connection alone with -NoSession, and gives the new one' {
        $other = Open-Recorder { '{"tunedModels":[{"name":"tunedModels/other"}]}' }
        try {
            Connect-GeminiTuning -Emulator
            $connection = Connect-GeminiTuning -Endpoint $other.Endpoint -NoSession
            (Get-GeminiTuningConnection).Service | Should -Be 'Emulator'
            @(Get-TuningBaseModel).Count | Should -Be 1
            @($other.Requests).Count | Should -Be 0
            (Get-TunedModel -Connection $connection).Name | Should -Be 'tunedModels/other'
            Disconnect-GeminiTuning
            (Get-TunedModel -Connection $connection).Name | Should -Be 'tunedModels/other'
            Get-GeminiTuningConnection | Should -BeNullOrEmpty
            @(Connect-GeminiTuning -Endpoint $other.Endpoint -NoSession -PassThru).Count | Should -Be 1
            Get-GeminiTuningConnection | Should -BeNullOrEmpty
        } finally { Close-Recorder $other }
    }

    It 'gives nothing with -NoSession where -Verify fails' {
        $other = Open-Recorder { @{ Status = 403; Body = '{"error":{"code":403,"message":"No.","status":"PERMISSION_DENIED"}}' } }
        try {
            $given = try { Connect-GeminiTuning -Endpoint $other.Endpoint -NoSession -Verify } catch { $_.FullyQualifiedErrorId }
            $given | Should -BeLike 'AccessDenied,*'
        } finally { Close-Recorder $other }
    }

    It 'is there in parallel runspaces' {
        Connect-GeminiTuning -Emulator
        $counts = 1..3 | ForEach-Object -Parallel { Import-Module $using:ModulePath; @(Get-TuningBaseModel).Count }
        $counts | Should -Be 1, 1, 1
    }

    It 'warns once when calls are made again, and logs each with -Verbose' {
        $recorder = Open-Recorder { param($request) if ($request.Number -le 2) { @{ Status = 503; Body = '' } } else { '{}' } }
        try {
            Connect-GeminiTuning -Endpoint $recorder.Endpoint -MaximumRetryCount 2 -RetryIntervalSec 1
            $streams = Get-TunedModel -Verbose 3>&1 4>&1
            @($streams | Where-Object { $_ -is [Management.Automation.WarningRecord] }).Count | Should -Be 1
            @($streams | Where-Object { "$_" -match '^Attempt \d failed\. HTTP 503\. Retrying in' }).Count | Should -Be 2
        } finally { Close-Recorder $recorder }
    }

    It 'writes HTTP requests to the debug stream, not to the verbose stream' {
        $recorder = Open-Recorder { @{ Body = '{}' } }
        try {
            Connect-GeminiTuning -Endpoint $recorder.Endpoint
            Get-TunedModel -Verbose 4>&1 | Should -BeNullOrEmpty
            $requests = Get-TunedModel -Debug 5>&1
            $requests | Should -BeOfType Management.Automation.DebugRecord
            "$requests" | Should -Be "GET $($recorder.Endpoint)v1beta/tunedModels?pageSize=1000"
        } finally { Close-Recorder $recorder }
    }

    It 'never asks with -Debug, whatever there is to warn of' {
        $lines = 'Start-TuningEmulator -Fault 503, none, 503 -TuningDurationSec 0 | Out-Null; Connect-GeminiTuning -Emulator -RetryIntervalSec 1 -Debug',
        '@(Get-TunedModel -Debug).Count', '$operation = @{ input = 1; output = 2 } | New-TunedModel -BaseModel gemini-1.5-flash-001-tuning -Debug',
        '$model = $operation | Wait-TuningOperation -Debug', '$model | Remove-TunedModel -Force -Debug', 'Get-TunedModel not-there -Debug', 'Stop-TuningEmulator -Debug', '"The end"'
        $shown = Invoke-FreshShell ($lines -join '; ')
        "$shown" | Should -Not -Match 'NonInteractive'
        "$shown" | Should -Match 'DEBUG: .*Retrying in.*DEBUG: The dataset has only 1 example\..*The end'
    }

    It 'goes before an address in the environment that is none' {
        Invoke-FreshShell '(Connect-GeminiTuning -Endpoint http://127.0.0.1:9 -PassThru).Endpoint.Port' @{ GOOGLE_GEMINI_BASE_URL = 'nonsense' } | Should -Be 9
    }

    It 'gives one error for a broken environment variable, whatever the number of objects: <Line>' -ForEach @(
        @{ Line = 'Get-TunedModel -Name a, b' }
        @{ Line = 'Remove-TunedModel a, b -Force' }
        @{ Line = 'Stop-TuningOperation a, b' }
        @{ Line = '''a'', ''b'' | Get-TunedModel' }
        @{ Line = 'Wait-TuningOperation a, b' }
        @{ Line = 'Invoke-TunedModel a -Prompt x, y' }
    ) {
        $env:GOOGLE_GEMINI_BASE_URL = 'nonsense'
        try {
            $problems = @(try { & ([scriptblock]::Create($Line)) 2>&1 } catch { $_ })
            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
            "$($problems[0])" | Should -BeLike '*GOOGLE_GEMINI_BASE_URL*'
        } finally { Remove-Item Env:GOOGLE_GEMINI_BASE_URL }
    }

    It 'says that a page is not the service, and does not ask it again' {
        $recorder = Open-Recorder { @{ Body = '<html>Please sign in</html>'; Type = 'text/html' } }
        try {
            Connect-GeminiTuning -Endpoint $recorder.Endpoint -MaximumRetryCount 3
            Get-TunedModel -ErrorVariable problem -ErrorAction SilentlyContinue
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'AnswerNotUnderstood,*'
            "$($problem[0])" | Should -Match 'is text/html instead of JSON'
            @($recorder.Requests).Count | Should -Be 1
        } finally { Close-Recorder $recorder }
    }

    It 'refuses <Other> with <Way>, naming both' -ForEach @(
        @{ Way = '-Emulator'; Other = '-Endpoint'; Arguments = @{ Emulator = $true; Endpoint = 'http://127.0.0.1:9' } }
        @{ Way = '-Emulator'; Other = '-QuotaProject'; Arguments = @{ Emulator = $true; QuotaProject = 'p' } }
        @{ Way = '-ApiKey'; Other = '-Project'; Arguments = @{ Project = 'p' } }
        @{ Way = '-ApiKey'; Other = '-Location'; Arguments = @{ Location = 'us-central1' } }
        @{ Way = '-AccessToken'; Other = '-ImpersonateServiceAccount'; Arguments = @{ AccessToken = (ConvertTo-SecureString 'a-token' -AsPlainText); ImpersonateServiceAccount = 'a@b' } }
    ) {
        if ($Way -eq '-ApiKey') { $Arguments.ApiKey = ConvertTo-Secret 'a-key' }
        { Connect-GeminiTuning @Arguments } | Should -Throw -ErrorId 'InvalidArgument,*' -ExpectedMessage "$Other can't be combined with $Way."
        Get-GeminiTuningConnection | Should -BeNullOrEmpty
    }

    It 'is refused once, whatever the number of names, where a variable cannot be used: <Name>' -ForEach @(
        @{ Name = 'Get-TunedModel'; Arguments = @{} }
        @{ Name = 'Remove-TunedModel'; Arguments = @{ Force = $true } }
        @{ Name = 'Set-TunedModel'; Arguments = @{ TopK = 1 } }
        @{ Name = 'Stop-TuningOperation'; Arguments = @{} }
        @{ Name = 'Get-TuningOperation'; Arguments = @{} }
        @{ Name = 'Wait-TuningOperation'; Arguments = @{} }
        @{ Name = 'Get-TuningBaseModel'; Arguments = @{} }
        @{ Name = 'Invoke-TunedModel'; Arguments = @{ Prompt = '1' } }
        @{ Name = 'Get-TunedModelPermission'; Arguments = @{} }
        @{ Name = 'Get-TunedModelBatch'; Arguments = @{} }
        @{ Name = 'Wait-TunedModelBatch'; Arguments = @{} }
        @{ Name = 'Stop-TunedModelBatch'; Arguments = @{} }
    ) {
        $env:GOOGLE_GEMINI_BASE_URL = 'nonsense'
        $Error.Clear()
        try {
            { 'tunedModels/a/operations/b', 'tunedModels/c/operations/d' | & $Name @Arguments -ErrorAction SilentlyContinue } |
                Should -Throw -ErrorId "InvalidArgument,*" -ExpectedMessage '*GOOGLE_GEMINI_BASE_URL*'
            @($Error | Where-Object FullyQualifiedErrorId -Like 'InvalidArgument,*').Count | Should -Be 1
        } finally { $env:GOOGLE_GEMINI_BASE_URL = $null }
    }

    It 'stays open for a command that uses it while another one takes its place, and is closed then' {
        $other = Open-Recorder
        $recorder = Open-Recorder { param($request) if ($request.Number -eq 1) { Start-Sleep -Milliseconds 700 }; '{"tunedModels":[{"name":"tunedModels/one"}]}' }
        try {
            Connect-GeminiTuning -Endpoint $recorder.Endpoint
            $job = Start-ThreadJob { Import-Module $using:ModulePath; (Get-TunedModel).Name }
            foreach ($attempt in 1..500) {
                if (@($recorder.Requests).Count) { break }
                Start-Sleep -Milliseconds 20
            }
            Connect-GeminiTuning -Endpoint $other.Endpoint
            $job | Receive-Job -Wait -AutoRemoveJob | Should -Be 'tunedModels/one'
            $null = Get-TunedModel
            @($other.Requests).Count | Should -Be 1
        } finally { Close-Recorder $recorder; Close-Recorder $other }
    }

    It 'is closed when another one takes its place, unless it was written as an object' {
        $held = (Get-Command Connect-GeminiTuning).ImplementingType.Assembly.GetType('GeminiTuning.Session.Connections').GetField('s_connected', 'NonPublic, Static')
        Connect-GeminiTuning -Emulator
        $replaced = $held.GetValue($null).Connection
        $written = Connect-GeminiTuning -Emulator -PassThru
        Connect-GeminiTuning -Emulator
        Get-TunedModel -Connection $replaced -ErrorVariable problem -ErrorAction SilentlyContinue
        "$($problem[0])" | Should -Match 'is closed\. Connect again\.'
        $got = Get-GeminiTuningConnection
        Connect-GeminiTuning -Emulator
        @($written, $got | ForEach-Object { (Get-TuningBaseModel -Connection $_).Name }).Count | Should -Be 2
    }

    It 'that was ended is said to be closed' {
        Connect-GeminiTuning -Emulator
        $connection = Get-GeminiTuningConnection
        Disconnect-GeminiTuning
        Get-TunedModel -Connection $connection -ErrorVariable problem -ErrorAction SilentlyContinue
        "$($problem[0])" | Should -Match 'is closed\. Connect again\.'
    }

    It 'outlives a job that removes the module' {
        Connect-GeminiTuning -Emulator
        Start-ThreadJob { Import-Module $using:ModulePath; Remove-Module GeminiTuning } | Receive-Job -Wait -AutoRemoveJob
        @(Get-TuningBaseModel).Count | Should -Be 1
    }
}
