BeforeDiscovery {
    . "$PSScriptRoot/Common.ps1"
    $script:Scripts = Get-ChildItem "$Repository/build.ps1", "$Repository/src", "$Repository/docs", "$Repository/packaging", "$Repository/tests/Module", "$Repository/tests/Pwsh" -Recurse -Filter *.ps1 | ForEach-Object { @{ File = $_.FullName; Name = $_.Name } }
}

Describe 'The scripts of the repository' {
    It '<Name> follows PSScriptAnalyzer''s rules' -Tag PSScriptAnalyzer -ForEach $Scripts {
        # Positional parameters read well in tests.
        Invoke-ScriptAnalyzer $File -ExcludeRule PSAvoidUsingPositionalParameters | ForEach-Object { "$($_.Line): $($_.RuleName) $($_.Message)" } | Should -BeNullOrEmpty
    }
}
