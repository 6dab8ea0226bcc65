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
        if ($Cmdlet.Verb -notin 'Disconnect', 'Stop') { $Cmdlet.OutputType | Should -Not -BeNullOrEmpty }
    }

    It 'asks before it changes something' {
        if ($Cmdlet.Verb -in 'New', 'Start', 'Stop', 'Set', 'Remove') { $Cmdlet.Parameters.Keys | Should -Contain 'WhatIf' }
    }

    It 'takes the pipeline in at most one parameter of each set' {
        foreach ($set in $Cmdlet.ParameterSets) { @($set.Parameters | Where-Object ValueFromPipeline).Count | Should -BeLessOrEqual 1 }
    }

    It 'has parameters in Pascal case, switches rather than Booleans, and secrets as SecureString' {
        foreach ($parameter in $Cmdlet.Parameters.Values) {
            $parameter.Name | Should -MatchExactly '^[A-Z]'
            $parameter.ParameterType | Should -Not -Be ([bool])
            if ($parameter.Name -match 'Key$|Token$') { $parameter.ParameterType | Should -Be ([securestring]) }
        }
    }
}
