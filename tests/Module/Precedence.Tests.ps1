# Which service is meant, and which credential is taken: every row of the tables in about_GeminiTuning_Authentication. Each
# test has what its row says and all that those below it say.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:Google = Open-Google
    $script:Service = Open-Recorder
    $script:Untouched = @{}
    'GOOGLE_API_KEY', 'GEMINI_API_KEY', 'GOOGLE_GEMINI_BASE_URL', 'GOOGLE_APPLICATION_CREDENTIALS', 'CLOUDSDK_CONFIG', 'GEMINITUNING_CONFIG', 'GCE_METADATA_HOST', 'NO_GCE_CHECK',
    'GOOGLE_GENAI_USE_ENTERPRISE', 'GOOGLE_GENAI_USE_VERTEXAI', 'GOOGLE_VERTEX_BASE_URL', 'GOOGLE_CLOUD_PROJECT', 'GOOGLE_CLOUD_LOCATION' |
        ForEach-Object { $Untouched[$_] = [Environment]::GetEnvironmentVariable($_) }

    # A user's file whose owner tells where it was found.
    function Write-UserFile([string] $Path, [string] $Owner) {
        $null = New-Item -ItemType Directory (Split-Path $Path) -Force
        Set-Content $Path $Google.Files.UserFile($null).Replace('person@example.com', $Owner)
        $Path
    }

    # What each row puts there.
    $script:Rows = @{
        3 = { $env:GOOGLE_API_KEY = 'google-key'; $env:GOOGLE_GEMINI_BASE_URL = $Service.Endpoint }
        4 = { $env:GEMINI_API_KEY = 'gemini-key'; $env:GOOGLE_GEMINI_BASE_URL = $Service.Endpoint }
        5 = { $env:GOOGLE_GEMINI_BASE_URL = $Service.Endpoint }
        6 = { $env:GOOGLE_VERTEX_BASE_URL = $Service.Endpoint }
        7 = { $env:GOOGLE_APPLICATION_CREDENTIALS = Write-UserFile "$TestDrive/environment.json" 'environment@example.com' }
        8 = { $env:GEMINITUNING_CONFIG = "$TestDrive/own"; $null = Write-UserFile "$TestDrive/own/sign-ins/client.json" 'kept@example.com' }
        9 = { $env:CLOUDSDK_CONFIG = "$TestDrive/gcloud"; $null = Write-UserFile "$TestDrive/gcloud/application_default_credentials.json" 'gcloud@example.com' }
        10 = { $env:NO_GCE_CHECK = $null; $env:GCE_METADATA_HOST = $Google.Address.Authority }
    }
    function Use-RowAndBelow([int] $Row) { $Rows.Keys | Where-Object { $_ -ge $Row } | ForEach-Object { . $Rows[$_] } }
    # Everything that a key or the Gemini Developer API has is there as well.
    function Use-Vertex {
        $env:GOOGLE_GENAI_USE_VERTEXAI = 'true'
        $env:GOOGLE_CLOUD_PROJECT = 'my-project'
        $env:GOOGLE_CLOUD_LOCATION = 'us-central1'
        3, 4, 5 | ForEach-Object { . $Rows[$_] }
    }
    function Get-SentHeader([string] $Name) { @($Service.Requests)[-1].Headers[$Name] }
}
AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
    Close-Recorder $Service
    $Google.Dispose()
}

