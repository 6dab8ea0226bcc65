# A service that somebody else wrote works with the cmdlets, because no cmdlet knows which services there are.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    Add-Type -Path (Get-TestAssembly ThirdService)
    $Connection = [GeminiTuning.TuningConnection]::new([GeminiTuning.TuningConnectionOptions]@{ Endpoint = 'https://memory.example'; Service = [ThirdService.MemoryOptions]::new() })
    $PSDefaultParameterValues['*:Connection'] = $Connection
}

AfterAll {
    $PSDefaultParameterValues.Remove('*:Connection')
    $Connection.Dispose()
}

Describe 'A third service' {
    It 'tunes, is waited for, and is asked in one pipeline' {
        $model = Get-Example | New-TunedModel -DisplayName numbers | Wait-TuningOperation
        $model.Name | Should -BeLike 'memory/numbers*'
        $model.State, $model.BaseModel | Should -Be 'Active', 'memory-1'
        $answers = 3, 4 | Invoke-TunedModel $model
        $answers.Text | Should -Be '4', '5'
        $answers.Model | Should -Be $model.Name, $model.Name
        "$($model | Invoke-TunedModel -Prompt 7)" | Should -Be '8'
        -join (Invoke-TunedModel $model 7 -Stream) | Should -Be '8'
    }

    It 'has its models listed, found by patterns, and deleted' {
        $null = Get-Example | New-TunedModel -DisplayName other
        (Get-TunedModel 'other*').State | Should -Be 'Creating'
        (Get-TuningOperation).Name | Should -BeLike 'memory/other*'
        Remove-TunedModel 'other*' -Force
        Get-TunedModel 'other*' | Should -BeNullOrEmpty
        { Get-TunedModel gone -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*'
    }

    It 'has limits of its own' {
        { Get-Example | New-TunedModel -DisplayName 'a long name' } | Should -Throw '*11 characters*maximum is 10*'
        { Invoke-TunedModel a ('7 ' * 51) -ErrorAction Stop } | Should -Throw '*102 characters*maximum is 100*'
    }

    It 'is told from the service that has a command or a parameter' {
        { Get-TunedModelBatch } | Should -Throw '*Get-TunedModelBatch*Memory Service*Vertex AI*' -ErrorId 'NotOfService,*'
        { Get-TunedModelPermission m } | Should -Throw '*Memory Service*Gemini Developer API*' -ErrorId 'NotOfService,*'
        (Get-TuningBaseModel).Name | Should -Be 'memory-1'
        { Get-Example | New-TunedModel -AdapterSize 4 } | Should -Throw '-AdapterSize*Memory Service*Vertex AI*' -ErrorId 'NotOfService,*'
    }

    It 'needs no method that counts tokens' {
        Get-Example | New-TunedModel -CountToken -WhatIf -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Be "The training tokens weren't counted, so the cost isn't known. Memory Service doesn't count tokens."
    }

    It 'says what New-TunedModel would do' {
        $transcript = Join-Path $TestDrive 'whatif.txt'
        Start-Transcript $transcript | Out-Null
        Get-Example | New-TunedModel -DisplayName numbers -WhatIf
        Stop-Transcript | Out-Null
        Get-Content $transcript -Raw | Should -Match 'memory-1 on 20 examples'
    }
}
