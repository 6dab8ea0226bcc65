BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    function Get-ModelNamed([string] $Id) { Get-Example | New-TunedModel -DisplayName $Id -Id $Id -EpochCount 1 -BatchSize 4 | Wait-TuningOperation }
    function Get-Sent($Recorder) { @($Recorder.Requests) | ForEach-Object { "$($_.Method) $($_.Path) $($_.Body)".TrimEnd() } }
}
AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'Set-TunedModel' {
    BeforeAll {
        Connect-FastEmulator
        'trial-one', 'trial-two', 'other' | ForEach-Object { $null = Get-ModelNamed $_ }
    }

    It 'changes what is given and leaves the rest' {
        Set-TunedModel trial-one -Temperature 0.5 -TopK 7 | Should -BeNullOrEmpty
        Set-TunedModel trial-one 'another name' -Description 'what for' -TopP 0.5
        $model = Get-TunedModel trial-one
        $model.DisplayName, $model.Description | Should -Be 'another name', 'what for'
        $model.Temperature, $model.TopP, $model.TopK | Should -Be 0.5, 0.5, 7
        $model.State | Should -Be 'Active'
    }

    It 'writes the model as it is now with -PassThru' {
        $model = Set-TunedModel trial-one -Temperature 0 -PassThru
        $model | Should -BeOfType GeminiTuning.TunedModel
        $model.Temperature | Should -Be 0
    }

    It 'takes a description away with an empty one' {
        Set-TunedModel trial-one -Description 'what for'
        (Set-TunedModel trial-one -Description '' -PassThru).Description | Should -BeNullOrEmpty
    }

    It 'takes models by pipeline and names with wildcards' {
        Get-TunedModel trial-two | Set-TunedModel -TopK 3
        (Get-TunedModel trial-two).TopK | Should -Be 3
        @(Set-TunedModel 'trial-*' -TopK 4 -PassThru).TopK | Should -Be 4, 4
        (Get-TunedModel other).TopK | Should -Not -Be 4
    }

    It 'sends a mask of just what was given' {
        $recorder = Open-Recorder
        try {
            $connection = [GeminiTuning.TuningConnection]::new([GeminiTuning.TuningConnectionOptions]@{ Endpoint = $recorder.Endpoint })
            Set-TunedModel a -Temperature 0 -Connection $connection
            Set-TunedModel a 'x' -Description '' -TopP 1 -Connection $connection
            Get-Sent $recorder | Should -Be @(
                'PATCH /v1beta/tunedModels/a?updateMask=temperature {"temperature":0}'
                'PATCH /v1beta/tunedModels/a?updateMask=displayName,description,topP {"displayName":"x","description":"","topP":1}')
        } finally { Close-Recorder $recorder }
    }

    It 'has the checks of New-TunedModel: <Arguments>' -TestCases @(
        @{ Arguments = @{ Temperature = 1.1 } }, @{ Arguments = @{ Temperature = -0.1 } }, @{ Arguments = @{ TopP = 1.1 } }, @{ Arguments = @{ TopK = 0 } }
        @{ Arguments = @{ DisplayName = 'x' * 41 } }, @{ Arguments = @{ DisplayName = "half $([char] 0xD83D)" } }, @{ Arguments = @{ Description = "half $([char] 0xD83D)" } }
    ) {
        $set = try { Set-TunedModel other @Arguments -WhatIf; 'allowed' } catch { $_.Exception.Message }
        $new = try { Get-Example | New-TunedModel @Arguments -WhatIf; 'allowed' } catch { $_.Exception.Message }
        $set | Should -Not -Be 'allowed'
        $set | Should -Be $new
    }

    It 'takes a display name of 40 characters beyond the BMP' {
        $name = [char]::ConvertFromUtf32(0x1F600) * 40
        (Set-TunedModel other $name -PassThru).DisplayName | Should -Be $name
    }

    It 'says that there is nothing to change' {
        { Set-TunedModel other } | Should -Throw 'There''s nothing to update.*' -ErrorId 'InvalidArgument,*'
    }

    It 'changes nothing with -WhatIf' {
        Set-TunedModel other 'never' -WhatIf
        (Get-TunedModel other).DisplayName | Should -Not -Be 'never'
    }

    It 'writes an error for a model that is not there, and goes on' {
        $changed = Set-TunedModel not-there, other -TopK 9 -PassThru -ErrorVariable problem -ErrorAction SilentlyContinue
        $changed.TopK | Should -Be 9
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        $problem[0].TargetObject | Should -Be 'not-there'
    }
}

