BeforeDiscovery {
    . "$PSScriptRoot/Common.ps1"
    $script:Cmdlets = (Get-Module GeminiTuning).ExportedCmdlets.Values | ForEach-Object { @{ Name = $_.Name; Cmdlet = $_ } }
}
BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe '<Name>' -ForEach $Cmdlets {
    It 'has an approved verb and a singular noun' {
        (Get-Verb).Verb | Should -Contain $Cmdlet.Verb
        $Cmdlet.Noun | Should -Not -Match '[^s]s$'
    }

    It 'says what it gives' {
        if ($Cmdlet.Verb -notin 'Disconnect', 'Stop', 'Remove', 'Revoke', 'Export') { $Cmdlet.OutputType | Should -Not -BeNullOrEmpty }
    }

    It 'asks before it changes something' {
        if ($Cmdlet.Verb -in 'New', 'Start', 'Stop', 'Set', 'Remove', 'Grant', 'Revoke', 'Disconnect', 'Export') {
            $Cmdlet.Parameters.Keys | Should -Contain 'WhatIf'
            $Cmdlet.Parameters.Keys | Should -Contain 'Confirm'
        } else { $Cmdlet.Parameters.Keys | Should -Not -Contain 'WhatIf' }
    }

    It 'takes the pipeline in at most one parameter of each set' {
        foreach ($set in $Cmdlet.ParameterSets) { @($set.Parameters | Where-Object ValueFromPipeline).Count | Should -BeLessOrEqual 1 }
    }

    It 'takes the pipeline in each set, where it is about models, operations or permissions' {
        if ($Cmdlet.Noun -notmatch '^(TunedModel|TuningOperation|TuningBaseModel)') { return }
        # The filter is the service's own, and takes the place of names; an object in Cloud Storage, or a file, that of the pipeline.
        foreach ($set in $Cmdlet.ParameterSets | Where-Object Name -NotMatch '^Filter$|On(Uri|Path)$') {
            @($set.Parameters | Where-Object ValueFromPipeline).Count | Should -Be 1 -Because $set.Name
        }
    }

    It 'uses the standard names of parameters, with their types, and redefines no common one' {
        $types = @{ Force = [switch]; PassThru = [switch]; TimeoutSec = [int]; ThrottleLimit = [int]; Name = [string[]]; Filter = [string]; Description = [string]; DisplayName = [string]; Connection = [GeminiTuning.TuningConnection] }
        $own = $Cmdlet.Parameters.Values | Where-Object Name -notin ([Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters)
        foreach ($parameter in $own) {
            $type = [Nullable]::GetUnderlyingType($parameter.ParameterType) ?? $parameter.ParameterType
            if ($types[$parameter.Name]) { $type | Should -Be $types[$parameter.Name] -Because $parameter.Name }
            if ($parameter.ParameterType.IsArray) { $parameter.Name | Should -Not -Match '[^s]s$' -Because 'names are singular' }
            $parameter.Name | Should -Not -Match '^(Seconds|Timeout|Whatif|Models?Names?)$'
        }
        # What takes names by pipeline is called Name, or has that for an alias; in a cmdlet with two such, the one by default.
        $named = @($own | Where-Object { $_.ParameterType -eq [string[]] -and $_.Name -ne 'Path' -and $_.Attributes.ValueFromPipeline -contains $true })
        if ($named) { @($named | Where-Object { $_.Name -eq 'Name' -or $_.Aliases -contains 'Name' }).Count | Should -Be 1 }
    }

    It 'asks before what cannot be undone' {
        $attribute = $Cmdlet.ImplementingType.GetCustomAttributes($true) | Where-Object { $_ -is [Management.Automation.CmdletAttribute] }
        $isFinal = $Cmdlet.Name -in 'Remove-TunedModel', 'Set-TunedModelOwner'
        $attribute.ConfirmImpact -eq 'High' | Should -Be $isFinal
        $Cmdlet.Parameters.ContainsKey('Force') | Should -Be $isFinal
    }

    It 'completes every name that it takes' {
        foreach ($parameter in $Cmdlet.Parameters.Values | Where-Object Name -cmatch '^(Name|Model|BaseModel|SourceModel|Permission|User|Group|Role|InputProperty|OutputProperty)$') {
            $parameter.Attributes.TypeId.Name | Should -Contain 'ArgumentCompleterAttribute' -Because $parameter.Name
        }
    }

    It 'has parameters in Pascal case, switches rather than Booleans, and secrets as SecureString' {
        foreach ($parameter in $Cmdlet.Parameters.Values) {
            $parameter.Name | Should -MatchExactly '^[A-Z]'
            $parameter.ParameterType | Should -Not -Be ([bool])
            # A switch or a number about tokens of text can't hold a secret.
            if ($parameter.Name -match 'Key$|Token$' -and $parameter.ParameterType -notin [switch], [Nullable[double]]) { $parameter.ParameterType | Should -Be ([securestring]) }
        }
    }
}

Describe 'An error about one name, by <Name>' -ForEach @(
    @{ Name = 'Get-TunedModel'; Arguments = @{} }
    @{ Name = 'Set-TunedModel'; Arguments = @{ TopK = 1 } }
    @{ Name = 'Remove-TunedModel'; Arguments = @{ Force = $true } }
    @{ Name = 'Invoke-TunedModel'; Arguments = @{ Prompt = '1' } }
    @{ Name = 'Get-TuningOperation'; Arguments = @{} }
    @{ Name = 'Wait-TuningOperation'; Arguments = @{} }
    @{ Name = 'Show-TuningLoss'; Arguments = @{} }
    @{ Name = 'Get-TuningBaseModel'; Arguments = @{} }
    @{ Name = 'Get-TunedModelPermission'; Arguments = @{} }
    @{ Name = 'Grant-TunedModelPermission'; Arguments = @{ Everyone = $true; Role = 'Reader' } }
    @{ Name = 'Revoke-TunedModelPermission'; Arguments = @{ Everyone = $true } }
    @{ Name = 'Set-TunedModelOwner'; Arguments = @{ User = 'her@example.com'; Force = $true } }
) {
    BeforeAll { Connect-FastEmulator }
    AfterAll {
        Disconnect-GeminiTuning
        Stop-TuningEmulator
    }

    It 'is written, one for each, and ends nothing' {
        'not-there', 'nor-there' | & $Name @Arguments -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.Count | Should -Be 2
    }

    It 'ends the command with -ErrorAction Stop' {
        { 'not-there' | & $Name @Arguments -ErrorAction Stop } | Should -Throw
    }

    It 'is silent with -ErrorAction Ignore' {
        $Error.Clear()
        'not-there' | & $Name @Arguments -ErrorAction Ignore
        $Error.Count | Should -Be 0
    }
}
