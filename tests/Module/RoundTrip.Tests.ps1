# What was written to a file and read back is taken by every cmdlet that takes the live object.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    function Copy-Object($InputObject, [string] $By) {
        if ($By -eq 'JSON') { return ConvertTo-Json -InputObject $InputObject | ConvertFrom-Json }
        Export-Clixml "$TestDrive/object.xml" -InputObject $InputObject
        Import-Clixml "$TestDrive/object.xml"
    }
    function Connect-TrialEmulator {
        Connect-FastEmulator
        $script:Operation = Get-Example | New-TunedModel -DisplayName 'there and back' -Id there-and-back -EpochCount 2 -BatchSize 4
        $script:Model = $Operation | Wait-TuningOperation
        $script:Permission = Grant-TunedModelPermission $Model -User her@example.com -Role Reader
    }
}
AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'A model through <By>' -ForEach @{ By = 'CLIXML' }, @{ By = 'JSON' } {
    BeforeEach { Connect-TrialEmulator }

    It 'is taken by <Command>' -ForEach @(
        @{ Command = 'Get-TunedModel'; Arguments = @{} }
        @{ Command = 'Set-TunedModel'; Arguments = @{ TopK = 3; PassThru = $true } }
        @{ Command = 'Invoke-TunedModel'; Arguments = @{ Prompt = '3' } }
        @{ Command = 'Get-TuningOperation'; Arguments = @{} }
        @{ Command = 'Wait-TuningOperation'; Arguments = @{} }
        @{ Command = 'Get-TunedModelPermission'; Arguments = @{} }
        @{ Command = 'Grant-TunedModelPermission'; Arguments = @{ Everyone = $true; Role = 'Reader' } }
        @{ Command = 'Revoke-TunedModelPermission'; Arguments = @{ User = 'her@example.com' } }
        @{ Command = 'Set-TunedModelOwner'; Arguments = @{ User = 'her@example.com'; Force = $true } }
        @{ Command = 'Remove-TunedModel'; Arguments = @{ Force = $true } }
    ) {
        Copy-Object $Model $By | & $Command @Arguments -ErrorVariable problem -ErrorAction SilentlyContinue | Out-Null
        $problem | Should -BeNullOrEmpty
    }

    It 'is taken as -SourceModel' {
        (Get-Example | New-TunedModel -SourceModel (Copy-Object $Model $By) | Wait-TuningOperation).SourceModel | Should -Be $Model.Name
    }
}

Describe 'An operation through <By>' -ForEach @{ By = 'CLIXML' }, @{ By = 'JSON' } {
    BeforeEach { Connect-TrialEmulator }

    It 'is taken by <Command>' -ForEach @(
        @{ Command = 'Get-TuningOperation'; Arguments = @{} }
        @{ Command = 'Wait-TuningOperation'; Arguments = @{} }
        @{ Command = 'Get-TunedModel'; Arguments = @{} }
        @{ Command = 'Set-TunedModel'; Arguments = @{ TopK = 3 } }
        @{ Command = 'Invoke-TunedModel'; Arguments = @{ Prompt = '3' } }
        @{ Command = 'Get-TunedModelPermission'; Arguments = @{} }
        @{ Command = 'Remove-TunedModel'; Arguments = @{ Force = $true } }
    ) {
        Copy-Object $Operation $By | & $Command @Arguments -ErrorVariable problem -ErrorAction SilentlyContinue | Out-Null
        $problem | Should -BeNullOrEmpty
    }
}

Describe 'A permission through <By>' -ForEach @{ By = 'CLIXML' }, @{ By = 'JSON' } {
    BeforeEach { Connect-TrialEmulator }

    It 'is taken by <Command>' -ForEach @(
        @{ Command = 'Get-TunedModelPermission'; Arguments = @{} }
        @{ Command = 'Grant-TunedModelPermission'; Arguments = @{ Role = 'Writer' } }
        @{ Command = 'Revoke-TunedModelPermission'; Arguments = @{} }
    ) {
        Copy-Object $Permission $By | & $Command @Arguments -ErrorVariable problem -ErrorAction SilentlyContinue | Out-Null
        $problem | Should -BeNullOrEmpty
    }
}

Describe 'Export-Clixml' {
    BeforeEach { Connect-TrialEmulator }

    It 'keeps the loss of each step of a model and of an operation' {
        $copy = Copy-Object $Model CLIXML
        $copy.Snapshots.Count | Should -Be 10
        $copy.Snapshots[-1].MeanLoss | Should -Be $Model.Snapshots[-1].MeanLoss
        $copy.Hyperparameters.EpochCount | Should -Be 2
        (Copy-Object (Get-TuningOperation $Operation) CLIXML).Result.Snapshots[-1].Step | Should -Be 10
    }

    It 'keeps what Format-Table and Format-List show' {
        foreach ($object in $Model, (Get-TuningOperation $Operation), $Permission) {
            $copy = Copy-Object $object CLIXML
            # But for the age, which goes on.
            ($copy | Format-Table | Out-String) -replace '\b\d+s\b', '0s' | Should -Be (($object | Format-Table | Out-String) -replace '\b\d+s\b', '0s')
            $copy | Format-List | Out-String | Should -Be ($object | Format-List | Out-String)
        }
    }
}

Describe 'ConvertTo-Json' {
    BeforeEach { Connect-TrialEmulator }

    It 'keeps names, settings and losses' {
        $copy = ConvertTo-Json -InputObject $Model -Depth 5 -EnumsAsStrings | ConvertFrom-Json
        $copy.Name, $copy.State, $copy.Snapshots.Count | Should -Be $Model.Name, 'Active', 10
        $permission = ConvertTo-Json -InputObject $Permission -EnumsAsStrings | ConvertFrom-Json
        $permission.Model, $permission.GranteeType, $permission.EmailAddress, $permission.Role | Should -Be $Model.Name, 'User', 'her@example.com', 'Reader'
    }
}
