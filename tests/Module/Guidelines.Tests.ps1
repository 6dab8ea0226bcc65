# PowerShell's development guidelines: docs/guidelines.md says which test holds the module to which rule. These are the
# tests that stand nowhere else, and the one that finds all of them.
BeforeDiscovery {
    . "$PSScriptRoot/Common.ps1"
    $script:Cmdlets = (Get-Module GeminiTuning).ExportedCmdlets.Values | ForEach-Object { @{ Name = $_.Name; Cmdlet = $_ } }
}
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:Page = [IO.File]::ReadAllText("$Repository/docs/guidelines.md").Replace("`r`n", "`n")
    $script:All = (Get-Module GeminiTuning).ExportedCmdlets.Values
    $script:Common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
    function Get-OwnParameter($Cmdlet) { $Cmdlet.Parameters.Values | Where-Object Name -NotIn $Common }
}

Describe 'The page of guidelines' {
    BeforeAll {
        $script:Rules = @([regex]::Matches($Page, '(?m)^\| (?<rule>[RSA][DC]\d\d)[^|]*\|(?<tests>[^|]*)\|(?<reason>[^|]*)\|$'))
    }

    It 'has every rule, with a test or a reason' {
        $expected = @(1..6 | ForEach-Object { "RD0$_" }) + @(1..7 | ForEach-Object { "RC0$_" }) + @(1..5 | ForEach-Object { "SD0$_" }) +
            @(1..4 | ForEach-Object { "SC0$_" }) + @(1..5 | ForEach-Object { "AD0$_" }) + @(1..6 | ForEach-Object { "AC0$_" })
        $Rules.ForEach({ $_.Groups['rule'].Value }) | Sort-Object -Unique | Should -Be ($expected | Sort-Object)
        foreach ($rule in $Rules) { ($rule.Groups['tests'].Value + $rule.Groups['reason'].Value).Trim() | Should -Not -BeNullOrEmpty -Because $rule.Value }
    }

    It 'names tests that are there' {
        $count = 0
        foreach ($rule in $Rules) {
            foreach ($part in $rule.Groups['tests'].Value -split '; ' | Where-Object { $_.Trim() }) {
                $part | Should -Match '^\s*\w+: `' -Because $rule.Value
                $file, $names = $part.Trim() -split ': ', 2
                # Names are in code, and may have a comma or a quote of their own.
                $source = [IO.File]::ReadAllText("$Repository/tests/Module/$file.Tests.ps1")
                foreach ($name in [regex]::Matches($names, '`([^`]+)`').ForEach({ $_.Groups[1].Value })) {
                    $count++
                    $source.Contains("It '$($name.Replace("'", "''"))'") | Should -BeTrue -Because "$file is to have the test '$name'"
                }
            }
        }
        $count | Should -BeGreaterThan 40
    }
}

Describe '<Name>' -ForEach $Cmdlets {
    It '<Name> has letters alone in its verb and its noun' {
        $Cmdlet.Name | Should -MatchExactly '^([A-Z][a-z]+)+-([A-Z][a-z]+)+$'
    }

    It '<Name> has a noun of this module''s' {
        $Cmdlet.Noun | Should -MatchExactly '^(GeminiTuning|Tuning|TunedModel)'
    }

    It '<Name> is a public, sealed class of its own name, in the namespace of commands' {
        $class = $Cmdlet.ImplementingType
        $class.FullName | Should -BeExactly "GeminiTuning.Commands.$($Cmdlet.Verb)$($Cmdlet.Noun)Command"
        $class.IsPublic -and $class.IsSealed | Should -BeTrue
        $class.IsSubclassOf([Management.Automation.PSCmdlet]) | Should -BeTrue
    }

    It '<Name> does its work in a processing method' {
        # The asynchronous ones by the steps of AsyncCommand, which overrides all three.
        $own = [Reflection.BindingFlags] 'Instance, NonPublic, DeclaredOnly'
        $steps = 'BeginProcessing', 'ProcessRecord', 'EndProcessing', 'BeginAsync', 'ProcessAsync', 'EndAsync'
        $overridden = @(for ($type = $Cmdlet.ImplementingType; $type -ne [Management.Automation.PSCmdlet] -and $type.Name -notin 'AsyncCommand'; $type = $type.BaseType) {
            $steps | Where-Object { $type.GetMethod($_, $own) }
        })
        $overridden | Should -Not -BeNullOrEmpty
        if ($Cmdlet.Parameters.Values.Attributes.ValueFromPipeline -contains $true) {
            $overridden | Where-Object { $_ -in 'ProcessRecord', 'ProcessAsync' } | Should -Not -BeNullOrEmpty
        }
    }

    It '<Name> keeps nothing beyond its run' {
        $Cmdlet.ImplementingType.GetFields([Reflection.BindingFlags] 'Static, Public, NonPublic') | Where-Object { -not $_.IsLiteral -and -not $_.IsInitOnly -and $_.Name -notmatch '<' } | Should -BeNullOrEmpty
    }

    It '<Name> has texts only for names, words and paths' {
        foreach ($parameter in Get-OwnParameter $Cmdlet | Where-Object { $_.ParameterType -in [string], [string[]] }) {
            $parameter.Name | Should -Match '^(Id|Name|Model|BaseModel|SourceModel|Permission|User|Group|Role|DisplayName|Description|Filter|Prompt|StopSequence|Fault|InputProperty|OutputProperty|SystemInstruction|SystemInstructionProperty|Checkpoint|DefaultCheckpoint|Measure|EvaluationMetric|KmsKeyName|Title|ServiceAccount|Location|Bucket|Header|RejectedProperty|ResponseMimeType|\w+Uri|\w*Path|Project|QuotaProject|ImpersonateServiceAccount)$'
        }
    }

    It '<Name> takes many names where it takes names by pipeline' {
        foreach ($parameter in Get-OwnParameter $Cmdlet | Where-Object { $_.Attributes.ValueFromPipeline -contains $true -and $_.Name -ne 'InputObject' }) {
            $parameter.ParameterType.IsArray | Should -BeTrue -Because $parameter.Name
        }
    }

    It '<Name> has a default among its parameter sets' {
        if ($Cmdlet.ParameterSets.Count -gt 1) { @($Cmdlet.ParameterSets | Where-Object IsDefault).Count | Should -Be 1 }
    }

    It '<Name> resolves its paths as PowerShell does' {
        foreach ($parameter in Get-OwnParameter $Cmdlet | Where-Object Name -Like '*Path') {
            # The class of the parameter may be a base class, and in several files: TuningCommand.cs, TuningCommand.Examples.cs.
            $name = $Cmdlet.ImplementingType.GetProperty($parameter.Name).DeclaringType.Name
            $source = (Get-ChildItem "$Repository/src/GeminiTuning/Commands" -Recurse -Filter "$name*.cs" | Get-Content) -join "`n"
            $source | Should -Match 'SessionState\.Path\.GetUnresolvedProviderPathFromPSPath|TargetFile\.Find\(SessionState\.Path,' -Because $parameter.Name
        }
    }

    It '<Name> has parameters that can be sent to another computer' {
        $known = [string], [string[]], [int], [int[]], [float], [float[]], [double], [uint64], [uri], [securestring], [switch], [Collections.IDictionary], [psobject], [psobject[]], [char], [Text.Encoding], [GeminiTuning.ExampleFormat], [GeminiTuning.TuningMethod], [GeminiTuning.ThinkingLevel], [scriptblock]
        foreach ($parameter in Get-OwnParameter $Cmdlet | Where-Object Name -NE 'Connection') {
            [Nullable]::GetUnderlyingType($parameter.ParameterType) ?? $parameter.ParameterType | Should -BeIn $known -Because $parameter.Name
        }
    }
}

Describe 'All cmdlets' {
    It 'A parameter has one type in all cmdlets' {
        # Files to read are many, as for Import-Csv; the file to write is one, as for Export-Csv. Checkpoints to measure are many,
        # side by side; the checkpoint to ask or to continue from is one. A sweep has several values of a setting; a model has one.
        $lists = 'InputObject', 'User', 'Path', 'LiteralPath', 'Checkpoint', 'EpochCount', 'BatchSize', 'LearningRate', 'LearningRateMultiplier', 'AdapterSize'
        $types = $All | ForEach-Object { Get-OwnParameter $_ } | Where-Object Name -NotIn $lists | ForEach-Object {
            [pscustomobject]@{ Name = $_.Name; Type = ([Nullable]::GetUnderlyingType($_.ParameterType) ?? $_.ParameterType).FullName }
        }
        $types | Group-Object Name | Where-Object { @($_.Group.Type | Sort-Object -Unique).Count -gt 1 } | ForEach-Object Name | Should -BeNullOrEmpty
    }

    It 'No cmdlet uses System.Console' {
        $uses = Get-ChildItem "$Repository/src/GeminiTuning", "$Repository/src/GeminiTuning.Core", "$Repository/src/GeminiTuning.Adapters" -Recurse -Filter *.cs |
            Where-Object FullName -NotMatch '[\\/](bin|obj)[\\/]' | Select-String -CaseSensitive -Pattern '\bConsole\.' -AllMatches
        # No host says in which encoding it writes, or whether its output is a file. The curve reads that, and writes nothing.
        $uses | Where-Object Filename -NE 'LossCurve.cs' | Should -BeNullOrEmpty
        @($uses | Where-Object Filename -EQ 'LossCurve.cs').Line.Trim() | Should -Be 'internal static bool IsRedirected => Console.IsOutputRedirected;', 'static Encoding OutputEncoding() => OperatingSystem.IsWindows() && !Console.IsOutputRedirected ? Encoding.UTF8 : Console.OutputEncoding;'
    }
}