Describe 'The service that is meant' {
    BeforeEach { Disconnect-GeminiTuning }
    AfterEach { $Untouched.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $Untouched[$_]) } }

    It 'is of row A: -Vertex' {
        $env:GOOGLE_GENAI_USE_VERTEXAI = 'true'
        (Connect-GeminiTuning -Emulator -Vertex:$false -PassThru).Kind | Should -Be 'GeminiApi'
        $env:GOOGLE_GENAI_USE_VERTEXAI = $null
        (Connect-GeminiTuning -Emulator -Vertex -PassThru).Kind | Should -Be 'VertexAI'
    }

    It 'is of row B: -ApiKey alone' {
        $env:GOOGLE_GENAI_USE_VERTEXAI = 'true'
        (Connect-GeminiTuning -ApiKey (ConvertTo-Secret 'a-key') -PassThru).Kind | Should -Be 'GeminiApi'
        { Connect-GeminiTuning -ApiKey (ConvertTo-Secret 'a-key') -Vertex } | Should -Throw
    }

    It 'is of row C: GOOGLE_GENAI_USE_ENTERPRISE' {
        foreach ($row in @{ Value = 'true'; Other = 'false'; Kind = 'VertexAI' }, @{ Value = '1'; Other = '0'; Kind = 'VertexAI' }, @{ Value = 'false'; Other = 'true'; Kind = 'GeminiApi' }) {
            $env:GOOGLE_GENAI_USE_ENTERPRISE = $row.Value
            $env:GOOGLE_GENAI_USE_VERTEXAI = $row.Other
            (Connect-GeminiTuning -Emulator -PassThru -WarningVariable warning -WarningAction SilentlyContinue).Kind | Should -Be $row.Kind -Because "$($row.Values)"
            "$warning" | Should -Be 'The environment variables GOOGLE_GENAI_USE_ENTERPRISE and GOOGLE_GENAI_USE_VERTEXAI contradict each other. GOOGLE_GENAI_USE_ENTERPRISE takes precedence.'
        }
        # The same, said twice or once, is no contradiction; nor is what does not decide.
        foreach ($other in 'true', '1', $null) {
            $env:GOOGLE_GENAI_USE_ENTERPRISE = 'True'
            $env:GOOGLE_GENAI_USE_VERTEXAI = $other
            (Connect-GeminiTuning -Emulator -PassThru -WarningVariable warning -WarningAction SilentlyContinue).Kind | Should -Be 'VertexAI'
            $warning | Should -BeNullOrEmpty
        }
        $env:GOOGLE_GENAI_USE_VERTEXAI = 'false'
        Connect-GeminiTuning -Emulator -Vertex -WarningVariable warning -WarningAction SilentlyContinue
        $warning | Should -BeNullOrEmpty
    }

    It 'warns once of variables that contradict each other, where nobody connected' {
        Use-Vertex
        . $Rows[6]
        $env:GOOGLE_GENAI_USE_VERTEXAI = 'false'
        $env:GOOGLE_GENAI_USE_ENTERPRISE = 'true'
        $null = Get-GeminiTuningConnection
        $warnings = 1..3 | ForEach-Object { $null = Get-TunedModel -WarningVariable warning -WarningAction SilentlyContinue; "$warning" }
        @($warnings -match 'contradict each other').Count | Should -Be 1
        @($Service.Requests)[-1].Path | Should -BeLike '/v1/projects/my-project/*'
    }

    It 'is of row D: GOOGLE_GENAI_USE_VERTEXAI' {
        foreach ($value in 'true', 'True', '1') {
            $env:GOOGLE_GENAI_USE_VERTEXAI = $value
            (Connect-GeminiTuning -Emulator -PassThru).Kind | Should -Be 'VertexAI' -Because $value
        }
        foreach ($value in 'false', '0', 'no') {
            $env:GOOGLE_GENAI_USE_VERTEXAI = $value
            (Connect-GeminiTuning -Emulator -PassThru).Kind | Should -Be 'GeminiApi' -Because $value
        }
    }

    It 'is of row E: none' {
        $env:GOOGLE_VERTEX_BASE_URL = $Service.Endpoint
        $env:GOOGLE_CLOUD_PROJECT = 'my-project'
        $env:GOOGLE_CLOUD_LOCATION = 'us-central1'
        (Connect-GeminiTuning -Emulator -PassThru).Kind | Should -Be 'GeminiApi'
    }
}

