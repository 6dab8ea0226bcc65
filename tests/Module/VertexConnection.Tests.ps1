BeforeAll { . "$PSScriptRoot/Common.ps1" }

AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'A connection to Vertex AI' {
    AfterEach {
        'GOOGLE_GENAI_USE_ENTERPRISE', 'GOOGLE_GENAI_USE_VERTEXAI', 'GOOGLE_CLOUD_PROJECT', 'GOOGLE_CLOUD_LOCATION', 'GOOGLE_VERTEX_BASE_URL', 'GEMINITUNING_BUCKET', 'STORAGE_EMULATOR_HOST', 'GEMINI_API_KEY' |
            ForEach-Object { Remove-Item "Env:$_" -ErrorAction Ignore }
        Disconnect-GeminiTuning
    }

    It 'needs no more than -Vertex on the emulator, and shows where it works' {
        Connect-FastVertex
        $connection = Get-GeminiTuningConnection
        $connection.Service | Should -Be 'Emulator (Vertex AI)'
        $connection.Kind, $connection.Project, $connection.Location, $connection.Bucket | Should -Be 'VertexAI', 'emulator', 'us-central1', 'gs://emulator'
        $connection | Format-List | Out-String | Should -Match '(?s)Project\s+: emulator.*Location\s+: us-central1.*Bucket\s+: gs://emulator'
    }

    It 'is at Google''s address of the region, with a credential' -ForEach @(
        @{ Location = 'us-central1'; Address = 'https://us-central1-aiplatform.googleapis.com/' }
        @{ Location = 'europe-west4'; Address = 'https://europe-west4-aiplatform.googleapis.com/' }
        @{ Location = 'global'; Address = 'https://aiplatform.googleapis.com/' }
        @{ Location = 'us'; Address = 'https://aiplatform.us.rep.googleapis.com/' }
        @{ Location = 'eu'; Address = 'https://aiplatform.eu.rep.googleapis.com/' }
    ) {
        $connection = Connect-GeminiTuning -AccessToken (ConvertTo-Secret 'a-token') -Vertex -Project my-project -Location $Location -Bucket gs://my-bucket/folder -PassThru
        $connection.Endpoint, $connection.Service, $connection.Bucket | Should -Be $Address, 'Vertex AI', 'gs://my-bucket/folder'
    }

    It 'takes what is not said from the environment, as Google''s SDKs do' {
        $env:GOOGLE_GENAI_USE_VERTEXAI = 'true'
        $env:GOOGLE_CLOUD_PROJECT = 'my-project'
        $env:GOOGLE_CLOUD_LOCATION = 'europe-west4'
        $env:GEMINITUNING_BUCKET = 'my-bucket'
        $connection = Connect-GeminiTuning -AccessToken (ConvertTo-Secret 'a-token') -PassThru
        $connection.Kind, $connection.Project, $connection.Location, $connection.Bucket | Should -Be 'VertexAI', 'my-project', 'europe-west4', 'gs://my-bucket'
        (Connect-GeminiTuning -AccessToken (ConvertTo-Secret 'a-token') -Location us-central1 -PassThru).Location | Should -Be 'us-central1'
        (Connect-GeminiTuning -AccessToken (ConvertTo-Secret 'a-token') -Vertex:$false -PassThru).Kind | Should -Be 'GeminiApi'
        (Connect-GeminiTuning -ApiKey (ConvertTo-Secret 'a-key') -PassThru).Kind | Should -Be 'GeminiApi'
    }

    It 'is there without any call where the environment says so' {
        Connect-FastVertex
        $address = "$($Emulator.Endpoint)"
        Disconnect-GeminiTuning
        $env:GEMINI_API_KEY = 'is not for Vertex AI'
        $env:GOOGLE_GENAI_USE_VERTEXAI = '1'
        $env:GOOGLE_VERTEX_BASE_URL = $address
        $env:GOOGLE_CLOUD_PROJECT = 'my-project'
        $model = Get-VertexModel 'ambient' 1
        $model.Name | Should -BeLike 'projects/my-project/locations/us-central1/tuningJobs/*'
        $connection = Get-GeminiTuningConnection
        $connection.Service, $connection.Credential | Should -Be 'Vertex AI', 'none'
    }

    It 'sends datasets to the address of Cloud Storage''s emulator, where there is one' {
        Connect-FastVertex
        $address = "$($Emulator.Endpoint)"
        $recorder = Open-Recorder { '{}' }
        try {
            $env:STORAGE_EMULATOR_HOST = $recorder.Endpoint -replace '^http://|/$'
            Connect-GeminiTuning $address -Vertex -MaximumRetryCount 0
            { Get-Example | New-TunedModel } | Should -Throw '*started an upload but didn''t return an address*'
            "$($recorder.Requests.ToArray()[-1].Path)" | Should -Match '^/upload/storage/v1/b/emulator/o\?uploadType=resumable'
        } finally { Close-Recorder $recorder }
    }

    It 'says what is missing, or wrong: <Arguments.Keys>' -ForEach @(
        @{ Arguments = @{ Location = 'us-central1' }; Says = '*a project*-Project*GOOGLE_CLOUD_PROJECT*' }
        @{ Arguments = @{ Project = 'p' }; Says = '*a location*-Location*GOOGLE_CLOUD_LOCATION*' }
        @{ Arguments = @{ Project = 'p/q'; Location = 'us-central1' }; Says = "*'p/q' isn't a valid project*" }
        @{ Arguments = @{ Project = 'p'; Location = 'US Central' }; Says = "*'US Central' isn't a valid location*" }
        @{ Arguments = @{ Project = 'p'; Location = 'us-central1'; Bucket = 'gs://No Bucket' }; Says = "*'gs://No Bucket' isn't a valid Cloud Storage bucket*gs://BUCKET*" }
    ) {
        { Connect-GeminiTuning -AccessToken (ConvertTo-Secret 'a-token') -Vertex @Arguments } | Should -Throw $Says
    }

    It 'says that a region, a bucket and an emulator''s project are for Vertex AI' {
        { Connect-GeminiTuning -Emulator -Location us-central1 } | Should -Throw '*Add -Vertex.*'
        { Connect-GeminiTuning -Emulator -Project my-project } | Should -Throw '*Add -Vertex.*'
        { Connect-GeminiTuning -AccessToken (ConvertTo-Secret 'a-token') -Bucket b } | Should -Throw '*Add -Vertex.*'
    }
}