Describe 'Remove-TunedModel' {
    BeforeEach {
        Connect-FastEmulator
        'trial-one', 'trial-two', 'other' | ForEach-Object { $null = Get-ModelNamed $_ }
    }

    It 'asks unless told not to: its impact is high' {
        $attribute = (Get-Command Remove-TunedModel).ImplementingType.GetCustomAttributes($true) | Where-Object { $_ -is [Management.Automation.CmdletAttribute] }
        $attribute.ConfirmImpact | Should -Be 'High'
        $message = Invoke-FreshShell "Remove-TunedModel other" @{ GOOGLE_GEMINI_BASE_URL = "$((Get-GeminiTuningConnection).Endpoint)" } | Out-String
        $message | Should -Match 'NonInteractive'
        (Get-TunedModel other).Name | Should -Be 'tunedModels/other'
    }

    It 'deletes by name, by object, by pipeline and by wildcard' {
        Remove-TunedModel other -Force
        Get-TunedModel 'trial-*' | Remove-TunedModel -Confirm:$false
        Get-TunedModel | Should -BeNullOrEmpty
        $null = Get-ModelNamed trial-three
        $null = Get-ModelNamed trial-four
        Remove-TunedModel 'TRIAL-*' -Force
        Get-TunedModel | Should -BeNullOrEmpty
    }

    It 'deletes nothing with -WhatIf, -Force or not, by pipeline or not' {
        Get-TunedModel 'trial-*' | Remove-TunedModel -WhatIf
        Remove-TunedModel 'trial-*' -Force -WhatIf
        & { $WhatIfPreference = $true; Remove-TunedModel other -Force }
        @(Get-TunedModel).Count | Should -Be 3
    }

    It 'takes the model of an operation, and ends its tuning' {
        Connect-FastEmulator 3600
        $operation = Get-Example | New-TunedModel -DisplayName 'not wanted'
        $operation | Remove-TunedModel -Force
        Get-TunedModel | Should -BeNullOrEmpty
    }

    It 'does not take a permission for its model' {
        Get-TunedModelPermission other | Remove-TunedModel -Force -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        @(Get-TunedModel).Count | Should -Be 3
    }

    It 'writes an error for a model that is not there, and none for a pattern without a match' {
        Remove-TunedModel not-there, other, 'none-*' -Force -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.Count | Should -Be 1
        $problem[0].TargetObject | Should -Be 'not-there'
        (Get-TunedModel).Name | Should -Not -Contain 'tunedModels/other'
    }

    It 'says of a matched model which one it was' {
        Set-TunedModelOwner trial-one her@example.com -Force
        Remove-TunedModel 'trial-*' -Force -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'AccessDenied,*'
        $problem[0].TargetObject | Should -Be 'tunedModels/trial-one'
        (Get-TunedModel 'trial-*').Name | Should -Be 'tunedModels/trial-one'
    }
}

Describe 'A delete whose answer was lost' {
    It 'is made again, and what is gone by then is no error' {
        $recorder = Open-Recorder {
            param($request)
            if ($request.Number -eq 1) { @{ Status = 503; Body = '' } } else { @{ Status = 404; Body = '{"error":{"code":404,"message":"Tuned model tunedModels/a does not exist.","status":"NOT_FOUND"}}' } }
        }
        try {
            $connection = Connect-GeminiTuning -Endpoint $recorder.Endpoint -RetryIntervalSec 1 -PassThru
            Remove-TunedModel a -Force -Connection $connection -ErrorVariable problem -WarningAction SilentlyContinue
            $problem | Should -BeNullOrEmpty
            Get-Sent $recorder | Should -Be 'DELETE /v1beta/tunedModels/a', 'DELETE /v1beta/tunedModels/a'
            Remove-TunedModel a -Force -Connection $connection -ErrorVariable problem -ErrorAction SilentlyContinue
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        } finally { Close-Recorder $recorder }
    }
}

Describe 'Set-TunedModelOwner' {
    BeforeEach {
        Connect-FastEmulator
        'trial-one', 'trial-two' | ForEach-Object { $null = Get-ModelNamed $_ }
    }

    It 'makes a user the owner, and the one before a writer' {
        Set-TunedModelOwner trial-one her@example.com -Force | Should -BeNullOrEmpty
        (Get-TunedModelPermission trial-one -Role Owner).EmailAddress | Should -Be 'her@example.com'
        (Get-TunedModelPermission trial-one -Role Writer).EmailAddress | Should -Be 'you@emulator.invalid'
    }

    It 'writes the new permission with -PassThru, for each model of the pipeline' {
        $permissions = Get-TunedModel 'trial-*' | Set-TunedModelOwner -User her@example.com -Force -PassThru
        $permissions | Should -BeOfType GeminiTuning.TunedModelPermission
        $permissions.Role | Should -Be 'Owner', 'Owner'
        $permissions.Model | Sort-Object | Should -Be 'tunedModels/trial-one', 'tunedModels/trial-two'
    }

    It 'asks: its impact is high, and -WhatIf changes nothing' {
        $attribute = (Get-Command Set-TunedModelOwner).ImplementingType.GetCustomAttributes($true) | Where-Object { $_ -is [Management.Automation.CmdletAttribute] }
        $attribute.ConfirmImpact | Should -Be 'High'
        Set-TunedModelOwner trial-one her@example.com -Force -WhatIf
        (Get-TunedModelPermission trial-one -Role Owner).EmailAddress | Should -Be 'you@emulator.invalid'
    }

    It 'refuses what is no e-mail address before anything is sent' {
        { Set-TunedModelOwner trial-one bob -Force } | Should -Throw "*'bob' isn't a valid email address*"
    }

    It 'says that who is not the owner may not' {
        Set-TunedModelOwner trial-one her@example.com -Force
        Set-TunedModelOwner trial-one him@example.com -Force -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'AccessDenied,*'
        $problem[0].TargetObject | Should -Be 'trial-one'
    }
}
