# A model is found by its display name, and goes by one name wherever it is mentioned.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    function Connect-Service([string] $Service) {
        if ($Service -eq 'Vertex') { Connect-FastVertex } else { Connect-FastEmulator }
        $script:Model = Get-Trained 'number generator'
    }
    function Get-Trained([string] $DisplayName) { Get-Example | New-TunedModel -DisplayName $DisplayName -EpochCount 1 | Wait-TuningOperation }
    function Get-Completion([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText }
}
AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'A display name on <Service>' -ForEach @{ Service = 'GeminiApi' }, @{ Service = 'Vertex' } {
    BeforeAll { Connect-Service $Service }

    It 'finds the model with <Command>' -ForEach @(
        @{ Command = 'Get-TunedModel'; Arguments = @{} }
        @{ Command = 'Invoke-TunedModel'; Arguments = @{ Prompt = '3' } }
        @{ Command = 'Invoke-TunedModel'; Arguments = @{ Prompt = '3'; Stream = $true } }
        @{ Command = 'Get-TuningOperation'; Arguments = @{} }
        @{ Command = 'Wait-TuningOperation'; Arguments = @{} }
        @{ Command = 'Stop-TuningOperation'; Arguments = @{} }
    ) {
        # As it was given, and in another case.
        foreach ($name in 'number generator', 'Number Generator') {
            & $Command $name @Arguments -ErrorVariable problem -ErrorAction SilentlyContinue | Out-Null
            $problem | Should -BeNullOrEmpty
        }
    }

    It 'finds the model by pipeline, in an array, and many prompts' {
        ('number generator' | Get-TunedModel).Name | Should -Be $Model.Name
        (1..12 | Invoke-TunedModel 'number generator').Model | Sort-Object -Unique | Should -Be $Model.Name
        (Invoke-TunedModel 'number generator', $Model.Name '3').Model | Should -Be $Model.Name, $Model.Name
    }

    It 'is taken as -SourceModel' {
        $operation = Get-Example | New-TunedModel -SourceModel 'number generator' -DisplayName again -EpochCount 1
        ($operation | Wait-TuningOperation).SourceModel | Should -Not -BeNullOrEmpty
        Remove-TunedModel again -Force
        Get-TunedModel again -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'is completed, in quotes where it needs them' {
        Get-Completion 'Get-TunedModel numb' | Should -Contain "'number generator'"
        Get-Completion "Invoke-TunedModel -Model 'number gen" | Should -Contain "'number generator'"
        Get-Completion 'Get-TunedModel ' | Should -Be $Model.Name
    }

    It 'that no model has is an error that says so' {
        { Get-TunedModel 'no such model' -ErrorAction Stop } | Should -Throw "*'no such model'*No model has this display name.*"
        { Invoke-TunedModel 'no such model' '3' -ErrorAction Stop } | Should -Throw '*No model has this display name.*'
        { Invoke-TunedModel nosuch '3' -ErrorAction Stop } | Should -Throw
    }

    It 'that two models have gives both, and is an error for what needs one' {
        $other = Get-Trained 'Number generator'
        try {
            (Get-TunedModel 'number generator').Name | Sort-Object | Should -Be ($Model.Name, $other.Name | Sort-Object)
            foreach ($line in { Invoke-TunedModel 'number generator' '3' -ErrorAction Stop }, { Remove-TunedModel 'number generator' -Force -ErrorAction Stop }) {
                $line | Should -Throw "2 models have the display name 'number generator'.*$($Model.Name)*" -Because 'both names are listed'
                $line | Should -Throw "*$($other.Name)*"
            }
        } finally { Remove-TunedModel $other -Force }
        (Get-TunedModel $Model).Name | Should -Be $Model.Name
    }
}

Describe 'A display name that looks like an ID' {
    It 'finds the model where no model has this ID' {
        Connect-FastEmulator
        $model = Get-TestModel numbers
        (Get-TunedModel numbers).Name | Should -Be $model.Name
        (Invoke-TunedModel numbers '3').Model | Should -Be $model.Name
        (Invoke-TunedModel numbers '3' -Stream) -join '' | Should -Not -BeNullOrEmpty
        (Set-TunedModel numbers -TopK 3 -PassThru).Name | Should -Be $model.Name
        (Get-TunedModelPermission numbers).Model | Should -Be $model.Name
        # A full name means only the model of that name.
        { Get-TunedModel tunedModels/numbers -ErrorAction Stop } | Should -Throw
        Remove-TunedModel numbers -Force
        Get-TunedModel | Should -BeNullOrEmpty
    }

    It 'comes after an ID' {
        Connect-FastEmulator
        $null = Get-Example | New-TunedModel -Id first -DisplayName second -EpochCount 1 -BatchSize 4 | Wait-TuningOperation
        $null = Get-Example | New-TunedModel -Id second -DisplayName third -EpochCount 1 -BatchSize 4 | Wait-TuningOperation
        (Get-TunedModel second).Name | Should -Be 'tunedModels/second'
        (Invoke-TunedModel second '3').Model | Should -Be 'tunedModels/second'
    }
}

Describe 'The name of a model on <Service>' -ForEach @{ Service = 'GeminiApi' }, @{ Service = 'Vertex' } {
    BeforeAll { Connect-Service $Service }

    It 'is the same in a model, its operation and its responses, with the display name' {
        $id = $Model.Name -replace '.*/'
        $answers = @($Model | Invoke-TunedModel -Prompt 3; Invoke-TunedModel $Model.Name 3; Invoke-TunedModel $id 3; Invoke-TunedModel 'number generator' 3)
        $answers.Model | Sort-Object -Unique | Should -Be $Model.Name
        $answers.ModelDisplayName | Sort-Object -Unique | Should -Be 'number generator'
        $operation = Get-TuningOperation $Model
        $operation.Model, $operation.DisplayName | Should -Be $Model.Name, 'number generator'
        ($answers | Group-Object Model).Count | Should -Be 4
    }

    It 'is the same by endpoint, by the name in the registry, and in a batch of another session' {
        if ($Service -ne 'Vertex') { return }
        (Invoke-TunedModel $Model.Endpoint 3).Model | Should -Be $Model.Name
        (Invoke-TunedModel $Model.RegistryName 3).ModelDisplayName | Should -Be 'number generator'
        $batch = '1', '2' | Start-TunedModelBatch 'number generator' | Wait-TunedModelBatch
        Connect-GeminiTuning -Emulator -Vertex
        foreach ($one in $batch, (Get-TunedModelBatch $batch), (Get-TunedModelBatch), @($batch | Receive-TunedModelBatch)[0]) {
            $one.Model, $one.ModelDisplayName | Should -Be $Model.Name, 'number generator'
        }
        $batch.RegistryName | Should -Be $Model.RegistryName
    }

    It 'is known in a permission' {
        if ($Service -ne 'GeminiApi') { return }
        $permission = $Model | Get-TunedModelPermission
        $permission.Model, $permission.ModelDisplayName | Should -Be $Model.Name, 'number generator'
        (Grant-TunedModelPermission $Model -Everyone -Role Reader).ModelDisplayName | Should -Be 'number generator'
    }
}

Describe 'Responses' {
    It 'cost no request of their own for the display name' {
        $recorder = Open-Recorder { param($request)
            if ($request.Method -eq 'POST') { '{"candidates":[{"content":{"parts":[{"text":"4"}]},"finishReason":"STOP"}]}' } else { '{"name":"tunedModels/a","displayName":"numbers","state":"ACTIVE"}' }
        }
        try {
            Connect-GeminiTuning $recorder.Endpoint
            $answers = 1..5 | Invoke-TunedModel (Get-TunedModel tunedModels/a)
            $answers.ModelDisplayName | Sort-Object -Unique | Should -Be 'numbers'
            @($recorder.Requests).Count | Should -Be 6
        } finally { Close-Recorder $recorder }
    }
}

Describe 'A name of the other service' {
    It 'is said to be that by <Command> on <Service>' -ForEach @(
        foreach ($command in @{ Command = 'Get-TunedModel'; Arguments = @{} }, @{ Command = 'Invoke-TunedModel'; Arguments = @{ Prompt = '3' } }, @{ Command = 'Wait-TuningOperation'; Arguments = @{} }, @{ Command = 'Remove-TunedModel'; Arguments = @{ Force = $true } }) {
            $command + @{ Service = 'GeminiApi'; Name = 'projects/p/locations/us-central1/tuningJobs/1'; Expected = 'is a name of Vertex AI' }
            $command + @{ Service = 'GeminiApi'; Name = 'projects/p/locations/us-central1/models/1@1'; Expected = 'is a name of Vertex AI' }
            $command + @{ Service = 'Vertex'; Name = 'tunedModels/numbers'; Expected = 'is a name of the Gemini Developer API' }
        }
    ) {
        if ($Service -eq 'Vertex') { Connect-FastVertex } else { Connect-FastEmulator }
        { & $Command $Name @Arguments -ErrorAction Stop } | Should -Throw "*'$Name' $Expected*"
    }
}
