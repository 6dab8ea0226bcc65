BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    Connect-FastEmulator
    $script:Models = 'trial one', 'trial two', 'other' | ForEach-Object { Get-TestModel $_ }
}
AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'Get-TunedModel' {
    It 'lists all models' {
        @(Get-TunedModel).Count | Should -Be 3
    }

    It 'takes a name, an ID, an object and a piped name' {
        $name = $Models[0].Name
        (Get-TunedModel $name).Name | Should -Be $name
        (Get-TunedModel ($name -replace 'tunedModels/')).Name | Should -Be $name
        (Get-TunedModel $Models[0]).Name | Should -Be $name
        ($name | Get-TunedModel).Name | Should -Be $name
        ($Models[0] | Get-TunedModel).Name | Should -Be $name
    }

    It 'takes wildcards, with and without the collection' {
        @(Get-TunedModel 'trial-*').Count | Should -Be 2
        @(Get-TunedModel 'tunedModels/TRIAL-*').Count | Should -Be 2
        Get-TunedModel 'none-*' | Should -BeNullOrEmpty
    }

    It 'passes a filter to the service' {
        @(Get-TunedModel -Filter 'two').DisplayName | Should -Be 'trial two'
    }

    It 'writes a non-terminating ObjectNotFound with the name as its target, and goes on' {
        $found = Get-TunedModel 'not-there', $Models[0].Name -ErrorVariable problem -ErrorAction SilentlyContinue
        $found.Name | Should -Be $Models[0].Name
        $problem.Count | Should -Be 1
        $problem[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problem[0].TargetObject | Should -Be 'not-there'
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'refuses the name <Name> before anything is sent' -TestCases @(
        @{ Name = '../models' }, @{ Name = 'a/b' }, @{ Name = 'a&b' }, @{ Name = '..' }, @{ Name = "a`nb" }, @{ Name = '%2e%2e' }
    ) {
        $recorder = Open-Recorder
        try {
            $connection = $null
            $saved = Get-GeminiTuningConnection
            $connection = Connect-GeminiTuning -Endpoint $recorder.Endpoint -PassThru
            Get-TunedModel $Name -Connection $connection -ErrorVariable problem -ErrorAction SilentlyContinue
            $problem[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
            # What can be a display name is looked for in the list of models. The text itself isn't sent.
            if ($Name -in 'a&b', '%2e%2e') { @($recorder.Requests).Path | Should -Be '/v1beta/tunedModels?pageSize=1000' } else { @($recorder.Requests).Count | Should -Be 0 }
        } finally {
            Close-Recorder $recorder
            Connect-GeminiTuning -Endpoint $saved.Endpoint
        }
    }

    It 'takes a hashtable with a name, and refuses an object without one' {
        (@{ Name = $Models[0].Name } | Get-TunedModel).Name | Should -Be $Models[0].Name
        { Get-TunedModel @{ Id = 1 } } | Should -Throw '*has no Name*'
    }

    It 'refuses a broken pattern, and goes on with the next name' {
        $found = Get-TunedModel 'a[', $Models[0].Name -ErrorVariable problem -ErrorAction SilentlyContinue
        $found.Name | Should -Be $Models[0].Name
        "$($problem[0])" | Should -Match "requires a matching ']'"
    }

    It 'writes -First and -Skip of the list' {
        $all = (Get-TunedModel).Name
        (Get-TunedModel -First 2).Name | Should -Be $all[0, 1]
        (Get-TunedModel -Skip 1 -First 1).Name | Should -Be $all[1]
        Get-TunedModel -First 0 | Should -BeNullOrEmpty
    }

    Context 'on a service with many pages' {
        BeforeAll {
            $script:Recorder = Open-Recorder {
                param($request)
                $page = if ($request.Path -match 'pageToken=(\d+)') { [int] $Matches[1] } else { 1 }
                $size = if ($request.Path -match 'pageSize=(\d+)') { [int] $Matches[1] } else { 10 }
                $models = 1..[math]::Min($size, 100) | ForEach-Object { @{ name = "tunedModels/m-$page-$_" } }
                ConvertTo-Json -Compress -Depth 5 @{ tunedModels = @($models); nextPageToken = "$($page + 1)" }
            }
            $script:Many = Connect-GeminiTuning -Endpoint $Recorder.Endpoint -PassThru
        }
        BeforeEach { $Recorder.Requests.Clear() }
        AfterAll { Close-Recorder $Recorder }

        It 'asks with -First 3 for three models, once' {
            @(Get-TunedModel -First 3 -Connection $Many).Count | Should -Be 3
            @($Recorder.Requests).Path | Should -Be '/v1beta/tunedModels?pageSize=3'
        }

        It 'stops asking when the pipeline has enough' {
            @(Get-TunedModel -Connection $Many | Select-Object -First 150).Count | Should -Be 150
            @($Recorder.Requests).Count | Should -Be 2
        }

        It 'writes the first model before the second page arrives' {
            $seen = [Threading.ManualResetEventSlim]::new()
            [AppDomain]::CurrentDomain.SetData('first model', $seen)
            $held = Open-Recorder {
                if ($args[0].Path -notmatch 'pageToken') { return '{"tunedModels":[{"name":"tunedModels/a"}],"nextPageToken":"2"}' }
                if (-not [AppDomain]::CurrentDomain.GetData('first model').Wait(30000)) { throw 'The first model was not written.' }
                '{"tunedModels":[{"name":"tunedModels/b"}]}'
            }
            try {
                $connection = Connect-GeminiTuning -Endpoint $held.Endpoint -PassThru
                $names = Get-TunedModel -Connection $connection | ForEach-Object { $seen.Set(); $_.Name }
            } finally { Close-Recorder $held }
            $names | Should -Be 'tunedModels/a', 'tunedModels/b'
        }

        It 'stops a wildcard listing at -First' {
            @(Get-TunedModel 'm-2-*' -First 5 -Connection $Many).Count | Should -Be 5
            @($Recorder.Requests).Count | Should -Be 2
        }
    }
}

Describe 'Get-TuningBaseModel' {
    BeforeAll { Connect-FastEmulator }

    It 'lists the models that can be tuned, and no others' {
        @(Get-TuningBaseModel).CanTune | Should -Not -Contain $false
    }

    It 'takes a name twice' {
        @(Get-TuningBaseModel 'gemini*', 'gemini*').Count | Should -Be 1
    }

    It 'takes wildcards and says which name is not there' {
        @(Get-TuningBaseModel 'gemini*').Count | Should -BeGreaterThan 0
        Get-TuningBaseModel 'no-such-model' -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problem[0].TargetObject | Should -Be 'no-such-model'
    }

    It 'says what it means where no model can be tuned' {
        $recorder = Open-Recorder { '{"models":[{"name":"models/gemini-x","supportedGenerationMethods":["generateContent"]}]}' }
        try {
            $connection = Connect-GeminiTuning -Endpoint $recorder.Endpoint -PassThru
            Get-TuningBaseModel -Connection $connection -WarningVariable warning -WarningAction SilentlyContinue | Should -BeNullOrEmpty
            "$warning" | Should -Match 'May 2025'
        } finally { Close-Recorder $recorder }
    }
}