Describe 'The credential that is taken' {
    BeforeEach { Disconnect-GeminiTuning }
    AfterEach { $Untouched.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $Untouched[$_]) } }

    It 'is of row 1: -Connection of a command' {
        Use-RowAndBelow 3
        $other = Connect-GeminiTuning -AccessToken (ConvertTo-Secret 'of-the-command') -Endpoint $Service.Endpoint -PassThru
        Connect-GeminiTuning -AccessToken (ConvertTo-Secret 'of-the-session') -Endpoint $Service.Endpoint
        $null = Get-TunedModel -Connection $other
        Get-SentHeader Authorization | Should -Be 'Bearer of-the-command'
    }

    It 'is of row 2: Connect-GeminiTuning with a credential' {
        Use-RowAndBelow 3
        Connect-GeminiTuning -AccessToken (ConvertTo-Secret 'of-the-session') -Endpoint $Service.Endpoint
        $null = Get-TunedModel
        Get-SentHeader Authorization | Should -Be 'Bearer of-the-session'
        Get-SentHeader x-goog-api-key | Should -BeNullOrEmpty
    }

    It 'is of row <Row>: <Name>' -TestCases @(
        @{ Row = 3; Name = 'GOOGLE_API_KEY'; Key = 'google-key' }
        @{ Row = 4; Name = 'GEMINI_API_KEY'; Key = 'gemini-key' }
        @{ Row = 5; Name = 'GOOGLE_GEMINI_BASE_URL on this computer'; Key = $null }
    ) {
        Use-RowAndBelow $Row
        $null = Get-TunedModel
        Get-SentHeader x-goog-api-key | Should -Be $Key
        Get-SentHeader Authorization | Should -BeNullOrEmpty
    }

    It 'is of row 6: GOOGLE_VERTEX_BASE_URL on this computer' {
        Use-Vertex
        Use-RowAndBelow 6
        $null = Get-TunedModel
        Get-SentHeader x-goog-api-key | Should -BeNullOrEmpty
        Get-SentHeader Authorization | Should -BeNullOrEmpty
        @($Service.Requests)[-1].Path | Should -BeLike '/v1/projects/my-project/locations/us-central1/tuningJobs*'
    }

    It 'is of row <Row>: <Name>' -TestCases @(
        @{ Row = 7; Name = 'GOOGLE_APPLICATION_CREDENTIALS'; Kind = 'user'; Account = 'environment@example.com' }
        @{ Row = 8; Name = 'a stored sign-in'; Kind = 'user'; Account = 'kept@example.com' }
        @{ Row = 9; Name = 'gcloud''s Application Default Credentials'; Kind = 'user'; Account = 'gcloud@example.com' }
        @{ Row = 10; Name = 'the metadata server'; Kind = 'metadata server'; Account = $null }
    ) {
        Use-RowAndBelow $Row
        $connection = Get-GeminiTuningConnection
        $connection.Credential | Should -Be $Kind
        $connection.Account | Should -Be $Account
        $connection.Endpoint | Should -Be 'https://generativelanguage.googleapis.com/'
        # On Vertex AI it is the same, whatever keys there are.
        Use-Vertex
        $connection = Get-GeminiTuningConnection
        $connection.Credential | Should -Be $Kind
        $connection.Account | Should -Be $Account
        $connection.Endpoint | Should -Be 'https://us-central1-aiplatform.googleapis.com/'
    }

    It 'is of row 11: none' {
        { Get-TunedModel } | Should -Throw -ErrorId 'NotConnected,*'
        Use-Vertex
        { Get-TunedModel } | Should -Throw -ErrorId 'NotConnected,*'
    }

    It 'begins at row 7 with -ApplicationDefault' {
        Use-RowAndBelow 3
        Connect-GeminiTuning -ApplicationDefault
        (Get-GeminiTuningConnection).Account | Should -Be 'environment@example.com'
    }

    It 'is never a key on Vertex AI' {
        { Connect-GeminiTuning -AccessToken (ConvertTo-Secret 'a-token') -ApiKey (ConvertTo-Secret 'a-key') -Vertex -Project my-project -Location us-central1 } |
            Should -Throw -ErrorId 'InvalidArgument,*' -ExpectedMessage '*Vertex AI doesn''t support -ApiKey*'
    }

    It 'is another one when what it was made of is' {
        Use-RowAndBelow 9
        (Get-GeminiTuningConnection).Account | Should -Be 'gcloud@example.com'
        . $Rows[7]
        (Get-GeminiTuningConnection).Account | Should -Be 'environment@example.com'
    }

    It 'has a test for every row of the tables' {
        $page = [IO.File]::ReadAllText("$Repository/docs/about_GeminiTuning_Authentication.md")
        $tests = [IO.File]::ReadAllText("$PSScriptRoot/Precedence.Tests.ps1").Replace("''", "'")
        $rows = [regex]::Matches($page, '(?m)^(\d+) {2,3}(.+?)(?:  .*)$')
        $rows.Count | Should -Be 11
        foreach ($row in $rows) {
            $number, $name = $row.Groups[1..2].Value
            $tests | Should -Match ([regex]::Escape($name) ) -Because "row $number"
            $tests | Should -Match "row ${number}: $([regex]::Escape($name))'|Row = $number; Name = '$([regex]::Escape($name))'"
        }
        $rows = [regex]::Matches($page, '(?m)^([A-E])  (.+?)(?:  .*)$')
        $rows.Count | Should -Be 5
        foreach ($row in $rows) { $tests | Should -Match "row $($row.Groups[1].Value): $([regex]::Escape($row.Groups[2].Value))'" }
    }
}
