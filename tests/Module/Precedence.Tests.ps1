# Which credential is taken: every row of the table in about_GeminiTuning_Authentication. Each test has its row's
# credential and all those below it.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:Google = Open-Google
    $script:Service = Open-Recorder
    $script:Untouched = @{}
    'GOOGLE_API_KEY', 'GEMINI_API_KEY', 'GOOGLE_GEMINI_BASE_URL', 'GOOGLE_APPLICATION_CREDENTIALS', 'CLOUDSDK_CONFIG', 'GEMINITUNING_CONFIG', 'GCE_METADATA_HOST', 'NO_GCE_CHECK' |
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
        6 = { $env:GOOGLE_APPLICATION_CREDENTIALS = Write-UserFile "$TestDrive/environment.json" 'environment@example.com' }
        7 = { $env:GEMINITUNING_CONFIG = "$TestDrive/own"; $null = Write-UserFile "$TestDrive/own/sign-ins/client.json" 'kept@example.com' }
        8 = { $env:CLOUDSDK_CONFIG = "$TestDrive/gcloud"; $null = Write-UserFile "$TestDrive/gcloud/application_default_credentials.json" 'gcloud@example.com' }
        9 = { $env:NO_GCE_CHECK = $null; $env:GCE_METADATA_HOST = $Google.Address.Authority }
    }
    function Use-RowAndBelow([int] $Row) { $Rows.Keys | Where-Object { $_ -ge $Row } | ForEach-Object { . $Rows[$_] } }
    function Get-SentHeader([string] $Name) { @($Service.Requests)[-1].Headers[$Name] }
}
AfterAll {
    Disconnect-GeminiTuning
    Close-Recorder $Service
    $Google.Dispose()
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
        @{ Row = 5; Name = 'GOOGLE_GEMINI_BASE_URL on this machine'; Key = $null }
    ) {
        Use-RowAndBelow $Row
        $null = Get-TunedModel
        Get-SentHeader x-goog-api-key | Should -Be $Key
        Get-SentHeader Authorization | Should -BeNullOrEmpty
    }

    It 'is of row <Row>: <Name>' -TestCases @(
        @{ Row = 6; Name = 'GOOGLE_APPLICATION_CREDENTIALS'; Kind = 'user'; Account = 'environment@example.com' }
        @{ Row = 7; Name = 'the sign-in that this module keeps'; Kind = 'user'; Account = 'kept@example.com' }
        @{ Row = 8; Name = 'gcloud''s application-default credential'; Kind = 'user'; Account = 'gcloud@example.com' }
        @{ Row = 9; Name = 'the metadata server'; Kind = 'metadata server'; Account = $null }
    ) {
        Use-RowAndBelow $Row
        $connection = Get-GeminiTuningConnection
        $connection.Credential | Should -Be $Kind
        $connection.Account | Should -Be $Account
        $connection.Endpoint | Should -Be 'https://generativelanguage.googleapis.com/'
    }

    It 'is of row 10: none' {
        { Get-TunedModel } | Should -Throw -ErrorId 'NotConnected,*'
    }

    It 'begins at row 6 with -ApplicationDefault' {
        Use-RowAndBelow 3
        Connect-GeminiTuning -ApplicationDefault
        (Get-GeminiTuningConnection).Account | Should -Be 'environment@example.com'
    }

    It 'is another one when what it was made of is' {
        Use-RowAndBelow 8
        (Get-GeminiTuningConnection).Account | Should -Be 'gcloud@example.com'
        . $Rows[6]
        (Get-GeminiTuningConnection).Account | Should -Be 'environment@example.com'
    }

    It 'has a test for every row of the table' {
        $page = [IO.File]::ReadAllText("$Repository/docs/about_GeminiTuning_Authentication.md")
        $tests = [IO.File]::ReadAllText("$PSScriptRoot/Precedence.Tests.ps1").Replace("''", "'")
        $rows = [regex]::Matches($page, '(?m)^ ?(\d+)  (.+?)(?:  .*)$')
        $rows.Count | Should -Be 10
        foreach ($row in $rows) {
            $number, $name = $row.Groups[1..2].Value
            $tests | Should -Match ([regex]::Escape($name) ) -Because "row $number"
            $tests | Should -Match "row ${number}: $([regex]::Escape($name))'|Row = $number; Name = '$([regex]::Escape($name))'"
        }
    }
}
